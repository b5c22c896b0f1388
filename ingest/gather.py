"""All sources read, several hosts at once and the sources of one host one after the other."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from urllib.parse import urlsplit

from index.records import Source, SourceState
from ingest.connection import NOT_FOUND
from ingest.progress import Stage
from ingest.read import Reader, Reading
from ingest.urls import page_addresses

MANY = 3
"""Hosts that are not found, from which on it is the network."""


def gather(sources: Sequence[Source], reader: Reader, stage: Stage, stop: Event, *, max_hosts: int) -> list[Reading]:
    """The readings in the order of the sources. What cannot go on for one (a full disk) ends it for all.

    `stop` is set then, and on Ctrl-C, so that nobody waits for a host's turn any more.

    Raises:
        LibraryError: a page cannot be kept.
    """
    queues = by_host(sources)
    found: dict[str, Reading] = {}

    def read_queue(host: str, queue: Sequence[Source]) -> None:
        for source in queue:
            if stop.is_set():
                return
            stage.busy(host)
            found[source.id] = reader.read(source)
            stage.advance(source.title, host=host)

    with ThreadPoolExecutor(max_hosts, thread_name_prefix="host") as pool:
        runs = [pool.submit(read_queue, host, queue) for host, queue in queues.items()]
        try:
            for run in runs:
                run.result()
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
    return [found[source.id] for source in sources]


def told_apart(readings: Sequence[Reading]) -> list[Reading]:
    """The readings; where no host at all is found, it is not the links that are dead but the network that is away."""
    hosts = {_host(page_addresses(one.source.url)[0]) for one in readings}
    away = all(one.state.status == "dead" and NOT_FOUND in one.state.reason for one in readings)
    if not away or len(hosts) < MANY:
        return list(readings)
    return [replace(one, state=_without_network(one.state)) for one in readings]


def _without_network(state: SourceState) -> SourceState:
    kept = f"; the copy as of {state.fetched_at[:10]} is kept" if state.chunks or state.fetched_at else ""
    reason = f"no host of the list {NOT_FOUND}{kept}: run `sightline ingest` again with the network there"
    return replace(state, status="error", reason=reason)


def by_host(sources: Sequence[Source]) -> dict[str, list[Source]]:
    """The sources of each host in their order, the host with most of them first, so that it does not end the run alone.

    >>> list(by_host([Source(f"https://{rest}", "", "article") for rest in ("a.org/1", "b.org/1", "b.org/2")]))
    ['b.org', 'a.org']
    """
    queues: dict[str, list[Source]] = {}
    for source in sources:
        queues.setdefault(_host(page_addresses(source.url)[0]), []).append(source)
    return dict(sorted(queues.items(), key=lambda item: -len(item[1])))


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower() or "this machine"
    except ValueError:
        return "no host"
