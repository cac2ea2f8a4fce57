"""Every form of a value begins, and ends, with a window of it."""

import random
import string

import pytest

from support_packet.redaction.broken_values import breakable
from support_packet.redaction.values import forms
from support_packet.redaction.windows import beginnings, endings, is_simple

ALPHABETS = [
    string.ascii_letters + string.digits,
    string.ascii_letters + string.digits + "_.~-",
    string.hexdigits.lower(),
    string.digits,
    "ab1X",
    "~?>o",  # much of the base64 of these is `+` and `/`
]
LENGTHS = [8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 26, 31, 32, 33, 64, 100, 169, 170]


def values() -> list[str]:
    """Return values of all lengths that matter, of several alphabets."""
    chance = random.Random(11)
    every = [
        "".join(chance.choices(alphabet, k=length))
        for alphabet in ALPHABETS
        for length in LENGTHS
        for _ in range(6)
    ]
    return [value for value in every if is_simple(value)]


def test_every_form_begins_with_a_window() -> None:
    assert [
        (value, form)
        for value in values()
        for form in forms(value)
        if not form.startswith(tuple(beginnings(value)))
    ] == []


def test_every_part_of_a_broken_value_begins_or_ends_with_a_window() -> None:
    parts = [(value, part.head) for value in values() for part in breakable(value)]

    assert len(parts) > len(values())
    assert [
        (value, head)
        for value, head in parts
        if not head.startswith(tuple(beginnings(value)))
        and not head.endswith(tuple(beginnings(value)))
    ] == []


def test_in_every_form_is_one_that_ends_with_a_window() -> None:
    missed = []
    for value in values():
        ends = tuple(endings(value))
        ending = [form for form in forms(value) if form.endswith(ends)]
        missed += [
            (value, form) for form in forms(value) if not any(each in form for each in ending)
        ]

    assert missed == []


def test_a_window_is_seldom_met_by_chance() -> None:
    assert min(len(window) for value in values() for window in beginnings(value)) >= 6


@pytest.mark.parametrize(
    "value",
    ["short", "with a space", "slash/es-1234", "größe-1234567", "k7Qz2mV9" * 22, "a+b=c&d1"],
)
def test_the_forms_of_other_values_are_made_at_once(value: str) -> None:
    assert not is_simple(value)


def test_white_space_around_a_value_is_ignored() -> None:
    assert beginnings(" k7Qz2mV9xT4b\n") == beginnings("k7Qz2mV9xT4b")
    assert endings(" k7Qz2mV9xT4b\n") == endings("k7Qz2mV9xT4b")
