"""Sizes for people."""

import pytest
from support.tables import for_each

from support_packet.web.i18n.languages import LANGUAGES
from support_packet.web.page.sizes import ROUGHLY, estimate, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1_449_000, "1.4 MB"),
        (4_000_000_000, "4 GB"),
        (5 * 10**15, "5,000 TB"),
    ],
)
def test_a_size_has_one_digit_after_the_point(size: int, text: str) -> None:
    assert size_text(size, "en") == text


def test_a_guess_has_two_digits() -> None:
    assert size_text(326_600, "en", ROUGHLY) == "330 kB"


@for_each("language", LANGUAGES)
def test_every_language_has_its_own_way(language: str) -> None:
    for size in (92, 2500):
        assert size_text(size, language)
        assert "digital" not in size_text(size, language)
        assert "kilobyte" not in size_text(size, language)


def test_a_larger_file_takes_more() -> None:
    assert 0 < estimate(0) < estimate(10**6) < 10**6
    assert estimate(None) > 0
