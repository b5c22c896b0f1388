"""The frame of the page: its style, its scripts, its title."""

import streamlit as st

from ui.wording import PROMISE, TITLE

STYLE = """<style>
[class*="st-key-quote-"], [class*="st-key-statement-"] { border-left: 3px solid #d08700; padding-left: 0.9rem; }
[class*="st-key-quote-"] { background: rgba(240, 177, 0, 0.16); padding: 0.6rem 0.9rem; border-radius: 0 6px 6px 0; }
[class*="st-key-context-"] { opacity: 0.8; font-size: 0.95em; }
[class*="st-key-statement-"], [class*="st-key-quote-"], [class*="st-key-context-"] { overflow-wrap: anywhere; }
[class*="st-key-question-"] { scroll-margin-top: 4rem; }
[data-testid="stCaptionContainer"] { opacity: 0.75 !important; }
#sightline-said { position: fixed; clip-path: inset(50%); }
.katex { font-size: 1.1em; }
.katex-error { font-family: monospace; font-size: 0.9em; white-space: pre-wrap; overflow-wrap: anywhere; }
.katex-error, .katex [style*="color:#cc0000"], .katex [style*="rgb(204, 0, 0)"] { color: inherit !important; }
[data-testid="stMarkdownContainer"] :is(p, li, h4, td, th), textarea { unicode-bidi: plaintext; }
[class*="st-key-question-"] p { white-space: pre-line; overflow-wrap: anywhere; }
.katex-display { overflow-x: auto; overflow-y: hidden; padding: 0.2rem 0; }
[data-testid="stMarkdownContainer"] table { display: block; max-width: 100%; overflow-x: auto; }
[data-testid="stMainBlockContainer"] { padding-top: 3.5rem; }
[data-testid="stStatusWidget"] { display: none; }
[data-testid="stAppScrollToBottomContainer"] {
  position: relative !important; overflow: visible !important; height: auto !important; min-height: 100%;
}
:has(> [data-testid="stAppScrollToBottomContainer"]) { overflow-y: auto; height: 100%; }
[data-testid="stHeader"]:has(+ [data-testid="stAppScrollToBottomContainer"]) {
  position: sticky !important; margin-bottom: -3.75rem;
}
[data-testid="stCode"] code[class] {
  .token:is(.comment, .prolog, .doctype, .cdata, .punctuation, .unchanged) { color: light-dark(#5f6472, #a4a8b5); }
  .token:is(.attr-name, .property, .variable) { color: light-dark(#006b8a, #2bb8e0); }
  .token:is(.boolean, .constant, .symbol, .inserted) { color: light-dark(#12702e, #3fc46b); }
  .token:is(.string, .char, .attr-value) { color: light-dark(#12702e, #3fc46b); }
  .token:is(.number, .regex) { color: light-dark(#0b6f64, #3cc0ac); }
  .token:is(.operator, .entity, .decorator, .atrule) { color: light-dark(#a84600, #f58a3c); }
  .token.url { color: light-dark(#6d3fc0, #b699f0); }
  .token:is(.keyword, .tag, .function, .class-name, .selector) { color: light-dark(#1a62ad, #66b2f5); }
  .token:is(.important, .deleted) { color: light-dark(#bd2626, #ff7a7a); }
}
@media (max-width: 768px) { [data-testid="stSidebar"] { position: absolute !important; height: 100% !important; } }
@media (max-width: 640px) { [data-testid^="stChatMessageAvatar"] { display: none; } }
</style>"""
"""Marks quotes, has small words and those of code stand out from their ground (WCAG 2.2, 1.4.3), keeps wide formulas
and tables in their place, shows what is no formula to KaTeX as code, sets each paragraph in the direction of its
script, hides what is only to be heard, saves room on a telephone, where the sidebar lies over the page instead of
pressing it together, hides Streamlit's own "Stop", which stops the page and not the answer, and lets the page scroll in
another element than the one which Streamlit keeps at the end of a chat: an answer is read from its beginning."""

OPEN_CARDS = """<script>
window.sightlineOpensCards ??= (() => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#citation-"]');
    const message = link?.closest('[data-testid="stChatMessage"]');
    if (!message) return;
    event.preventDefault();
    const number = "[" + link.getAttribute("href").replace("#citation-", "") + "]";
    const numberOf = (summary) => summary.textContent.match(/\\[\\d+\\]/)?.[0];  // words of the quote may hold others
    const card = [...message.querySelectorAll("summary")].find((summary) => numberOf(summary) === number);
    if (!card?.parentElement.open) card?.click();
    card?.scrollIntoView({block: "center"});
    card?.focus();
  });
  return true;
})();
</script>"""
"""The number of a citation without a page to open, as of a starter note, opens its card."""

KEEP_FOCUS = """<script>
window.sightlineKeepsFocus ??= (() => {
  document.addEventListener("click", (event) => {
    const isKey = event.detail === 0;  // a finger on an example is not to call up a telephone's keyboard
    if (!isKey || !event.target.closest(".st-key-examples button, [class*='st-key-stop-'] button")) return;
    const until = Date.now() + 10000;
    const fallen = () => {  // the field may be made anew, or the button go away, some time after the click
      const field = document.querySelector('[data-testid="stChatInput"] textarea');
      const isOnButton = event.target.isConnected && event.target.contains(document.activeElement);
      if (document.activeElement === document.body || isOnButton) field?.focus({preventScroll: true});
      if (Date.now() < until) setTimeout(fallen, 100);
    };
    fallen();
  });
  return true;
})();
</script>"""
"""Who presses a button that then goes away, by key or with a screen reader, goes on in the field for questions."""

SCROLL = """<script>
(() => {
  const question = "%d", answered = %s, reader = window.sightlineReader ??= {};
  if (!answered || reader.question !== question) Object.assign(reader, {question, hasActed: false});
  if (reader.hasActed) return;
  const scroll = () => document.querySelector(".st-key-question-" + question)?.scrollIntoView();
  const moments = [0, 200, 600].map((moment) => setTimeout(scroll, moment));  // formulas take their place late
  const act = () => { reader.hasActed = true; moments.forEach(clearTimeout); };
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"])
    window.addEventListener(kind, act, {once: true, passive: true});
})();
</script>"""

ANNOUNCE = """<script>
(() => {
  const region = document.getElementById("sightline-said") ?? document.body.appendChild(document.createElement("div"));
  region.id = "sightline-said";
  region.setAttribute("role", "status");
  region.textContent = "%s";
})();
</script>"""
"""Streamlit's messages are no live regions, of which a screen reader tells; one of the text as it grows would not stop
talking."""


def render_frame() -> None:
    """Title and promise: the first thing to be seen."""
    st.set_page_config(page_title=TITLE, page_icon="👁", layout="centered")
    st.html(STYLE)
    for script in (OPEN_CARDS, KEEP_FOCUS):
        st.html(script, unsafe_allow_javascript=True)
    st.title(TITLE, anchor=False)
    st.caption(PROMISE)


def scroll_to_question(number: int, *, answered: bool) -> None:
    """Brings a question to the top when it is asked, and again when it is answered, unless the reader did something."""
    st.html(SCROLL % (number, str(answered).lower()), unsafe_allow_javascript=True)


def announce(sentence: str) -> None:
    """Has a screen reader say one of our sentences."""
    st.html(ANNOUNCE % sentence, unsafe_allow_javascript=True)
