"""How models, their servers and the way there fail, in words of ours.

What a server says in its errors is not repeated, since some say a part of the key.
"""

from rag.written.events import NoReply
from rag.written.wire import pause_of

BUSY = (429, 503)
REASONS = {
    401: "it refused the key (401)",
    403: "it refused the key (403)",
    404: "it does not know the model or the address (404)",
    429: "it is asked too often (429)",
}
_NETWORK = {
    "ConnectError": "nothing listens at its address",
    "ConnectTimeout": "its address cannot be reached",
    "ReadTimeout": "it was silent for too long",
    "RemoteProtocolError": "it broke off in the middle",
    "ReadError": "it broke off in the middle",
    "DecodingError": "what it sent cannot be unpacked",
    "APIConnectionError": "it cannot be reached",
    "APIError": "its server reported an error",
}


def failures() -> tuple[type[Exception], ...]:
    """Errors by which a model, its server and the way there fail."""
    import httpx
    from openai import OpenAIError

    return (NoReply, OpenAIError, httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)


def why(error: BaseException) -> str:
    """What went wrong, in words of ours, for the end of a sentence, with what to do.

    >>> why(TimeoutError()), why(NoReply("it sent an empty reply"))[:22]
    ('TimeoutError: `sightline models` shows what is configured', 'it sent an empty reply')
    """
    return f"{_known(error) or type(error).__name__}: `sightline models` shows what is configured"


def _known(error: BaseException) -> str | None:
    for told in (error, error.__cause__):
        if isinstance(told, NoReply):
            return str(told)
    status = getattr(error, "status_code", None)
    if not status:
        cause = error.__cause__ or error
        return _NETWORK.get(type(cause).__name__) or _NETWORK.get(type(error).__name__)
    pause = pause_of(error.response.headers) if status in BUSY else 0.0  # type: ignore[attr-defined]  # of openai's
    if pause:
        return f"it is busy and wants to be asked again in {pause:g} seconds ({status})"
    return REASONS.get(status) or f"its server answered with status {status}"
