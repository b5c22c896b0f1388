"""Citation links opened in a real Chromium: the share whose highlight lies on the sentence they claim.

Run: python benchmarks/links.py LIBRARY ARCHIVE [--links N] [--seed N] [--typeset] [--misses FILE]

The pages of the archive are served from this machine with their own content type; every other address is unknown to
the browser, so that no script but the pages' own runs. A link opens in a fresh document. Where it should land is told
without the directive: the sentence's letters are looked up among the letters of the rendered page, and where they
stand more than once, by what stands around them in the document. It lands when the words that the browser marks are on
the screen and at least nine tenths of what is marked lies on the sentence.

`--typeset` replaces by a box every formula that the page leaves to a script to draw, as that script would if it could
be had.
"""

import argparse
import io
import json
import random
import re
import shutil
import statistics
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from index.library import Library, open_library
from index.records import Chunk, SourceEntry
from ingest.archive import Archives, open_archives
from rag.citations import Excerpt, cite
from rag.retrieve import Passage

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = [
    *"--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run".split(),
    *"--disable-background-networking --disable-component-update --disable-sync".split(),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
WIDTH, HEIGHT = 1280, 900
MIN_INSIDE = 0.9
"""Share of the marked pixels that must lie on the sentence."""
STOP = 16
"""Pixels beside the letters of a sentence that its quotation marks and its stop may take."""
WAITS = 12
"""Times a fifth of a second that a highlight is waited for."""
AROUND, GRAM = 300, 6
"""Letters before and after a sentence that tell two places of the same words apart, compared in runs of this length."""
SHORTEST = 12
"""Letters of a part of a sentence that is looked up alone."""
MARK = "::target-text { background-color: rgb(255, 0, 255) !important; color: rgb(255, 0, 255) !important }"
_NOT_WORDS = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$|\[\^[^\]\s]+\]:?|\x60+", re.DOTALL)
_LETTERS = """() => {
  const skipped = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA", "TITLE", "OPTION"]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const letters = [], places = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!parent || skipped.has(parent.tagName) || !parent.checkVisibility({visibilityProperty: true})) continue;
    for (let at = 0; at < node.data.length; at++) {
      const plain = node.data[at].normalize("NFKD").toLowerCase().replace(/[^\\p{L}\\p{N}]/gu, "");
      for (const letter of plain) { letters.push(letter); places.push([node, at]); }
    }
  }
  window.sightlinePlaces = places;
  return letters.join("");
}"""
_BOXES = """([first, last]) => {
  const boxes = [], places = window.sightlinePlaces;
  for (let at = first; at < last;) {
    const [node, start] = places[at];
    let end = at;
    while (end + 1 < last && places[end + 1][0] === node) end++;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, places[end][1] + 1);
    for (const box of range.getClientRects()) boxes.push([box.left, box.top, box.right, box.bottom]);
    at = end + 1;
  }
  return boxes;
}"""
_TYPESET = """document.addEventListener("DOMContentLoaded", () => {
  const box = () => {
    const made = document.createElement("span");
    made.setAttribute("style", "display: inline-block; width: 3em; height: 1em; border: 1px solid");
    made.textContent = "∎";
    return made;
  };
  const formulas = "script[type^='math/tex'], d-math, dt-math, span.math, div.math";
  for (const formula of document.querySelectorAll(formulas)) formula.replaceWith(box());
  const tex = /\\$\\$[^$]+?\\$\\$|\\$[^$]+?\\$|\\\\\\(.+?\\\\\\)|\\\\\\[.+?\\\\\\]/su;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (let node of nodes) {
    if (!node.parentElement || node.parentElement.closest("script, style, pre, code")) continue;
    for (let found = tex.exec(node.data); found; found = tex.exec(node.data)) {
      const rest = node.splitText(found.index);
      node = rest.splitText(found[0].length);
      rest.replaceWith(box());
    }
  }
});"""


