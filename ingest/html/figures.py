"""Step: images with their captions, at their place between the paragraphs."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ingest.assemble import Piece
from ingest.html.kept import WORD, Element, KeptParts, replace_by_text
from ingest.html.tree import BLOCKS, attached, classes, one_line

MAX_FIGURE_WORDS = 40
"""Words beside its captions that a figure may hold; one with more is a wrapper of text."""
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazyload",
    "data-url",
    "data-srcset",
    "data-lazy-srcset",
    "srcset",
)
_CAPTION = re.compile(
    r"^(fig(ure)?-?_?caption\w*|caption(-?text)?|wp-caption-text|thecap|image-caption|img-caption|thumbcaption|"
    r"gallerycaption|caption-text|ltx_caption|figure-caption|photo-caption|imagecaption|figtext)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(fig(ure|\.)?|abb(ildung|\.)?|图)\s*\.?\s*\d", re.IGNORECASE)
MAX_CREDIT = 80
"""Characters of a caption that only says whose picture it is, at most."""
_WHOSE = r"(?:foto|photo|photograph|bild|credits?|crédit|quelle|copyright|imagen|kuva)(?:s|grafie|nachweis)?"
_CREDIT_SIGN = re.compile(
    rf"\W*(?:©|\(c\)(?=\s*\d{{4}})|{_WHOSE}(?:\s+{_WHOSE})*"
    r"(?:\s*(?::|©|\(c\))|\s+(?:[/|–—-]\s|(?:by|von|par|de|via|courtesy)\b|(?=\d{4}))))",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:^|[/|,(:–—-]|\b(?:via|by|on|photo|foto))\s*"
    r"(?:getty images|reuters|shutterstock|istock(?:photo)?|unsplash|pixabay|afp|dpa|epa)(?:\.com)?\W*(?:$|[/|,–—-])",
    re.IGNORECASE,
)
_BESIDE_NAMES = re.compile(
    r"by|via|on|the|of|and|from|courtesy|under|licensed|licen[cs]e|used|with|permission|authors?|photo|foto|und|von|"
    r"privat|d[aeiu]|de[rnls]|van|getty|images|reuters|shutterstock|istock(?:photo)?|unsplash|pixabay|afp|dpa|epa"
)
_PLACEHOLDER = re.compile(
    r"(spacer|blank|pixel|placeholder|loading|transparent|1x1)[\w-]*\.(gif|png|svg)|/emoji/|/smilies/", re.IGNORECASE
)


def keep_figures(tree: Element, kept: KeptParts, base_url: str) -> None:
    """Figures of all kinds of markup; then images on their own, each with the caption beneath it."""
    _name_captions(tree)
    for figure in list(tree.iter("figure")):
        if attached(figure, tree):
            _keep_figure(figure, kept, base_url)
    for image in list(tree.iter("img")):
        if attached(image, tree):
            _keep_image(image, kept, base_url)
    for caption in list(tree.iter("figcaption")):
        if attached(caption, tree) and (text := one_line(caption)) and not _is_credit(text):
            kept.replace(caption, *kept.images_in(text), Piece("caption", text), block=True)


def _name_captions(tree: Element) -> None:
    """What a class or a leading "Fig. 1" beneath an image shows to be a caption becomes a `figcaption`."""
    for element in tree.iter("p", "div", "span", "dd", "figcaption", "center", "em", "small"):
        is_caption = any(map(_CAPTION.match, classes(element)))
        if element.tag in ("p", "div", "center") and not is_caption:
            is_caption = bool(_LABEL.match(element.text or one_line(element)[:20])) and _follows_image(element)
        holds_blocks = any(part.tag in BLOCKS and part.tag not in ("p", "div") for part in element.iterdescendants())
        if is_caption and not holds_blocks and element.find(".//img") is None:
            element.tag = "figcaption"


def _follows_image(element: Element) -> bool:
    """Whether what stands right before, on its own, is an image."""
    before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    return before.tag in ("img", "picture") or (before.find(".//img") is not None and not one_line(before))


def _keep_figure(figure: Element, kept: KeptParts, base_url: str) -> None:
    """A figure with its caption; one that holds much else (a wrapper, or one never closed) is but a box."""
    captions = [caption for caption in figure.iter("figcaption") if one_line(caption)]
    inner = any(part is not figure for part in figure.iter("figure"))
    words = len(one_line(figure).split()) - sum(len(one_line(caption).split()) for caption in captions)
    if (
        inner
        or words > MAX_FIGURE_WORDS
        or figure.find(".//table") is not None
        or _holds_kept_block(figure, captions, kept)
    ):
        figure.tag = "div"
        return
    pieces = [piece for image in figure.iter("img") if (piece := _image(image, base_url))]
    if not pieces and figure.find(".//blockquote") is not None:
        figure.tag = "div"
        for caption in captions:  # whose words they are; it would become that of the image before
            caption.tag = "p"
        return
    pieces += [Piece("caption", text) for caption in captions if not _is_credit(text := one_line(caption))]
    rest = "" if captions else one_line(figure)
    if pieces:
        kept.replace(figure, *pieces, *([Piece("caption", rest)] if re.search(r"\w", rest) else []), block=True)
    else:
        figure.tag = "div"


def _is_credit(text: str) -> bool:
    """Whether a caption only says whose picture it is: names after a sign of a credit, or beside an agency's.

    >>> _is_credit("Photo by Ann Lee"), _is_credit("Photo of a street"), _is_credit("Topics of the Reuters corpus")
    (True, False, False)
    """
    sign = _CREDIT_SIGN.match(text)
    if len(text) > MAX_CREDIT or not (sign or _AGENCY.search(text)):
        return False
    words = re.findall(r"\w(?:[\w.@'’/]*\w)?", text[sign.end() :] if sign else text)
    return all(_BESIDE_NAMES.fullmatch(word) or re.search(r"[\d.@]", word) or not word.islower() for word in words)


def _holds_kept_block(figure: Element, captions: list[Element], kept: KeptParts) -> bool:
    """Whether code or a display formula stands in a figure beside its caption."""
    in_captions = {match[0] for caption in captions for match in WORD.finditer(one_line(caption))}
    words = {match[0] for match in WORD.finditer(one_line(figure))} - in_captions
    return any(map(kept.is_block, words))


def _keep_image(image: Element, kept: KeptParts, base_url: str) -> None:
    if "emoji" in classes(image):
        replace_by_text(image, image.get("alt") or "")
        return
    piece = _image(image, base_url)
    if piece:
        kept.replace(image, piece, block=True)
    else:
        replace_by_text(image, "")


def _image(image: Element, base_url: str) -> Piece | None:
    """The figure of an `img`, at the address a browser would load in the end; None for what is no picture."""
    if image.get("width") in ("0", "1", "2") or image.get("height") in ("0", "1", "2"):
        return None
    for source in _addresses(image):
        try:
            url = urljoin(base_url, source)
        except ValueError:
            continue
        if url.startswith(("http://", "https://")) and not _PLACEHOLDER.search(url):
            return Piece("figure", " ".join((image.get("alt") or "").split()), url=url)
    return None


def _addresses(image: Element) -> Iterator[str]:
    """What a script would load later, the image's own address, the sources of its `picture`."""
    source = (image.get("src") or "").strip()
    lazy = [value.strip() for name in _LAZY if (value := image.get(name)) and value.strip()]
    if source and not source.startswith("data:") and not (_PLACEHOLDER.search(source) and lazy):
        yield source
    yield from (_first_candidate(value) for value in lazy)
    picture = next(image.iterancestors("picture"), None)
    if picture is not None:  # the parser puts the image inside the sources before it
        for choice in picture.iter("source"):
            yield _first_candidate(choice.get("srcset") or choice.get("data-srcset") or "")


def _first_candidate(srcset: str) -> str:
    """The first address of a `srcset`; a comma may be part of an address, so only one before white space cuts."""
    return re.split(r",\s+|\s+", srcset.strip())[0].rstrip(",")
