"""What a reader can do about a source that gave no page."""

from index.records import SourceState, Status

_BY_HAND = "save the page in a browser and give it to `sightline ingest add`"
_ELSEWHERE = "look for its new address, or try --wayback"
_ADVICE: dict[Status, str] = {
    "refused": _BY_HAND,
    "blocked": _BY_HAND,
    "dead": _ELSEWHERE,
    "soft 404": _ELSEWHERE,
    "error": "run `sightline ingest` again later",
    "too large": "save the part that matters and give it to `sightline ingest add`",
    "unsupported": "give it as HTML or PDF to `sightline ingest add`",
    "empty": _BY_HAND,
}


def with_advice(state: SourceState) -> str:
    """The reason of a state with what can be done, where the reason does not say it itself.

    >>> with_advice(SourceState("dead", "the site answered HTTP 404"))
    'the site answered HTTP 404: look for its new address, or try --wayback'
    >>> with_advice(SourceState("ok", "")), with_advice(SourceState("error", "it is broken: mend it"))
    ('', 'it is broken: mend it')
    """
    advice = _ADVICE.get(state.status)
    says_it = any(sign in state.reason for sign in (": ", "--", "`"))
    return f"{state.reason}: {advice}" if advice and state.reason and not says_it else state.reason