@dataclass(frozen=True, slots=True)
class Link:
    """A sentence with the link that a citation of it has."""

    source_id: str
    url: str
    fragment: str
    """With its `#`."""
    sentence: str
    before: str
    """Letters of the document before the sentence, as `letters` gives them."""
    after: str

    @property
    def runs(self) -> list[str]:
        """The letters of the sentence between its formulas."""
        return [run for part in _NOT_WORDS.split(self.sentence) if (run := letters(part))]


@dataclass(frozen=True, slots=True)
class Landing:
    """What a browser made of a link."""

    link: Link
    outcome: str
    """`landed`; `no highlight`; `elsewhere`; `not on the page`, where the sentence itself was not found in it."""
    covered: float = 0.0
    """Share of the sentence's boxes that is marked."""


def letters(text: str) -> str:
    """Letters and digits alone, without case and accents.

    >>> letters("It’s a Café, 10⁻⁵.")
    'itsacafe105'
    """
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text).lower() if unicodedata.category(letter)[0] in "LN"
    )


def links_of(library: Library, archives: Archives) -> list[Link]:
    """The links of all sentences with a directive, of the pages that the archives hold."""
    entries = {entry.source.id: entry for entry in library.entries()}
    served = {one.source.id for one in entries.values() if archives.get(one.state.final_url or one.source.url)}
    texts = {source_id: document.text for source_id in served if (document := library.document(source_id))}
    return [
        _link(chunk, number, entries[chunk.source_id], texts[chunk.source_id])
        for chunk in library.chunks().values()
        if chunk.source_id in texts
        for number, sentence in enumerate(chunk.sentences)
        if sentence.directive
    ]


def _link(chunk: Chunk, number: int, entry: SourceEntry, text: str) -> Link:
    passage = Passage(row=0, chunk=chunk, entry=entry, score=1.0, cosine=0.0, lexical=0.0)
    citation = cite(1, Excerpt(passage, number, number, 1.0), ())
    start = chunk.start + chunk.sentences[number].start
    end = chunk.start + chunk.sentences[number].end
    before = letters(_NOT_WORDS.sub(" ", text[max(0, start - 4 * AROUND) : start]))[-AROUND:]
    after = letters(_NOT_WORDS.sub(" ", text[end : end + 4 * AROUND]))[:AROUND]
    url, mark, fragment = citation.link.partition("#")
    return Link(chunk.source_id, url, mark + fragment, citation.quote, before, after)


