"""What comes before and after an article inside its own element: links up the site, bibliographies, related pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tests.fidelity.article import Region
from tests.fidelity.blocks import Block


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_END_MATTER = _any_of(
    r"(\d+\.?\s*)?(references?|bibliography|citations?|literatur(verzeichnis)?)( and footnotes)?\W*",
    r"external links\W*|see also\W*",
    r"cite (as|this)\W*|how to cite\W*|reuse\W*|acknowledge?ments?\W*|author contributions?\W*",
    r"authors?\W*|about the authors?\W*|tags\W*|(table of )?contents\W*",
)
_RELATED = _any_of(
    r"(\d+ )?((leser)?kommentare?|comments?|commentaires?|comentarios)",
    r"leave a (comment|reply)|join the discussion|share this.*|subscribe.*|trending|recommended for you",
    r"(related|similar|recent|popular|recommended) (articles?|posts?|stories|content|reading|news)",
    r"you (may|might) also .*|more (in|from|on) .*|más en .*|destacados",
    r"das könnte (sie|dich) auch .*|weitere (artikel|meldungen|themen|nachrichten)|ähnliche (artikel|beiträge)",
    r"mehr zum thema",
)
_SAID_OF_THE_PAGE = _any_of(r"(cited as|please cite|table of contents|contents|\{:? ?toc\}|toc)\b")
SHORT = 8


def without_endings(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those of the article that are no part of it moved to another region.

    These are: all under the heading of a bibliography or of related pages, up to the next of its level; short lines
    that begin "cited as" or "table of contents"; the links before the first heading, which lead up through the site.
    Footnotes stay, wherever they stand.
    """
    level, begun = 0, False
    under: Region = "article"
    for block in blocks:
        if block.region != "article" or block.place.note:
            yield block
            continue
        if block.kind == "heading" and (not level or block.place.level <= level):
            under = _region_under(block.prose.shown.strip())
            level = block.place.level if under != "article" else 0
        begun = begun or block.kind == "heading" or not block.linked
        said = bool(_SAID_OF_THE_PAGE.match(block.prose.shown)) and block.prose.count <= SHORT
        region: Region = under if level else "neutral" if said or not begun else "article"
        yield replace(block, place=replace(block.place, region=region))


def _region_under(heading: str) -> Region:
    if _RELATED.fullmatch(heading):
        return "furniture"
    return "neutral" if _END_MATTER.fullmatch(heading) else "article"
