"""The command line of `sightline ingest`, `ingest add`, `ingest report` and `ingest prune`."""

import argparse
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from ingest.plan import MAX_HOSTS, MAX_SOURCES, Plan, Politeness
from settings import Settings

_POLITENESS = Politeness()
INGEST_COMMANDS = ("ingest add", "ingest report", "ingest prune")


def joined(arguments: Sequence[str]) -> list[str]:
    """The arguments with the two words of a command such as `ingest add` as one, also where its options stand between.

    >>> joined(["ingest", "--json", "report"]), joined(["ingest", "--library", "report", "list.md"])
    (['ingest report', '--json'], ['ingest', '--library', 'report', 'list.md'])
    """
    if arguments[:1] != ["ingest"]:
        return list(arguments)
    between = argparse.ArgumentParser("sightline ingest", add_help=False)
    between.add_argument("--json", action="store_true")
    between.add_argument("--library", nargs="?")
    between.add_argument("rest", nargs=argparse.REMAINDER)
    parsed, others = between.parse_known_args(arguments[1:])
    command = " ".join(["ingest", *parsed.rest[:1]])
    if others or command not in INGEST_COMMANDS:
        return list(arguments)
    return [command, *arguments[1 : len(arguments) - len(parsed.rest)], *parsed.rest[1:]]


def add_ingest(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    """Adds `ingest` and the commands that belong to it."""
    ingest = commands.add_parser(
        "ingest",
        parents=[common],
        help="build or refresh the library from reading lists",
        epilog=f"see also: {', '.join(INGEST_COMMANDS)}",
    )
    ingest.add_argument(
        "lists", nargs="*", metavar="LIST", help="path or address of an awesome list (default: the bundled list)"
    )
    ingest.add_argument("--if-missing", action="store_true", help="do nothing where there is a library already")
    ingest.add_argument("--json", action="store_true", help="print the report as JSON")
    ingest.add_argument(
        "--progress", choices=["auto", "json", "none"], default="auto", help="how progress is told on stderr"
    )
    ingest.add_argument(
        "--no-notes", action="store_true", help="leave out the starter notes and the curator's own words"
    )
    ingest.add_argument(
        "--max-sources",
        type=positive,
        default=MAX_SOURCES,
        metavar="N",
        help="read at most N sources (default: %(default)s)",
    )
    _add_fetching(ingest.add_argument_group("where pages come from, and when"))
    _add_politeness(ingest.add_argument_group("politeness on the network"))
    ingest.set_defaults(command=_ingest)
    _add_ingest_helpers(commands, common)


def _add_fetching(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--archive",
        type=Path,
        action="append",
        default=[],
        metavar="PATH",
        help="WARC file or folder looked up before the network",
    )
    group.add_argument("--offline", action="store_true", help="never use the network")
    group.add_argument("--force", action="store_true", help="fetch all anew, also what has not changed")
    group.add_argument(
        "--max-age",
        type=not_negative,
        default=0,
        metavar="DAYS",
        help="do not ask for pages that were fetched in the last DAYS (default: 0, ask for all)",
    )
    group.add_argument(
        "--wayback", action="store_true", help="try the Internet Archive for dead and blocked sources without a copy"
    )


def _add_politeness(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--max-hosts",
        type=positive,
        default=MAX_HOSTS,
        metavar="N",
        help="hosts asked at the same time (default: %(default)s)",
    )
    group.add_argument(
        "--delay",
        type=not_negative,
        default=_POLITENESS.delay,
        metavar="SECONDS",
        help="between requests to a host (default: %(default)g)",
    )
    group.add_argument(
        "--time-limit",
        type=not_negative,
        default=_POLITENESS.run_seconds / 60,
        metavar="MINUTES",
        help="for all fetching (default: %(default)g)",
    )
    group.add_argument("--allow-private", action="store_true", help="also fetch from private networks and this machine")


def _add_ingest_helpers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    add = commands.add_parser("ingest add", parents=[common], help="use a saved page for a source")
    add.add_argument("url", metavar="URL", help="address of a source")
    add.add_argument("file", type=Path, metavar="FILE", help="the page: HTML, MHTML or PDF, or a WARC or WACZ with it")
    report = commands.add_parser("ingest report", parents=[common], help="what the list's maintainer should know")
    prune = commands.add_parser("ingest prune", parents=[common], help="remove kept pages of sources no longer listed")
    for parser, command in ((add, _ingest_add), (report, _ingest_report), (prune, _ingest_prune)):
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.set_defaults(command=command)


def _ingest(arguments: argparse.Namespace, settings: Settings) -> None:
    from ingest.command import Output, run

    plan = Plan(
        library=settings.library,
        lists=tuple(arguments.lists),
        archives=tuple(arguments.archive),
        offline=arguments.offline,
        notes=not arguments.no_notes,
        allow_private=arguments.allow_private,
        force=arguments.force,
        wayback=arguments.wayback,
        max_age=timedelta(days=arguments.max_age),
        max_sources=arguments.max_sources,
        max_hosts=arguments.max_hosts,
        politeness=Politeness(delay=arguments.delay, run_seconds=arguments.time_limit * 60),
        contact=settings.contact,
    )
    run(settings, plan, Output(arguments.json, arguments.if_missing, arguments.progress))


def _ingest_add(arguments: argparse.Namespace, settings: Settings) -> None:
    from ingest.command import run_add

    run_add(settings, arguments.url, arguments.file, as_json=arguments.json)


def _ingest_report(arguments: argparse.Namespace, settings: Settings) -> None:
    from ingest.command import run_report

    run_report(settings, as_json=arguments.json)


def _ingest_prune(arguments: argparse.Namespace, settings: Settings) -> None:
    from ingest.command import run_prune

    run_prune(settings, as_json=arguments.json)


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def not_negative(text: str) -> float:
    """A number of 0 or more."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 0 or more")
    return number
