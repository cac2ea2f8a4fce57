"""Known values that are cut off or wrapped."""

import base64
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.redaction.reference import redact_slowly
from support.tables import for_each

from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK

VALUE = "k7Qz2mV9xT4bR8wL1nYc"
LONG = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83v+/RWeJA="
SECRETS = [VALUE, LONG, "correct horse battery staple 1", "mattermost-prod-9x"]
MIN_RUN = 4
"""So few characters of a value in a row reveal nothing."""


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(SECRETS)


def left(value: str, data: bytes) -> list[str]:
    """Return which runs of a value's characters are left."""
    runs = (value[start : start + MIN_RUN] for start in range(len(value) - MIN_RUN + 1))
    return [run for run in runs if run.encode() in data]


@for_each("length", range(15, 20))
@for_each("end", ["", "…", "...", '"}', " of", "\n", "\\u2026", "</v>", " [truncated]"])
def test_a_value_that_is_cut_off_is_masked(redactor: Redactor, length: int, end: str) -> None:
    redacted = redactor.redact(f"cut {VALUE[:length]}{end}".encode())

    assert redacted.data == b"cut " + MASK + end.encode()
    assert redacted.counts == {"known-secret": 1}


@pytest.mark.parametrize(
    "line",
    [
        f"cut {VALUE[:14]}...",
        f"cut {VALUE[:17]}Zz9 is something else",
        "deployed mattermost-prod-9",
        "the correct horse battery staple",
        f"{VALUE[:10]}\n{VALUE[11:]}",
        f"{VALUE[:10]}\n\n{VALUE[10:]}",
    ],
)
def test_what_only_begins_like_a_value_stays(redactor: Redactor, line: str) -> None:
    assert redactor.redact(line.encode()).data == line.encode()


@for_each(
    "gap",
    [
        "\n",
        "\r\n",
        "\n  ",
        "\n\t",
        "\n> ",
        "\n# ",
        "\\n",
        "\\r\\n",
        "\\\\n",
        "=\n",
        "%0A",
        "%0d%0a",
    ],
)
@for_each("width", [10, 13, 16])
def test_a_value_that_is_wrapped_is_masked(redactor: Redactor, gap: str, width: int) -> None:
    text = "x " + gap.join(textwrap.wrap(LONG, width)) + " y"

    redacted = redactor.redact(text.encode())

    pieces = -(-len(LONG) // width)
    assert redacted.data == b"x " + gap.encode().join([MASK] * pieces) + b" y"
    assert redacted.counts == {"known-secret": pieces}


@for_each("before", range(80))
@for_each("width", [64, 76])
def test_the_base64_of_a_message_in_lines_is_masked(
    redactor: Redactor, before: int, width: int
) -> None:
    whole = base64.b64encode(b"A" * before + VALUE.encode() + b"B" * 40).decode()
    text = "\n".join(textwrap.wrap(whole, width))
    certain = base64.b64encode(b"AAA"[: before % 3] + VALUE.encode()).decode()[4:-4]

    redacted = redactor.redact(text.encode()).data

    assert redacted.count(b"\n") == text.count("\n")
    assert left(certain, redacted) == []


def test_lines_stay_as_many(redactor: Redactor) -> None:
    text = f"a\n{LONG[:20]}\n{LONG[20:30]}\n{LONG[30:]}\nb"

    assert redactor.redact(text.encode()).data.count(b"\n") == text.count("\n")


GAPS = st.sampled_from(
    ["\n", "\r\n", "\n ", "\\n", "\\\\r\\\\n", "%0A", "\n>", "\n|| ", " \n", "…", "x"]
)
PIECES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(SECRETS), st.integers(0, 44), st.integers(0, 44)).map(
            lambda cut: cut[0][min(cut[1:]) : max(cut[1:])]
        ),
        st.sampled_from(SECRETS).map(lambda secret: secret[:16]),
        st.sampled_from(SECRETS).map(
            lambda secret: base64.b64encode(secret.encode()).decode()[:20]
        ),
        st.sampled_from(SECRETS).map(
            lambda secret: base64.b64encode(secret.encode()).decode()[20:]
        ),
        st.sampled_from([VALUE[:10], VALUE[10:], LONG[:16], LONG[16:], LONG[:33], LONG[33:]]),
        GAPS,
        GAPS,
    ),
    max_size=12,
).map("".join)


@given(content=PIECES)
def test_pieces_are_masked_as_by_the_reference(redactor: Redactor, content: str) -> None:
    data = content.encode()

    assert redactor.redact(data).data == redact_slowly(data, SECRETS)


ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789+/_-"


@settings(max_examples=examples(40))
@given(
    middle=st.text(ALPHABET, min_size=4, max_size=60),
    widths=st.lists(st.integers(1, 30), max_size=8),
    gap=st.sampled_from(["\n", "\r\n", "\\n", "\n  "]),
)
def test_any_value_is_found_however_it_is_wrapped_after_its_head(
    middle: str, widths: list[int], gap: str
) -> None:
    value = "k7Qz2mV9xT4b" + middle + "8wL1"
    pieces, rest = [value[:12]], value[12:]
    for width in widths:
        pieces, rest = [*pieces, rest[:width]], rest[width:]
    text = gap.join(piece for piece in (*pieces, rest) if piece)

    redacted = Redactor((), [value]).redact(text.encode()).data

    assert redacted.replace(MASK, b"") == text.encode()[:0].join([gap.encode()] * text.count(gap))


@pytest.mark.parametrize("share", [1.0, 0.75])
def test_only_values_of_one_word_that_begin_unusually_are_found_in_parts(share: float) -> None:
    for value in ("https://chat.example.com/api", "postgres://mattermost", "secret with spaces 9Z"):
        text = f"at {value[: int(len(value) * share)]}…"

        redacted = Redactor([value]).redact(text.encode()).data

        assert redacted == (text.encode() if share < 1 else b"at " + MASK + "…".encode())
