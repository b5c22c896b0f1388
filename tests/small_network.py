"""A network of small limits that may ask this machine, and what tests say of it."""

import pytest
from web_server import here

from ingest.network import Limits, Network
from ingest.page import PageUnavailable
from ingest.plan import Politeness

FAST = Politeness(delay=0, back_off=0.001)
SMALL = Limits(max_bytes=100_000, page_seconds=3, connect_seconds=1, slow_seconds=0.5)
ALLOW_ALL = "User-agent: *\nDisallow:\n"


def small_network() -> Network:
    """The network with leave to ask this machine, for which every host is this machine."""
    return Network(FAST, SMALL, allow_private=True, find=here)


def failure(web: Network, url: str) -> PageUnavailable:
    """Why a page cannot be had."""
    with pytest.raises(PageUnavailable) as caught:
        web.get(url)
    assert caught.value.reason
    return caught.value
