"""Marks that part what is said by whom, in chat templates and in our own prompts.

A page may hold them, so they are taken out of what a model sees of it; a model may write them, so they are taken out of
what an answer shows.
"""

OPENS, CLOSES = "<<<", ">>>"
"""About the lines of our own prompts."""
CHAT_MARK = r"<[|｜][^|｜>\n]{0,60}[|｜]>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>"
"""Matches one of a chat template, which no article's sentence holds; in whatever case."""
TEMPLATE_MARK = rf"{CHAT_MARK}|</?s>|{OPENS}|{CLOSES}"
"""Matches that or what may be something else in code: a struck word, a prompt, a shift."""
