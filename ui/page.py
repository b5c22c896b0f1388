"""The frame of the page, and the page where there is no library."""

import streamlit as st

from settings import Settings
from ui import refresh_panel
from ui.refresh import Refresh
from ui.wording import PROMISE, TITLE

STYLE = """<style>
[class*="st-key-quote-"], [class*="st-key-statement-"] { border-left: 3px solid #d08700; padding-left: 0.9rem; }
[class*="st-key-quote-"] { background: rgba(240, 177, 0, 0.16); padding: 0.6rem 0.9rem; border-radius: 0 6px 6px 0; }
[class*="st-key-context-"] { opacity: 0.8; font-size: 0.95em; }
[class*="st-key-statement-"], [class*="st-key-quote-"], [class*="st-key-context-"] { overflow-wrap: anywhere; }
[class*="st-key-question-"] { scroll-margin-top: 4rem; }
.katex { font-size: 1.1em; }
.katex-display { overflow-x: auto; overflow-y: hidden; padding: 0.2rem 0; }
[data-testid="stMarkdownContainer"] table { display: block; max-width: 100%; overflow-x: auto; }
[data-testid="stMainBlockContainer"] { padding-top: 3.5rem; }
[data-testid="stAppScrollToBottomContainer"] {
  position: relative !important; overflow: visible !important; height: auto !important; min-height: 100%;
}
:has(> [data-testid="stAppScrollToBottomContainer"]) { overflow-y: auto; height: 100%; }
[data-testid="stHeader"]:has(+ [data-testid="stAppScrollToBottomContainer"]) {
  position: sticky !important; margin-bottom: -3.75rem;
}
@media (max-width: 640px) { [data-testid^="stChatMessageAvatar"] { display: none; } }
</style>"""
"""Marks quotes, keeps wide formulas and tables in their place, saves room on a telephone, and lets the page scroll in
another element than the one which Streamlit keeps at the end of a chat: an answer is read from its beginning."""

SCROLL = """<script>
(() => {
  const scroll = () => document.querySelector(".st-key-question-%d")?.scrollIntoView();
  const moments = [0, 200, 600].map((moment) => setTimeout(scroll, moment));  // formulas take their place late
  for (const act of ["wheel", "touchstart", "keydown", "pointerdown"])
    window.addEventListener(act, () => moments.forEach(clearTimeout), {once: true, passive: true});
})();  // answered: %s
</script>"""


def render_frame() -> None:
    """Title and promise: the first thing to be seen."""
    st.set_page_config(page_title=TITLE, page_icon="👁", layout="centered")
    st.html(STYLE)
    st.title(TITLE, anchor=False)
    st.caption(PROMISE)


def scroll_to_question(number: int, *, answered: bool) -> None:
    """Brings a question to the top, once when it is asked and once when it is answered."""
    st.html(SCROLL % (number, answered), unsafe_allow_javascript=True)


def render_no_library(settings: Settings, refresh: Refresh) -> None:
    """What to do where nothing was ingested yet."""
    st.subheader("There is no library yet", anchor=False)
    st.markdown("Sightline looked here:")
    st.code(str(settings.library), language=None)
    st.markdown("Build it from the bundled reading list: run one of these, or let this page do it.")
    st.code("make chat        # in the project's folder\nsightline ingest # anywhere", language="sh")
    refresh_panel.render(refresh, settings, "", "Build it now")
    st.button("Look again", icon=":material/refresh:", width="stretch")
    refresh_panel.render_state(refresh)
