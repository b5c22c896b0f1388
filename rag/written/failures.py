"""How models, their servers and the way there fail, in words of ours, with what to do.

What a server says in its errors is not repeated, since some say a part of the key.
"""

import re
import ssl
from collections.abc import Iterator
from socket import gaierror
from typing import Any

from rag.written.client import shown_place
from rag.written.connection import pause_of
from rag.written.events import NoReply

BUSY = (429, 503)
LOG = "look at its log, or ask again later"
ADDRESS = "see whether SIGHTLINE_MODEL is its base address, which mostly ends with /v1"
NO_TLS = "it does not speak https: see whether SIGHTLINE_MODEL has to begin with http://"
REASONS = {
    401: "it refused the key (401): set SIGHTLINE_MODEL_KEY to a key that it takes",
    402: "it wants to be paid (402): look at your account there",
    403: "it refused the key (403): set SIGHTLINE_MODEL_KEY to a key that it takes",
    404: "it does not know the model or the address (404): see whether SIGHTLINE_MODEL_NAME is one of its models, and "
    "SIGHTLINE_MODEL its base address, which mostly ends with /v1",
    405: f"it does not know the address (405): {ADDRESS}",
    429: "it is asked too often (429): wait a while",
}
NO_LIST = f"it does not list its models (404): set SIGHTLINE_MODEL_NAME, or {ADDRESS}"
TOO_LONG = "what it is told is too long for it ({status}): lower SIGHTLINE_MODEL_CONTEXT"
_NETWORK = {
    "ConnectError": "its address cannot be reached: see whether SIGHTLINE_MODEL is right, and the network is there",
    "ConnectTimeout": "its address cannot be reached: see whether SIGHTLINE_MODEL is right, and the network is there",
    "ReadTimeout": "it was silent for too long: see whether it is busy, or raise SIGHTLINE_MODEL_TIMEOUT",
    "RemoteProtocolError": f"it broke off in the middle: {LOG}",
    "ReadError": f"it broke off in the middle: {LOG}",
    "DecodingError": f"what it sent cannot be unpacked: {LOG}",
    "APIConnectionError": f"it cannot be reached: {LOG}",
    "APIError": f"its server reported an error: {LOG}",
}
_OTHER_NAME = (62, 64)
"""OpenSSL's codes for a certificate of another host, or of another address."""
_MENTIONS_LENGTH = re.compile(
    r"context.{0,20}(?:length|window|size)|(?:prompt|input|request|message)s?.{0,20}too (?:long|large)|too many tokens",
    re.IGNORECASE,
)
_PLACE = re.compile(r"https?://[a-z0-9.:\[\]_~%/-]{1,200}", re.IGNORECASE)
_ENDINGS = re.compile(r"/(?:chat/completions|models)/?$")
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def failures() -> tuple[type[Exception], ...]:
    """Errors by which a model, its server and the way there fail."""
    import httpx
    from openai import OpenAIError

    return (NoReply, OpenAIError, httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error, what it came of, what that came of, and so on."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def why(error: BaseException) -> str:
    """What went wrong, in words of ours, for the end of a sentence, with what to do.

    >>> why(TimeoutError())
    'TimeoutError: look at its log, or ask again later'
    >>> why(NoReply("it sent an empty reply"))[:45]
    'it sent an empty reply: see whether SIGHTLINE'
    """
    for told in causes(error):
        if isinstance(told, NoReply):
            return str(told) if ":" in str(told) else f"{told}: {ADDRESS}, or look at its log"
    response = getattr(error, "response", None)
    if response is not None:
        return _by_status(response)
    return _by_network(error)


def said_by(error: Any) -> str:
    """The beginning of what a server said with a status that is an error."""
    return str(error.response.text[:4000])


def is_too_long(said: str) -> bool:
    """Whether a server says that it was told more than its model can read.

    >>> is_too_long("This model's maximum context length is 2048 tokens."), is_too_long("Unknown model.")
    (True, False)
    """
    return _MENTIONS_LENGTH.search(said) is not None


def in_words(seconds: float) -> str:
    """A wait, in the largest unit of which it has two, or in years.

    >>> [in_words(seconds) for seconds in (0.2, 1, 30, 3599, 99999, 1e9)]
    ['1 second', '1 second', '30 seconds', '60 minutes', '28 hours', 'more than a year']
    """
    if seconds > 366 * 86400:
        return "more than a year"
    unit, size = next((one for one in _UNITS if seconds >= 2 * one[1]), _UNITS[-1])
    number = max(1, -(-int(seconds) // size))
    return f"{number} {unit}{'s' if number > 1 else ''}"


def _by_status(response: Any) -> str:
    status = response.status_code
    pause = pause_of(response.headers) if status in BUSY else 0.0
    if pause:
        return f"it is busy and wants to be asked again in {in_words(pause)} ({status}): wait, or take another model"
    if 300 <= status < 400:
        return _by_redirect(response)
    if status == 413 or (status < 500 and is_too_long(response.text[:4000])):
        return TOO_LONG.format(status=status)
    if status == 404 and response.request.url.path.endswith("/models"):
        return NO_LIST
    if status in (400, 422):
        return f"it refused what it was asked ({status}): look at its log, or take another model"
    return REASONS.get(status) or f"its server answered with status {status}: {LOG}"


def _by_redirect(response: Any) -> str:
    place = shown_place(str(response.request.url.join(response.headers.get("location", ""))))
    place = _ENDINGS.sub("", place)
    to = f"{place if _PLACE.fullmatch(place) else 'another address'} ({response.status_code})"
    return f"it sends on to {to}, where nothing is sent: set SIGHTLINE_MODEL to that, if it is right"


def _by_network(error: BaseException) -> str:
    for cause in causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                if cause.verify_code in _OTHER_NAME:
                    return "its certificate is of another name: set SIGHTLINE_MODEL to the address that this names"
                return "its certificate is not trusted here: set SSL_CERT_FILE to the file of who vouches for it"
            case ssl.SSLError():
                return NO_TLS
            case gaierror():
                return "no host has its name: see whether SIGHTLINE_MODEL is right, and the network is there"
            case ConnectionRefusedError():
                return "nothing listens at its address: start it, or see whether SIGHTLINE_MODEL is right"
    if _is_cut_short(error):
        return f"it broke off before it answered: {LOG}, or see whether SIGHTLINE_MODEL has to begin with https://"
    names = (type(one).__name__ for one in (error.__cause__ or error, error))
    return next((_NETWORK[name] for name in names if name in _NETWORK), f"{type(error).__name__}: {LOG}")


def _is_cut_short(error: BaseException) -> bool:
    """Whether a server that was asked without secrecy hung up, as one does that wants it."""
    request = getattr(error, "request", None)
    is_cut = type(error.__cause__).__name__ in ("RemoteProtocolError", "ReadError")
    return is_cut and request is not None and request.url.scheme == "http"
