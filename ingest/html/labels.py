"""Parts of the site that say what they are in words: more to read, comments, advertising, a newsletter.

Sites name their boxes at will, or not at all; what stands over such a box is nearly always one of a few phrases. They
are told in the languages of the pages that reading lists link most.
"""

import re
from collections.abc import Iterator, Sequence

from index.phrases import Phrases, any_of
from ingest.html.kept import Element, KeptParts
from ingest.html.runs import Run

MAX_SHARE = 0.25
"""Share of the article beyond which what a label heads is no box, whatever the label says."""
MIN_LINKED = 0.65
"""Share of a run's characters that are links from which it belongs to the label above it."""
COMMENTS = r"comments?|replies|responses|kommentare?|commentaires?|comentarios?|commenti|komentarze?|reacties"
LABELS: Phrases = (
    # comments
    (rf"(\d+\s)?({COMMENTS})(\s\(?\d+)?", "3 Comments"),
    (r"(leave|post|add|write)\sa\s(comment|reply)", "Leave a reply"),
    (
        r"kommentieren|(kommentar|antwort)\s(schreiben|verfassen|hinterlassen)|schreibe?\seinen\skommentar",
        "Kommentar verfassen",
    ),
    (r"laisser\sun\scommentaire", "Laisser un commentaire"),
    (r"deja\s(un\scomentario|una\srespuesta)", "Deja una respuesta"),
    # more to read
    (
        r"related\s(posts?|articles?|stories|links|content)|recommended\s(for\syou|posts?|articles?|stories)|read\snext",
        "Related stories",
    ),
    (r"(you\s)?(may|might)\salso\s(like|enjoy|be\sinterested\sin)", "You may also like"),
    (r"more\s(stories|like\sthis|from\sthis\s(author|site|blog))", "More from this author"),
    (
        r"mehr\s(zum\sthema|dazu)|(lesen\ssie|lies)\sauch|auch\sinteressant|weiterführende[rn]?\slinks?",
        "Lesen Sie auch",
    ),
    (
        r"das\skönnte\s(dich|dir|sie|ihnen|euch)\sauch\s(interessieren|gefallen)|"
        r"(ähnliche|verwandte)\s(artikel|beiträge|themen)",
        "Das könnte dir auch gefallen",
    ),
    (
        r"(à\s)?lire\saussi|sur\sle\smême\s(sujet|thème)|articles?\s(similaires|liés)|vous\saimerez\saussi",
        "Sur le même sujet",
    ),
    (
        r"(también\s)?te\spuede\sinteresar|(artículos|noticias|entradas)\srelacionad[ao]s|lea\stambién",
        "Noticias relacionadas",
    ),
    (r"leggi\sanche|articoli\scorrelati|potrebbe\s(anche\s)?interessarti(\sanche)?", "Potrebbe interessarti anche"),
    (r"leia\s(também|mais)", "Leia mais"),
    (r"(czytaj|zobacz)\s(też|także|również)", "Czytaj także"),
    (r"lees\sook", "Lees ook"),
    # advertising
    (
        r"advertise?ments?|sponsored(\scontent)?|anzeige|werbung|publicité|publicidad|pubblicità|reklam[ae]|advertentie",
        "Advertisement",
    ),
    (r"((subscribe|sign\sup)\s(to|for)\s)?(\w+\s){0,4}newsletter", "Sign up for our weekly newsletter"),
)
"""Names of the parts of a site."""
_LABEL = any_of(LABELS)
_MAY_BE_TOPIC = re.compile(COMMENTS, re.IGNORECASE)
"""Without a number, an article may have a section of that name, too."""
_COMMENT_BOX = re.compile(
    r"(?:^|[-_\s])(?:comments?|comment-?list|respond|responses|repl(?:y|ies)|webmentions?|disqus\w*|utterances|giscus)"
    r"(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_POST_ID = re.compile(r"(?:li-|div-)?(?:comment|reply|response)-?\d+|respond|disqus_thread", re.IGNORECASE)
_BYLINE = re.compile(
    r"\b(?:says|said|wrote|writes|schrieb|sagt|a écrit|dice)\s*:?$|\b(?:reply|antworten|répondre|responder|rispondi)$|"
    r"\bago\b|\b\d{1,2}[:h]\d\d\b|\b\d{4}-\d\d-\d\d\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2}, )?\d{4}\b|"
    r"\bcomments (?:are|have been) (?:closed|disabled)|^no comments|^be the first|\b(?:log|sign) ?in to\b|powered by",
    re.IGNORECASE,
)
MAX_BYLINE_WORDS = 10
"""Words of the line that says who wrote a comment and when, or that there is none."""
_AROUND = " \t:.…!?»›→▼#*|-–—()[]"


def is_site_label(text: str) -> bool:
    """Whether a line is the name of a part of the site.

    >>> is_site_label("3 Comments:"), is_site_label("Related posts"), is_site_label("Related work")
    (True, True, False)
    """
    return _LABEL.fullmatch(text.strip(_AROUND)) is not None


def without_site_parts(article: Sequence[Run], kept: KeptParts) -> list[Run]:
    """The runs of an article without such labels, the links right under them, or else the sections under them."""
    left_out: set[int] = set()
    for position, run in enumerate(article):
        if position in left_out or not is_site_label(kept.in_line(run.text)):
            continue
        end = _end_of_links(article, position)
        if run.heading and end == position + 1:
            end = _end_of_box(article, position) or _end_of_section(article, position)
        if _MAY_BE_TOPIC.fullmatch(kept.in_line(run.text).strip(_AROUND)):
            if _holds_comments(article, position, kept):
                left_out.update(range(position, end))
        elif _size(article[position:end], kept) <= MAX_SHARE * _size(article, kept):
            left_out.update(range(position, end))
    return [run for position, run in enumerate(article) if position not in left_out]


def _holds_comments(article: Sequence[Run], position: int, kept: KeptParts) -> bool:
    """Whether what a bare "Comments" heads is what readers wrote: by its names, or as a last section with bylines.

    A last section that holds nothing but links is the site's, too.
    """
    end = _end_of_section(article, position) if article[position].heading else len(article)
    before = {box for run in article[:position] for box in _boxes(run)}
    inside = {box for run in article[position:end] for box in _boxes(run)} - before
    if any(_COMMENT_BOX.search(box.get("class") or "") or _POST_ID.fullmatch(box.get("id") or "") for box in inside):
        return True
    is_last = all(is_site_label(kept.in_line(run.text)) for run in article[end:] if run.heading)
    if not is_last or _end_of_links(article, position) == end:
        return is_last
    return any(_is_byline(kept.in_line(run.text)) for run in article[position + 1 : end])


def _boxes(run: Run) -> Iterator[Element]:
    yield run.element
    yield from run.element.iterancestors()


def _is_byline(text: str) -> bool:
    return len(text.split()) <= MAX_BYLINE_WORDS and _BYLINE.search(text) is not None


def _end_of_box(article: Sequence[Run], position: int) -> int:
    """Where the innermost element that a heading opens ends; 0 where it opens none that holds more."""
    for box in article[position].element.iterancestors():
        inside = [place for place, run in enumerate(article) if _is_in(run.element, box)]
        if len(inside) > 1:
            return inside[-1] + 1 if inside[0] == position else 0
    return 0


def _is_in(element: Element, box: Element) -> bool:
    return element is box or any(around is box for around in element.iterancestors())


def _end_of_section(article: Sequence[Run], position: int) -> int:
    """Where the next heading of a heading's level, or of a higher one, stands."""
    following = range(position + 1, len(article))
    level = article[position].heading
    return next((later for later in following if 0 < article[later].heading <= level), len(article))


def _end_of_links(article: Sequence[Run], position: int) -> int:
    """Where the links right under a line end."""
    following = range(position + 1, len(article))
    return next(
        (later for later in following if article[later].linked < MIN_LINKED * len(article[later].text)), len(article)
    )


def _size(runs: Sequence[Run], kept: KeptParts) -> int:
    return sum(len(kept.in_line(run.text)) for run in runs)
