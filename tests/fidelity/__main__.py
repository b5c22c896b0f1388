"""`python -m tests.fidelity`: how much of each page survives, beside plain trafilatura."""

import argparse
import sys
from pathlib import Path

from tests.fidelity.pages import archived_cases, chosen, saved_cases
from tests.fidelity.report import lines
from tests.fidelity.run import results

SHARED = Path(__file__).parents[3] / "shared" / "web"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fidelity", description=__doc__)
    parser.add_argument("--archive", type=Path, default=SHARED, help="a WARC file, or a folder of them")
    parser.add_argument("--html", type=Path, nargs="+", help="saved HTML files or folders, instead of an archive")
    parser.add_argument("--page", default="", metavar="SUBSTRING", help="only pages whose address holds it")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ours-only", action="store_true", help="leave plain trafilatura out")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what was lost and what slipped in")
    return parser.parse_args()


def main() -> int:
    """Prints the report; 1 where there is no page."""
    options = _options()
    cases = chosen(saved_cases(options.html) if options.html else archived_cases(options.archive), options.page)
    if not cases:
        print("No such page: give another --page, --archive or --html.", file=sys.stderr)
        return 1
    found = list(results(cases, jobs=options.jobs, plain=not options.ours_only))
    print("\n".join(lines(found, jobs=options.jobs, verbose=options.verbose)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
