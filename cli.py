"""The `sightline` command. Each subcommand imports its layer only when it runs."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from index.errors import LibraryError, SightlineError
from index.output import FULL, leave_output, ready_output
from index.printable import printable, printable_json
from index.records import Kind
from ingest.arguments import add_ingest, joined, positive
from settings import Settings, path_of, read_settings

if TYPE_CHECKING:
    from rag.command import Request

Command = Callable[[argparse.Namespace, Settings], int | None]
"""Returns the exit status, where that is not 0."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a subcommand; returns 0 when it is done, 1 when nothing could be done. Wrong usage exits with 2."""
    parsed = build_parser().parse_args(joined(sys.argv[1:] if arguments is None else arguments))
    command: Command = parsed.command
    try:
        ready_output(as_json=bool(getattr(parsed, "json", False) or getattr(parsed, "batch", None)))
        settings = read_settings()
        library = path_of(parsed.library) if parsed.library else settings.library
        status = command(parsed, replace(settings, library=library)) or 0
        sys.stdout.flush()
    except SightlineError as error:
        print(printable(f"sightline: {error}"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is ending
        print("sightline: stopped; the library is as it was.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away: nobody is left to tell
        return 1
    except OSError as error:
        if error.errno not in FULL:
            raise
        leave_output()
        print(
            f"sightline: nothing more can be written ({error.strerror}): make room, or write elsewhere.",
            file=sys.stderr,
        )
        return 1
    return status


def ingest_main() -> int:
    """The `ingest` command: `sightline ingest` by a shorter name."""
    return main(["ingest", *sys.argv[1:]])


def build_parser() -> argparse.ArgumentParser:
    """The parser with every subcommand."""
    parser = argparse.ArgumentParser(
        prog="sightline", description="Answers questions from a curated reading list, with citations to the sentence."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--library",
        type=Path,
        metavar="FOLDER",
        help="where the library is (default: $SIGHTLINE_LIBRARY or your data folder)",
    )
    add_ingest(commands, common)
    _add_questions(commands, common)
    _add_reading(commands, common)
    _add_evaluation(commands, common)
    chat = commands.add_parser("chat", parents=[common], help="open the chat in a browser")
    chat.add_argument("--port", type=int, default=8501, help="port of the chat (default: 8501)")
    chat.add_argument("--headless", action="store_true", help="do not open a browser")
    chat.set_defaults(command=_chat)
    return parser


def _add_questions(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    ask = commands.add_parser("ask", parents=[common], help="answer a question")
    ask.set_defaults(command=_ask)
    search = commands.add_parser("search", parents=[common], help="show the passages found for a question")
    search.add_argument("-k", type=positive, default=10, metavar="N", help="how many passages (default: 10)")
    search.set_defaults(command=_search)
    ask.add_argument(
        "--answerer",
        choices=["quotes", "written"],
        help="quote the sources, or have the configured model write (default: written where a model is configured)",
    )
    for parser in (ask, search):
        asked = parser.add_mutually_exclusive_group(required=True)
        asked.add_argument("question", nargs="?", type=_not_blank, help="the question")
        asked.add_argument(
            "--batch",
            type=Path,
            metavar="FILE",
            help='JSON lines {"id", "question", "history"?}; prints one object a line',
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
        _add_filters(parser)


def _add_filters(parser: argparse.ArgumentParser) -> None:
    filters = parser.add_argument_group("which sources are asked; each may be repeated")
    filters.add_argument(
        "--topic", action="append", default=[], metavar="WORDS", help="of a heading of the list, such as Segmentation"
    )
    filters.add_argument(
        "--source", action="append", default=[], metavar="WORDS", help="of an address or a title, such as arxiv.org"
    )
    filters.add_argument("--kind", action="append", default=[], choices=get_args(Kind), help="what the source is")
    filters.add_argument("--starred", action="store_true", help="starred by the curator")


def _add_reading(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    show = commands.add_parser("show", parents=[common], help="print a stored document as Markdown")
    show.add_argument("url", metavar="URL", help="address of a source")
    show.add_argument("--json", action="store_true", help="print JSON")
    show.set_defaults(command=_show)
    status = commands.add_parser("status", parents=[common], help="what is in the library")
    status.add_argument("--json", action="store_true", help="print JSON")
    status.set_defaults(command=_status)
    models = commands.add_parser(
        "models", parents=[common], help="which language model is configured, and if it answers"
    )
    models.add_argument("--json", action="store_true", help="print JSON")
    models.set_defaults(command=_models)


def _add_evaluation(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    evaluate = commands.add_parser("evaluate", parents=[common], help="score the answers to questions of files")
    evaluate.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="questions.yaml: cases with what is expected"
    )
    evaluate.add_argument(
        "--compare", type=Path, metavar="OLD.json", help="show which answers changed since an earlier --json"
    )
    evaluate.add_argument("--json", action="store_true", help="print scores and answers as JSON")
    evaluate.add_argument(
        "--answerer", choices=["quotes", "written"], default="quotes", help="who answers (default: quotes)"
    )
    replies = evaluate.add_mutually_exclusive_group()
    replies.add_argument("--record", type=Path, metavar="FILE", help="keep what the model says, a JSON line a reply")
    replies.add_argument("--replay", type=Path, metavar="FILE", help="have said again what was kept, without a model")
    evaluate.set_defaults(command=_evaluate)
    benchmark = commands.add_parser("benchmark", help="score the search on a public retrieval set")
    benchmark.add_argument("form", choices=["beir"], help="form of the set")
    benchmark.add_argument("folder", type=Path, metavar="FOLDER", help="holds corpus.jsonl, queries.jsonl and qrels")
    benchmark.add_argument(
        "--run",
        type=Path,
        metavar="FILE",
        help='write the best 100 documents of every query, a line {"id", "ids"} each',
    )
    benchmark.add_argument("--json", action="store_true", help="print the scores as JSON")
    benchmark.set_defaults(command=_benchmark, library=None)  # it makes a library of its own in the cache


def _ask(arguments: argparse.Namespace, settings: Settings) -> None:
    from rag.command import ask

    ask(settings, _request(arguments), arguments.answerer)


def _search(arguments: argparse.Namespace, settings: Settings) -> None:
    from rag.command import search

    search(settings, _request(arguments), arguments.k)


def _request(arguments: argparse.Namespace) -> "Request":
    from rag.command import Request
    from rag.filters import Filters

    filters = Filters(tuple(arguments.topic), tuple(arguments.source), tuple(arguments.kind), starred=arguments.starred)
    return Request(arguments.question, arguments.batch, filters, arguments.json)


def _show(arguments: argparse.Namespace, settings: Settings) -> None:
    from index.library import open_library
    from index.markdown import as_markdown
    from ingest.urls import canonical_url

    library = open_library(settings.library)
    entries = {entry.source.url: entry for entry in library.entries()}
    entry = entries.get(arguments.url) or entries.get(canonical_url(arguments.url))
    if entry is None:
        raise LibraryError(
            f"The library in {settings.library} has no source {arguments.url}: `sightline status --json` lists them."
        )
    document = library.document(entry.source.id)
    if document is None:
        raise LibraryError(f"The source {entry.source.url} has no text ({entry.state.status}: {entry.state.reason}).")
    markdown = as_markdown(document)
    print(
        printable_json({"url": entry.source.url, "title": document.title, "markdown": markdown})
        if arguments.json
        else printable(markdown)
    )


def _status(arguments: argparse.Namespace, settings: Settings) -> None:
    from index.library import open_library
    from index.status import status_json, status_text

    library = open_library(settings.library)
    print(printable_json(status_json(library), indent=2) if arguments.json else printable(status_text(library)))


def _models(arguments: argparse.Namespace, settings: Settings) -> int:
    from rag.written.command import models

    return 0 if models(settings, as_json=arguments.json) else 1


def _evaluate(arguments: argparse.Namespace, settings: Settings) -> None:
    from rag.evaluation.command import Replies, evaluate

    replies = Replies(arguments.answerer, arguments.record, arguments.replay)
    evaluate(settings, arguments.files, replies, arguments.compare, as_json=arguments.json)


def _benchmark(arguments: argparse.Namespace, settings: Settings) -> None:
    from rag.evaluation.benchmark import beir

    beir(settings, arguments.folder, arguments.run, as_json=arguments.json)


def _chat(arguments: argparse.Namespace, settings: Settings) -> None:
    from ui.server import serve

    serve(settings, port=arguments.port, headless=arguments.headless)


def _not_blank(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the question is empty")
    return text


if __name__ == "__main__":
    sys.exit(main())
