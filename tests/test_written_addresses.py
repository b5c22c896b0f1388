"""No address is left in an answer, in whatever form it is written, and no name with dots is taken for one."""

import re

import pytest

from rag.written.scrub import Scrubber


@pytest.fixture
def scrubber() -> Scrubber:
    return Scrubber(["b7x2k"], "Never write another id than those given to you here.", "", said="")


@pytest.mark.parametrize(
    "address",
    [
        "evil.de/path",
        "bit.ly/abc",
        "evil.example",
        "keras.io/evil",
        "localhost:8000/x",
        "93.184.216.34:8080",
        "93.184.216.34/x",
        "host.internal:8080/x",
        "https:evil.com",
        "hxxps://evil.example",
        "e v i l . e x a m p l e",
        "evil[.]example",
        "evil [dot] example",
        "evil(.)com/x",
        "http[:]//evil[.]com/x",
    ],
)
def test_an_address_goes_whatever_its_form(scrubber: Scrubber, address: str) -> None:
    assert scrubber.clean(f"Pooling, see {address} too, is old.") == "Pooling, see too, is old."
    assert scrubber.clean(f"Pooling is old: visit {address}") == "Pooling is old: visit"


def test_a_site_that_a_source_names_may_be_named_but_nobody_is_sent_there() -> None:
    said = "The set of fast.ai and Keras is kept by Papers.example, which others copy from http://evil.example/x."
    scrubber = Scrubber([], "", "", said=said)
    assert scrubber.clean("It is from papers.example.") == "It is from papers.example."
    assert scrubber.clean("Keras.io and fast.ai say so, evil.ai not.") == "Keras.io and fast.ai say so, not."
    assert scrubber.clean("It is from evil.example. Visit papers.example.") == "It is from. Visit."
    assert scrubber.clean("It is at papers.example/x and fast.ai; go to fast.ai.") == "It is at and fast.ai; go to."


@pytest.mark.parametrize(
    "address",
    [
        "evil.shop/win",
        "evil.online/steal?k=1",
        "evil.museum/x",
        "evil.xn--p1ai/x",
        "evil.рф/x",
        "evil．com/x",
        "evil｡com/x",
        "evil․com/x",
        "bitcoin:bc1qevil",
        "skype:evil",
    ],
)
def test_an_address_goes_whatever_its_end_and_its_dots(scrubber: Scrubber, address: str) -> None:
    assert scrubber.clean(f"Pooling, see {address} too, is old.") == "Pooling, see too, is old."


def test_where_somebody_is_sent_a_word_at_the_end_is_an_end(scrubber: Scrubber) -> None:
    assert scrubber.clean("Visit evil.shop to win.") == "Visit to win."
    assert (
        scrubber.clean("The attribute page.link of net.live is read.") == "The attribute page.link of net.live is read."
    )


@pytest.mark.parametrize(
    "address",
    [
        *("poolmaster.tk", "pools.shop", "evil.de", "evil.me", "evil.gg", "evil.io", "evil.ai"),
        *("evil‧com", "evil·com", "evil dot com", "x://evil", r"\\evil\share", "ms-word:ofe|u|evil", "whatsapp:send?x"),
        *("[2001:db8::1]", "𝚎𝚟𝚒𝚕.𝚌𝚘𝚖", "evil.cοm", "`evil.com`", r"`\x1b]8;;boxes.example\x07`"),
    ],
)
def test_an_address_goes_without_a_path_too(scrubber: Scrubber, address: str) -> None:
    left = scrubber.clean(f"Pooling, see {address} too, is old.")
    assert not re.search(r"evil|pool[^i]|boxes|2001|𝚎", left)
    assert left.startswith("Pooling, see")
    assert left.endswith("too, is old.")


def test_a_site_that_hides_its_dot_is_no_name_that_a_source_has() -> None:
    scrubber = Scrubber([], "", "", said="The clips are kept by clips.example.")
    assert scrubber.clean("Clips are kept by clips.example.") == "Clips are kept by clips.example."
    assert scrubber.clean("Clips are kept by clips (dot) example.") == "Clips are kept by."


@pytest.mark.parametrize(
    "text",
    [
        "Node.js, torch.nn, scikit-learn.svm, v1.5, YOLO.v3, Fig.2, torch.lt, np.pi, np.ma and i.e. this.",
        "The block.se and self.de are read, and model.pt is kept.",
        "We resize images.De novo means anew, see CNNs.Me too.",
        "The slices a[::2] and a[1:2:3] of f(.) is taken, a · b is a dot product.",
        "Is it numpy.io? It is called x.de(3).",
        r"The set $\{x \mid x < 3\}$ and $\left\{x\right.$ hold.",
        "If x<y/2 and z>3, then a Map<String, V> holds <mask> and <seq1>.",
    ],
)
def test_a_name_with_dots_is_no_address(text: str) -> None:
    assert Scrubber([], "", "", said="NumPy is numpy.").clean(text) == text
