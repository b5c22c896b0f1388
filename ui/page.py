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
@media (max-width: 640px) { [data-testid^="stChatMessageAvatar"] { display: none; } }
</style>"""
"""Marks quotes, keeps wide formulas and tables in their place, and saves room on a telephone."""

SCROLL = """<script>
(() => {
  const scroll = () => document.querySelector(".st-key-question-%d")?.scrollIntoView();
  const again = setInterval(scroll, 100), stop = () => clearInterval(again);
  for (const act of ["wheel", "touchstart", "keydown", "pointerdown"])
    window.addEventListener(act, stop, {once: true, passive: true});
  setTimeout(stop, 2500);
})();
</script>"""
"""Again and again, because formulas and code take their place late; never against the reader, who scrolls on."""


def render_frame() -> None:
    """Title and promise: the first thing to be seen."""
    st.set_page_config(page_title=TITLE, page_icon="👁", layout="centered")
    st.html(STYLE)
    st.title(TITLE, anchor=False)
    st.caption(PROMISE)


def scroll_to_question(number: int) -> None:
    """Shows a question at the top when its answer is there: Streamlit by itself shows the end of the answer."""
    st.html(SCROLL % number, unsafe_allow_javascript=True)


def render_no_library(settings: Settings, refresh: Refresh) -> None:
    """What to do where nothing was ingested yet."""
    st.subheader("There is no library yet", anchor=False)
    st.markdown("Sightline looked here:")
    st.code(str(settings.library), language=None)
    st.markdown("Build it from the bundled reading list with one of these, then come back:")
    st.code("make chat\n\nsightline ingest", language="sh")
    with st.container(horizontal=True):
        refresh_panel.render(refresh, settings, "", "Build it now")
        st.button("Look again", icon=":material/refresh:")
    refresh_panel.render_state(refresh)
