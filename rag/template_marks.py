"""Marks that part what is said by whom, in chat templates and in our own prompts.

A page may hold them, so they are taken out of what a model sees of it; a model may write them, so they are taken out of
what an answer shows.
"""

OPENS, CLOSES = "<<<", ">>>"
"""About the lines of our own prompts."""
TEMPLATE_MARK = rf"<[|｜][^|｜>\n]{{0,60}}[|｜]>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>|{OPENS}|{CLOSES}"
"""Matches one, in whatever case."""
