"""Every form of a value begins, and ends, with a window of it."""

import random
import string

import pytest

from support_packet.redaction.few_values import FewValues
from support_packet.redaction.values import MAX_LITERAL_BYTES, forms
from support_packet.redaction.windows import beginnings, endings, run_of

ALPHABETS = [
    string.ascii_letters + string.digits,
    string.ascii_letters + string.digits + "_.~-",
    string.ascii_letters + string.digits + "+/=",
    string.ascii_letters * 4 + string.digits * 4 + "!#$%&'()*+,/:;<=>?@[]^`{|}~",
    string.hexdigits.lower(),
    string.digits,
    "ab1X",
    "~?>o",  # much of the base64 of these is `+` and `/`
]
LENGTHS = [8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 26, 31, 32, 33, 44, 64, 85, 100, 169, 170]


def values() -> list[str]:
    """Return values that have runs, of all lengths that matter, of several alphabets."""
    rng = random.Random(11)
    every = [
        "".join(rng.choices(alphabet, k=length))
        for alphabet in ALPHABETS
        for length in LENGTHS
        for _ in range(3)
    ]
    every += ["'" * 77 + "k7Qz2mV9", "k7Qz2mV9" + "&'" * 38, "~k7Qz2mV9~x", "=k7Qz2mV9xT4b+/="]
    return [value for value in every if run_of(value)]


def test_a_window_is_in_every_beginning() -> None:
    every = values()

    assert len(every) > 250
    assert [
        (value, beginning)
        for value in every
        for beginning in FewValues([value]).beginnings
        if not any(window in beginning for window in windows_of(value))
    ] == []


def test_a_window_of_the_last_check_is_in_every_form() -> None:
    missed = [
        (value, form)
        for value in values()
        for form in forms(value)
        if (run := run_of(value)) and not any(window in form for window in endings(run))
    ]

    assert missed == []


def windows_of(value: str) -> set[bytes]:
    """Return the windows that are searched for on behalf of a value that has a run."""
    run = run_of(value)
    assert run
    return beginnings(run)


def test_a_window_is_seldom_met_by_chance() -> None:
    assert min(len(window) for value in values() for window in windows_of(value)) >= 6


def test_no_form_of_these_is_longer_than_what_is_searched_for_at_once() -> None:
    assert max(len(form) for value in values() for form in forms(value)) <= MAX_LITERAL_BYTES


@pytest.mark.parametrize(
    "value",
    [
        "short",
        "with a space 12345678",
        'k7Qz2mV9"xT4b',
        "k7Qz2mV9\\xT4b",
        "größe-1234567",
        "a+b=c&d1",
        "k7Qz2mV9" * 22,
        "k7Qz2mV9+" * 10,
    ],
)
def test_the_forms_of_other_values_are_made_at_once(value: str) -> None:
    assert run_of(value) is None


def test_white_space_around_a_value_is_ignored() -> None:
    assert windows_of(" k7Qz2mV9xT4b\n") == windows_of("k7Qz2mV9xT4b")
