"""Footnotes of several tools on the left; on the right the text with `[^1]` where one is called and where it stands."""

import re

import pytest
from html_step import markup_after, text_after

from ingest.html.footnotes import keep_footnotes

LINKED = [
    # pandoc
    ('<p>A word<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> here.</p>'
     '<section class="footnotes"><hr/><ol><li id="fn1" role="doc-endnote"><p>Said aside.<a href="#fnref1" '
     'class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
     "A word[^1] here. [^1]: Said aside."),
    # kramdown, with a colon in the id
    ('<p>A word<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup> here.</p>'
     '<div class="footnotes"><ol><li id="fn:1"><p>Said aside. <a href="#fnref:1" class="reversefootnote">&#8617;</a>'
     "</p></li></ol></div>",
     "A word[^1] here. [^1]: Said aside."),
    # python-markdown; with brackets around the number
    ('<p>A word<sup id="r1"><a class="footnote-ref" href="#fn-1">[1]</a></sup> here.</p>'
     '<ol><li id="fn-1"><p>Said aside.</p></li></ol>',
     "A word[^1] here. [^1]: Said aside."),
    # GitHub
    ('<p>A word<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref>1</a></sup> here.</p>'
     '<section class="footnotes"><ol><li id="user-content-fn-1"><p>Said aside. <a href="#user-content-fnref-1" '
     'class="data-footnote-backref">↩</a></p></li></ol></section>',
     "A word[^1] here. [^1]: Said aside."),
    # Word's HTML: the note begins with its number, which leads back
    ('<p>A word<a href="#_ftn1" name="_ftnref1">[1]</a> here.</p>'
     '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Said aside.</p></div>',
     "A word[^1] here. [^1]: Said aside."),
    # by hand
    ('<p>A word<sup><a href="#note1">1</a></sup> here.</p><p id="note1">1. Said aside.</p>',
     "A word[^1] here. [^1]: Said aside."),
    ('<p>A word<sup><a href="#note1">*</a></sup> here.</p><p id="note1">* Said aside.</p>',
     "A word[^1] here. [^1]: * Said aside."),
    ('<p>A word<a href="#fn1"><sup>1</sup></a> here.</p><p><a name="fn1"></a>Said aside.</p>',
     "A word[^1] here. [^1]: Said aside."),
    # two notes; one note called twice; two paragraphs
    ('<p>One<a href="#fn1">1</a>, two<a href="#fn2">2</a>.</p><ol><li id="fn1">First.</li>'
     '<li id="fn2">Second.</li></ol>',
     "One[^1], two[^2]. [^1]: First. [^2]: Second."),
    ('<p>One<a href="#fn1">1</a>, two<a href="#fn1">1</a>.</p><ol><li id="fn1">First. <a href="#r1">↩</a> '
     '<a href="#r2">↩</a></li></ol>',
     "One[^1], two[^1]. [^1]: First."),
    ('<p>A word<a href="#fn1">1</a>.</p><ol><li id="fn1"><p>First.</p><p>More. <a href="#r">↩</a></p></li></ol>',
     "A word[^1]. [^1]: First. More."),
]  # fmt: skip
IN_PLACE = [
    ('<p>A word<span class="d-footnote">Said aside.</span> here.</p>', "A word (Said aside.) here."),
    ('<p>A word<span class="d-footnote">Said <i>aside</i></span> here.</p>', "A word (Said aside) here."),
    ('<p>A word<label for="s1" class="margin-toggle sidenote-number"></label><span class="sidenote">Said aside.</span>'
     " here.</p>", "A word (Said aside.) here."),
    ('<p>A word<span class="marginnote">Said aside.</span> here.</p>', "A word (Said aside.) here."),
    ('<p>A word<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span '
     'class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup><span class="ltx_tag '
     'ltx_tag_note">1</span>Said aside.</span></span></span> here.</p>', "A word (Said aside.) here."),
    ('<p>A word<span class="sidenote"></span> here.</p>', "A word here."),
]  # fmt: skip
NO_NOTES = [
    '<p>See <a href="#part">1</a>.</p><p id="part">Words.</p>',
    '<p>So [<a href="#cite-1">1</a>].</p><ol><li id="cite-1">A paper.</li></ol>',
    '<p>So [<a href="#bib-fn1">1</a>].</p><ol><li id="bib-fn1">A paper.</li></ol>',
    '<p>See <a href="#fn1">the first note</a>.</p><p id="fn1">Words.</p>',
    '<p>See<a href="#fn1">1</a>.</p>',
    '<p>See<a href="https://b.org/x#fn1">1</a>.</p>',
    '<p id="fn1">Here <a href="#fn1">1</a> is.</p>',
    "<p>10<sup>5</sup> of them.</p>",
]


@pytest.mark.parametrize(("markup", "expected"), [*LINKED, *IN_PLACE])
def test_footnotes(markup: str, expected: str) -> None:
    assert text_after(keep_footnotes, markup) == expected


@pytest.mark.parametrize("markup", NO_NOTES)
def test_what_is_no_footnote_stays(markup: str) -> None:
    assert markup_after(keep_footnotes, markup) == markup


@pytest.mark.parametrize(("markup", "_"), LINKED)
def test_each_call_has_its_definition(markup: str, _: str) -> None:
    text = text_after(keep_footnotes, markup)
    labels = re.findall(r"\[\^([^\]\s]+)\]", text)
    assert all(f"[^{label}]:" in text for label in labels)
    assert labels
