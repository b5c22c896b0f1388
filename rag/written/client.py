"""The client that speaks to a model's server: where it goes, what it sends, and which proxy it asks.

It goes by the address and the key of the settings. Of the environment it takes proxies and certificates alone, and a
proxy only where people behind one need it and it reads no key: for a server that is out in the internet, and has no
key or is spoken to through https.
"""

import ipaddress
import logging
import re
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from index.errors import ModelError
from settings import ModelSettings

if TYPE_CHECKING:
    import httpx
    from openai import Omit, OpenAI

CONNECT_SECONDS = 5.0
_NEAR_DOMAINS = (
    *(".localhost", ".local", ".internal", ".home.arpa"),  # RFC 6761, RFC 6762, ICANN's resolution of 2024, RFC 8375
    *(".lan", ".home", ".corp", ".private", ".intranet", ".localdomain"),  # in use, most by RFC 6762, appendix G
)
"""Domains that no public name has."""
_SECRET = re.compile(r"(?:(?<=//)|^(?!\w+://)).*@|[?#].*", re.DOTALL)
"""What of an address may hold a password or a key."""

Hooks = Mapping[str, list[Callable[..., None]]]


def client_of(settings: ModelSettings, timeout: float, hooks: Hooks) -> "OpenAI":
    """The client that speaks to the server, once; to be closed by who takes it.

    Raises:
        ModelError: the proxies or certificates that the environment names cannot be used.
    """
    import httpx
    from openai import OpenAI

    class Client(OpenAI):
        """Without the headers that OPENAI_CUSTOM_HEADERS names."""

        @property
        def default_headers(self) -> "dict[str, str | Omit]":
            said = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": "Sightline"}
            return {**said, "Content-Type": "application/json"}

    for name in ("openai", "httpx"):
        logging.getLogger(name).setLevel(logging.WARNING)  # OPENAI_LOG would have them print the question, and where to
    times = httpx.Timeout(timeout, connect=min(CONNECT_SECONDS, 0.8 * settings.timeout))  # before who reads gives up
    return Client(
        api_key=settings.key or "none",
        base_url=settings.place,
        organization="",
        project="",
        max_retries=0,
        timeout=times,
        http_client=_http_client(settings, times, hooks),
    )


def _http_client(settings: ModelSettings, times: "httpx.Timeout", hooks: Hooks) -> "httpx.Client":
    import httpx

    is_secret = url_of(settings.place).scheme == "https"
    is_direct = is_near(settings.place) or (bool(settings.key) and not is_secret)
    try:
        direct = httpx.HTTPTransport(trust_env=is_secret) if is_direct else None
        return httpx.Client(timeout=times, follow_redirects=False, transport=direct, event_hooks=hooks)
    except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
        raise ModelError(
            f"A proxy or certificates that the environment names cannot be used ({type(error).__name__}): look at "
            "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR; a SOCKS proxy needs "
            "pip install socksio."
        ) from error


def shown_place(place: str) -> str:
    """An address without what may be secret in it: a name and password, a query, a fragment.

    >>> shown_place("http://me:secret@models.example/v1?api_key=secret")
    'http://models.example/v1'
    """
    return _SECRET.sub("", place)


def url_of(place: str) -> "httpx.URL":
    """An address as the client reads it; empty where it is none."""
    import httpx

    try:
        url = httpx.URL(place)
        return url if url.host else httpx.URL("")
    except (httpx.InvalidURL, UnicodeError):
        return httpx.URL("")


def host_of(place: str) -> str:
    """The host of an address; empty where it is none.

    >>> host_of("https://models.example/v1"), host_of("http://[::1")
    ('models.example', '')
    """
    return url_of(place).host


def is_near(place: str) -> bool:
    """Whether an address is clearly of this machine or its network, by its name or number alone.

    >>> is_near("http://localhost:1234/v1"), is_near("http://192.168.1.5:8000/v1"), is_near("https://models.example/v1")
    (True, True, False)
    """
    host = url_of(place).raw_host.decode("ascii").removesuffix(".")
    address = _number_of(host)
    if address is None:
        return "." not in host or host.endswith(_NEAR_DOMAINS)
    return not (getattr(address, "ipv4_mapped", None) or address).is_global


def _number_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is, in any form that the system's resolver reads; None where it is a name.

    >>> _number_of("127.1"), _number_of("::1"), _number_of("models.example")
    (IPv4Address('127.0.0.1'), IPv6Address('::1'), None)
    """
    try:
        return ipaddress.ip_address(host if ":" in host else socket.inet_aton(host))
    except (ValueError, OSError):
        return None
