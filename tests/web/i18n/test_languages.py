"""The language of an answer, for people and for programs."""

import pytest
from babel import Locale
from support.tables import for_each

from support_packet.web.i18n.languages import LANGUAGES, error_language, page_language


@pytest.mark.parametrize(
    ("user_locale", "accept_language", "language"),
    [
        ("de", "fr", "de"),
        ("", "fr", "fr"),
        ("xx", "fr-CA, en;q=0.5", "fr"),
        ("en_AU", "", "en-AU"),
        ("pt", "", "pt-BR"),
        ("zh-TW", "", "zh-TW"),
        ("zh", "", "zh-CN"),
        ("", "zh-Hant-HK", "zh-TW"),
        ("", "zh-Hans-SG", "zh-CN"),
        ("", "EN-gb", "en"),
        ("", "da, sv;q=0.4, nl;q=0.9", "nl"),
        ("", "de;q=0, fr;q=0.1", "fr"),
        ("", "*", "en"),
        ("", "", "en"),
        ("", "de;q=abc, ;;, ä, fr", "fr"),
        ("", "x" * 5000 + ", de", "en"),
    ],
)
def test_a_person_reads_their_own_language(
    user_locale: str, accept_language: str, language: str
) -> None:
    assert page_language(user_locale, accept_language) == language


@pytest.mark.parametrize(
    ("accept_language", "default", "language"),
    [
        ("de-AT, fr", "es", "de"),
        ("xx, fr", "es", "es"),
        ("fr;q=0.1, de", "es", "fr"),
        ("", "pt-BR", "pt-BR"),
        ("", "xx", "en"),
        ("", "", "en"),
    ],
)
def test_an_error_is_in_the_first_language_requested_or_the_servers(
    accept_language: str, default: str, language: str
) -> None:
    assert error_language(accept_language, default) == language


@for_each("language", LANGUAGES)
def test_every_language_is_known_to_cldr(language: str) -> None:
    assert Locale.parse(language, sep="-").english_name