@contextmanager
def serving(library: Library, archives: Archives) -> Iterator[str]:
    """Serves every page of the library at `/<source id>` of the address given."""
    pages = {
        f"/{entry.source.id}": page
        for entry in library.entries()
        if (page := archives.get(entry.state.final_url or entry.source.url)) is not None
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", page.content_type if page else "text/plain")
            self.send_header("Content-Length", str(len(page.body) if page else 0))
            self.end_headers()
            self.wfile.write(page.body if page else b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """A headless browser, or None where none is installed."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


def follow(browser: Browser, address: str, links: Sequence[Link], *, typeset: bool = False) -> Iterator[Landing]:
    """Opens each link in a tab of its own document."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
    if typeset:
        context.add_init_script(_TYPESET)
    tab = context.new_page()
    for link in links:
        tab.goto("about:blank")
        tab.goto(f"{address}/{link.source_id}{link.fragment}")
        yield _landing(tab, link)
    context.close()


def _landing(tab: Tab, link: Link) -> Landing:
    tab.add_style_tag(content=MARK)
    marked = _marked(tab)
    for _ in range(WAITS):
        if marked.any():
            break
        tab.wait_for_timeout(200)
        marked = _marked(tab)
    place = place_of(link, tab.evaluate(_LETTERS))
    if place is None:
        return Landing(link, "not on the page")
    if not marked.any():
        return Landing(link, "no highlight")
    boxes = tab.evaluate(_BOXES, list(place))
    on_it, exact = _mask(boxes, STOP, 4), _mask(boxes, 0, 0)
    inside = (marked & on_it).sum() / marked.sum()
    covered = float((marked & exact).sum() / exact.sum()) if exact.any() else 0.0
    return Landing(link, "landed" if inside >= MIN_INSIDE and covered else "elsewhere", covered)


def _marked(tab: Tab) -> np.ndarray:
    """The pixels of the screen in the colour of the highlight."""
    pixels = np.asarray(Image.open(io.BytesIO(tab.screenshot())).convert("RGB")).astype(int)
    marked: np.ndarray = (pixels[..., 0] > 230) & (pixels[..., 1] < 40) & (pixels[..., 2] > 230)
    return marked


def _mask(boxes: Sequence[Sequence[float]], beside: int, above: int) -> np.ndarray:
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    for left, top, right, bottom in boxes:
        rows = slice(max(0, round(top) - above), max(0, round(bottom) + above))
        mask[rows, max(0, round(left) - beside) : max(0, round(right) + beside)] = True
    return mask


def place_of(link: Link, page: str) -> tuple[int, int] | None:
    """Where the sentence stands among the letters of its page, from its first to its last run that is there."""
    runs = _on_page(link.runs, page)
    longest = max(range(len(runs)), key=lambda number: len(runs[number]), default=0)
    places = list(_all(page, runs[longest])) if runs else []
    if not places:
        return None
    before = (link.before + "".join(runs[:longest]))[-AROUND:]
    after = ("".join(runs[longest + 1 :]) + link.after)[:AROUND]
    start = max(places, key=lambda at: _likeness(page, at, at + len(runs[longest]), before, after))
    end = start + len(runs[longest])
    for run in reversed(runs[:longest]):
        found = page.rfind(run, max(0, start - len(run) - 2 * AROUND), start)
        start = found if found >= 0 else start
    for run in runs[longest + 1 :]:
        found = page.find(run, end, end + len(run) + 2 * AROUND)
        end = found + len(run) if found >= 0 else end
    return start, end


def _on_page(runs: Sequence[str], page: str) -> list[str]:
    """The runs that stand on the page; of another its halves, as where an address stands in the midst of it."""
    found: list[str] = []
    for run in runs:
        if run in page:
            found.append(run)
        elif len(run) > 2 * SHORTEST:
            found += _on_page([run[: len(run) // 2], run[len(run) // 2 :]], page)
    return found


def _all(page: str, run: str) -> Iterator[int]:
    at = page.find(run)
    while at >= 0:
        yield at
        at = page.find(run, at + 1)


def _likeness(page: str, start: int, end: int, before: str, after: str) -> int:
    """How many runs of letters stand around a place as they stand around the sentence."""
    return len(_grams(page[max(0, start - AROUND) : start]) & _grams(before)) + len(
        _grams(page[end : end + AROUND]) & _grams(after)
    )


def _grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--links", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--typeset", action="store_true")
    parser.add_argument("--misses", type=Path)
    options = parser.parse_args()
    library, archives = open_library(options.library), open_archives([options.archive])
    links = links_of(library, archives)
    sample = random.Random(options.seed).sample(links, min(options.links, len(links)))
    with chromium() as browser, serving(library, archives) as address:
        if browser is None:
            parser.error(f"needs a browser: none of {', '.join(BROWSERS)} is installed")
        landings = list(follow(browser, address, sample, typeset=options.typeset))
    misses = [one for one in landings if one.outcome != "landed"]
    for one in misses:
        print(f"{one.outcome}: {one.link.sentence[:150]!r} {one.link.url} {unquote(one.link.fragment)}")
    covered = [one.covered for one in landings if one.outcome == "landed"]
    print(
        f"{len(links)} links, {len(landings)} opened: {1 - len(misses) / len(landings):.3f} land, marking "
        f"{statistics.mean(covered):.2f} of the sentence"
    )
    if options.misses:
        named = [{"outcome": one.outcome, "link": one.link.url + one.link.fragment} for one in misses]
        options.misses.write_text(json.dumps(named, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
