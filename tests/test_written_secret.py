"""The key of a model's server is in no answer, however it is spelt; nothing else is taken for it."""

import base64
import re
import time
from codecs import encode
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_server import ModelServer
from owl_model import HEAD, TURNS, writing

from rag.answer import Answer
from rag.assistant import Assistant
from rag.conversation import Asked
from rag.support.check import SupportCheck
from rag.written.scrub import Scrubber
from rag.written.secret import Secret
from rag.written.server import server_model
from rag.written.wording import REPEATED_RULES
from rag.written.writer import Writer
from settings import ModelSettings

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
        " ".join(f"{byte:o}" for byte in BYTES),
        " ".join(f"{byte:08b}" for byte in BYTES),
        base64.b64encode(b"x" + BYTES).decode().rstrip("=")[2:],
        base64.b64encode(b"xy" + BYTES).decode().rstrip("=")[3:],
        ", ".join(map(str, BYTES)),
        encode(KEY, "rot13"),
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


def test_what_it_begins_with_is_not_shown_though_it_has_no_digit() -> None:
    assert Secret("sk-hooting-98765").removed("It is sk-hooting, so.", "") == "It is , so."
    assert Secret("sk-hooting-98765").removed("Owls are hooting in the sky.", "") == "Owls are hooting in the sky."


ID = "b7x2k"


@pytest.mark.parametrize(
    "coded",
    [ID.encode().hex(), " ".join(map(str, ID.encode())), base64.b64encode(ID.encode()).decode(), encode(ID, "rot13")],
)
def test_no_code_of_an_id_is_shown(coded: str) -> None:
    cleaned = Scrubber([ID], "", "", said="").clean(f"Pooling is {coded}, they say.")
    assert coded[:5] not in cleaned
    assert cleaned.startswith("Pooling is")
    assert cleaned.endswith(", they say.")


def test_an_id_that_is_spelt_aloud_is_found() -> None:
    scrubber = Scrubber([ID], "", "", said="")
    assert scrubber.is_spelt("They are Bravo, seven, X-ray, two and Kilo.")
    assert not scrubber.is_spelt("Bravo: two golf balls, seven hotels and a kilo of x-ray films.")


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


def lines(form: str, pieces: Sequence[object] = KEY) -> str:
    return "\n".join(form.format(piece, number) for number, piece in enumerate(pieces, 1))


ALOUD = {
    word[0]: word
    for word in (
        "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec "
        "romeo sierra tango uniform victor whiskey x-ray yankee zulu"
    ).split()
} | dict(zip("0123456789", "zero one two three four five six seven eight nine".split(), strict=True))
SET_APART = {
    "lines": lines("{}"),
    "paragraphs": lines("{}\n"),
    "items": lines("- {}"),
    "cited items": lines("- {} [{{turns}}]"),
    "numbered items": lines("{1}. {0}"),
    "bold items": lines("- **{}**"),
    "items of code": lines("- `{}`"),
    "items backwards": lines("- {}", KEY[::-1]),
    "items of four": lines("- {}", [KEY[start : start + 4] for start in range(0, len(KEY), 4)]),
    "items in hexadecimal": lines("- {:#x}", BYTES),
    "items in decimal": lines("- {}", list(BYTES)),
    "labelled lines": lines("{1}: {0}"),
    "items with words": lines("- The letter {} comes next."),
    "sentences": " ".join(f"Then comes {KEY[start : start + 8]}." for start in range(0, len(KEY), 8)),
    "a sentence": f"It is {', then '.join(KEY)}.",
    "spelt aloud": "It is " + " ".join(ALOUD.get(letter.lower(), letter) for letter in KEY) + ".",
    "pieces of code": f"It is {' '.join(f'`{letter}`' for letter in KEY)}.",
    "a counted table": "| No | Letter |\n|---|---|\n" + lines("| {1} | {0} |"),
    "a told table": "| Letter | Why |\n|---|---|\n" + lines("| {} | it is next |"),
    "lines of code": f"```\n{lines('{}')}\n```",
    "code that sets": f"```python\n{lines('key[{1}] = {0!r}')}\n```",
}


@pytest.mark.parametrize("spelt", SET_APART.values(), ids=SET_APART)
def test_a_model_that_sets_the_letters_apart_is_not_shown(owls: Assistant, server: ModelServer, spelt: str) -> None:
    true = "An owl turns its head by up to 270 degrees [{turns}]."
    server.script = writing(f"{true}\n\n{spelt}\n\nIts eyes are tubes rather than balls [{{tubes}}].")
    model = server_model(ModelSettings(server.url, key=KEY, timeout=20))
    writer = Writer(owls, model, SupportCheck(owls.encoder, owls.also_called), key=KEY)
    seen: list[Answer] = []
    answer = writer.answer(Asked(HEAD), seen.append)
    assert answer.notice == REPEATED_RULES
    assert TURNS in answer.text
    assert max(len(re.findall(r"no source says this", one.said)) for one in seen) <= len(KEY) // 2 + 1


@pytest.mark.parametrize(
    "key", [KEY, "hunter22", "sk-1234567890", "aaaaaaa1", "0123456789", "gsk_Zc4X0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q"]
)
def test_no_note_of_ours_sets_a_key_apart(key: str) -> None:
    secret = Secret(key)
    notes = [path.read_text(encoding="utf-8") for path in Path(__file__).parents[1].glob("ingest/notes/*.md")]
    assert len(notes) > 50
    assert [note[:40] for note in notes if secret.is_set_apart_in(note)] == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Pool.\n2. Stride.\n3. Pad.",
        "| k | s |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n| 7 | 8 |",
        "Let $a = b$, then s or k, o and u; r is 9.",
        "0 1 1 1\n1 0 1 1\n1 1 0 1\n1 1 1 0",
    ],
)
def test_letters_that_stand_alone_are_no_key(text: str) -> None:
    assert not Secret(KEY).is_set_apart_in(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Part one is {KEY[:11]}, part two {KEY[11:22]}, and part three {KEY[22:]}.",
        rf"$A = \text{{{KEY[:11]}}} \cdot \text{{{KEY[11:22]}}} \cdot \text{{{KEY[22:]}}}$",
    ],
)
def test_the_key_is_found_in_pieces_between_words(text: str) -> None:
    assert Secret(KEY).is_set_apart_in(text)


def test_a_long_text_is_looked_at_quickly() -> None:
    secret, text = Secret("sk-proj-" + KEY * 5), "- The letter s comes next: k, o, 4.\n" * 100
    begun = time.process_time()
    assert not secret.is_set_apart_in(text)
    assert time.process_time() - begun < 0.5
