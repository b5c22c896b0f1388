"""What Sightline says about a written answer, a sentence each."""

CUT = "The model's answer was cut off before its end."
STOPPED = "The answer was stopped."
DECLINED = "The model found no answer in the sources; these are the sentences that come nearest."
MOSTLY_UNSUPPORTED = "Most of what the model wrote is not what the sources say, so here are their own words."
NOTHING_USABLE = "The model wrote nothing that could be checked, so here are the sources' own words."
CALLED = (
    "The model asked for a tool instead of answering, so here are the sources' own words: take a model that answers "
    "without tools."
)
CUT_AT_ONCE = (
    "The model's answer was cut off before it held anything that could be checked, so here are the sources' own words."
)
WITHHELD = "The model, or its server, would not answer this, so here are the sources' own words."
REPEATED_RULES = "The model repeated what it was told instead of answering, so here are the sources' own words."
NO_ROOM = (
    "The model's context is too small for the sources, so here are their own words: raise SIGHTLINE_MODEL_CONTEXT."
)

BEHIND = {"stopped": STOPPED, "cut": CUT, "length": CUT, "withheld": CUT}
"""What stands behind an answer, by how it ended."""
IN_ITS_PLACE = {
    "stopped": STOPPED,
    "cut": CUT_AT_ONCE,
    "length": CUT_AT_ONCE,
    "withheld": WITHHELD,
    "called": CALLED,
    "done": NOTHING_USABLE,
}
"""What stands in the place of one that holds nothing."""
