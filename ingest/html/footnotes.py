"""Step: footnotes keep their text: `[^1]` where one is called, `[^1]: …` where it stands, or in brackets in place."""

import re

from ingest.html.kept import Element, KeptParts, replace_by_text
from ingest.html.tree import attached, classes, one_line

_IN_PLACE = frozenset("d-footnote dt-fn sidenote marginnote ltx_note inline-footnote".split())
_NOTE_ID = re.compile(r"(^|[-_:.])_?(fn|ftn|foot-?note|endnote|note)s?([-_:.\d]|$)", re.IGNORECASE)
_CITATION_ID = re.compile(r"cite|ref-|bib", re.IGNORECASE)
_CALL = re.compile(r"^[\[(]?(\d{1,3}|[a-z]|[*†‡§¶]+)[\])]?$")
_BACK = re.compile(r"^[\s↩︎↑^⏎⤴⬆️\u21a9\ufe0e\ufe0f«]*(back|return|zurück|jump up)?[\s↩︎↑^]*$", re.IGNORECASE)
_DEFINES = ("li", "p", "div", "dd", "aside", "section", "td")


def keep_footnotes(tree: Element, kept: KeptParts) -> None:
    """Notes in place first, then the pairs of a call and a definition that a link joins."""
    for note in list(tree.iter()):
        if isinstance(note.tag, str) and classes(note) & _IN_PLACE and attached(note, tree):
            _bracket(note)
    targets = {
        name: part
        for part in tree.iter()
        if isinstance(part.tag, str)
        for name in (part.get("id"), part.get("name"))
        if name
    }
    defined: dict[Element, str] = {}
    for link in list(tree.iter("a")):
        target = targets.get((link.get("href") or "").partition("#")[2]) if "#" in (link.get("href") or "") else None
        if target is not None and attached(link, tree) and _calls_note(link):
            definition = _definition(target, link)
            if definition is not None:
                label = defined.setdefault(definition, _label(link, len(defined) + 1))
                _replace_call(link, f"[^{label}]")
    for definition, label in defined.items():
        _mark(definition, label)


def _bracket(note: Element) -> None:
    """A note that stands in its sentence is set in brackets, without the number that repeats its mark."""
    for part in list(note.iter("sup", "span", "label")):
        if (
            part.getparent() is not None
            and part is not note
            and (classes(part) & {"ltx_note_mark", "ltx_tag", "ltx_note_type"} or _CALL.match(one_line(part)))
        ):
            replace_by_text(part, "")
    text = one_line(note)
    if text:
        note.text = " (" + (note.text or "").lstrip()
        note.tag = "span"
        if len(note):
            note[-1].tail = (note[-1].tail or "").rstrip() + ")"
        else:
            note.text = note.text.rstrip() + ")"


def _calls_note(link: Element) -> bool:
    goes_to = (link.get("href") or "").partition("#")[2]
    if _CITATION_ID.search(goes_to) or not _CALL.match(one_line(link)):
        return False
    return bool(_NOTE_ID.search(goes_to)) or "footnote-ref" in classes(link) or link.get("role") == "doc-noteref"


def _definition(target: Element, link: Element) -> Element | None:
    """The block that the target names, when it is not where the call stands."""
    block: Element | None = target
    while block is not None and (block.tag not in _DEFINES or not re.search(r"\w{2}", one_line(block))):
        block = block.getparent()
    return None if block is None or any(parent is block for parent in link.iterancestors()) else block


def _label(link: Element, number: int) -> str:
    match = _CALL.match(one_line(link))
    return match[1] if match and match[1].isdecimal() else str(number)


def _replace_call(link: Element, mark: str) -> None:
    raised = next((parent for parent in link.iterancestors("sup") if one_line(parent) == one_line(link)), link)
    while (
        (parent := raised.getparent()) is not None
        and parent.tag in ("sup", "span")
        and one_line(parent) == one_line(raised)
    ):
        raised = parent
    replace_by_text(raised, mark)


def _mark(definition: Element, label: str) -> None:
    """The definition begins with its label; the link back to the call goes, and the list that numbered it."""
    for link in list(definition.iter("a")):
        goes_back = (link.get("href") or "").startswith("#") or classes(link) & {"footnote-back", "reversefootnote"}
        if goes_back and (_BACK.match(one_line(link)) or _CALL.match(one_line(link))):
            raised = link.getparent()
            sole = raised is not None and raised.tag == "sup" and one_line(raised) == one_line(link)
            replace_by_text(raised if sole and raised is not None else link, "")
    first = next(
        (part for part in definition.iter("p", "div") if part is not definition and one_line(part)), definition
    )
    first.text = f"[^{label}]: " + re.sub(rf"^\s*[\[(]?{re.escape(label)}[\])]?[.:]?\s+", "", first.text or "").lstrip()
    if definition.tag == "li":
        parent = definition.getparent()
        definition.tag = "div"
        if parent is not None and parent.tag in ("ol", "ul"):
            parent.tag = "div"
