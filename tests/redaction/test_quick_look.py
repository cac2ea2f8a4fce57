"""A quick look for a few texts, and what a redactor concludes from it."""

import random

import pytest

from support_packet.redaction.counts import KNOWN_VALUE, MASKED_BEFORE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.kept_searches import search_for
from support_packet.redaction.quick_look import MAX_TEXTS, QuickLook
from support_packet.redaction.spans import MASK

COMMON = ["c0mmon-Secret-1x"]
TOKEN = "y1ndrfg8ejkmcpqxot1uwisza3"


@pytest.mark.parametrize("count", [1, 2, 7, 33, MAX_TEXTS])
def test_texts_are_found_wherever_they_are(count: int) -> None:
    rng = random.Random(count)
    texts = [bytes(rng.choices(range(256), k=rng.randrange(3, 40))) for _ in range(count)]
    look = QuickLook(texts)
    noise = bytes(rng.choices(b"abcdef\n", k=5000))

    assert not look.finds(noise)
    assert not look.finds(b"")
    for text in texts:
        place = rng.randrange(len(noise))
        assert look.finds(noise[:place] + text + noise[place:])
        assert not look.finds(text[:2])


def test_a_text_of_which_only_the_beginning_is_there_may_be_there() -> None:
    look = QuickLook([b"0123456789abcdefghij"])

    assert look.finds(b"0123456789abcdef")
    assert not look.finds(b"0123456789abcde-fghij")


def test_masks_from_before_are_counted_where_nothing_else_is_found() -> None:
    redactor = Redactor(COMMON, [TOKEN], check=True)

    assert redactor.redact(b"a: " + MASK + b"\nb: " + MASK).counts == {MASKED_BEFORE: 2}
    assert redactor.redact(b"a: " + MASK + b"\n" + COMMON[0].encode()).counts == {
        KNOWN_VALUE: 1,
        MASKED_BEFORE: 1,
    }
    assert redactor.redact(b"a: " + COMMON[0].encode()).counts == {KNOWN_VALUE: 1}
    assert redactor.redact(b"a: *** b").counts == {}


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_own_secrets_are_removed_however_many_there_are(count: int) -> None:
    own = [TOKEN[:-1] + letter for letter in "abcdefghi"[:count]]
    redactor = Redactor(COMMON, own, check=True)

    for value in own:
        redacted = redactor.redact(f"id {value}, {COMMON[0]}, {value.encode().hex()}.\n".encode())
        assert redacted.data == b"id " + MASK + b", " + MASK + b", " + MASK + b".\n"
        assert redacted.counts == {KNOWN_VALUE: 3}


def test_there_is_a_quick_look_for_few_texts_only() -> None:
    few, many = (search_for([f"{TOKEN}{n}" for n in range(count)], ()) for count in (1, 9))

    assert few.quick_look()
    assert not many.quick_look()
    assert not search_for((), ()).quick_look()
