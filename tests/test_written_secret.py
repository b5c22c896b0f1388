"""The key of a model's server is in no answer, however it is spelt; nothing else is taken for it."""

import base64
import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.written.scrub import Scrubber
from rag.written.secret import Secret

KEY = "sk-OURS9abcdEFGH1234567890ofnobody"
BYTES = KEY.encode()


def shown(text: str) -> str:
    return Scrubber([], "", KEY, said="").clean(text)


@pytest.mark.parametrize(
    "spelt",
    [
        KEY,
        KEY.upper(),
        " ".join(KEY),
        ".".join(KEY),
        "-".join(KEY),
        KEY[::-1],
        " ".join(KEY[::-1]),
        KEY.replace("-", "\uff0d"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in KEY),
        KEY.replace("abcd", "**abcd**"),
        "sk-OURS9*abcd*EFGH_1234_567890ofnobody",
        BYTES.hex(),
        BYTES.hex(" "),
        BYTES.hex(":").upper(),
        BYTES.hex(" ")[::-1],
        BYTES[::-1].hex(" "),
        " ".join(f"0x{byte:02x}" for byte in BYTES),
        " ".join(map(str, BYTES)),
        ", ".join(map(str, BYTES)),
        codecs.encode(KEY, "rot13"),
        " ".join(base64.b64encode(BYTES).decode().rstrip("=")),
        f"`{KEY}`",
        f"${' '.join(KEY)}$",
    ],
)
def test_the_key_is_not_shown(spelt: str) -> None:
    left = shown(f"Pooling is old. The key is {spelt}, they say.")
    assert left.startswith("Pooling is old. The key is")
    assert left.endswith("they say.")
    assert len(left) < len("Pooling is old. The key is ……, they say.")


@pytest.mark.parametrize("parted", ["{} and {}", "first {}, then {}"])
def test_neither_half_of_a_long_key_is_shown(parted: str) -> None:
    half = len(KEY) // 2 + 1
    left = shown("Halves: " + parted.format(KEY[:half], KEY[half - 3 :]) + ".")
    assert "OURS9" not in left
    assert "nobody" not in left


@given(
    before=st.text(),
    after=st.text(),
    between=st.lists(st.sampled_from(" .-_*\u2014,/|"), min_size=1),
    back=st.booleans(),
)
def test_signs_between_its_letters_do_not_help(before: str, after: str, between: list[str], back: bool) -> None:
    spelt = "".join(between).join(KEY[::-1] if back else KEY)
    left = Secret(KEY).removed(f"{before} {spelt} {after}", "")
    assert "".join(between).join(KEY[4:20]) not in left
    assert len(left) <= len(f"{before}  {after}") + 1


@pytest.mark.parametrize(
    "key", ["", "x", "none", "EMPTY", "test", "ollama", "not-needed", "no-key-required", "lm-studio"]
)
def test_a_word_in_the_place_of_a_key_takes_nothing_away(key: str) -> None:
    text = "No key is required: on the test set none is empty, LM Studio and Ollama are not needed."
    assert Secret(key).removed(text, "") == text


@pytest.mark.parametrize(
    "text", ["Pooling has 1,234 or 567,890 weights.", "The abcd of networks.", "sk-learn has 9 of them."]
)
def test_what_shares_some_letters_with_the_key_stays(text: str) -> None:
    assert shown(text) == text
