"""What is read from left to right stays in one piece within text from right to left."""

import pytest

from support_packet.web.i18n.isolation import FIRST_STRONG_ISOLATE as START
from support_packet.web.i18n.isolation import POP_ISOLATE as END
from support_packet.web.i18n.isolation import isolate, isolate_values
from support_packet.web.i18n.translations import Translations, Translator


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("فایل /var/log/a.log نیست", f"فایل {START}/var/log/a.log{END} نیست"),
        ("(SUPPORT_PACKET_X=true).", f"({START}SUPPORT_PACKET_X=true{END})."),
        ("خطا: no (a.py, line 2).", f"خطا: {START}no (a.py, line 2){END}."),
        ("%(file)s را ببین", "%(file)s را ببین"),
        ("{received} از {expected}", "{received} از {expected}"),
        (f"{START}x{END} ب", f"{START}x{END} ب"),
        ("سلام", "سلام"),
    ],
)
def test_foreign_parts_are_isolated(text: str, isolated: str) -> None:
    assert isolate(text) == isolated


@pytest.mark.parametrize(
    ("template", "isolated"),
    [
        ("%(path)s: %(reason)s را", f"{START}%(path)s{END}: {START}%(reason)s{END} را"),
        ("(%(name)s). {size}", f"({START}%(name)s{END}). {START}{{size}}{END}"),
        ("NAME=%(value)s، /x/%(name)s.log", "NAME=%(value)s، /x/%(name)s.log"),
    ],
)
def test_values_are_isolated_each_by_itself(template: str, isolated: str) -> None:
    """Unless they are a part of a longer word, which is isolated as a whole."""
    assert isolate_values(template) == isolated


def test_two_values_next_to_each_other_stay_two() -> None:
    template = "%(path)s: %(reason)s. Check %(setting)s."
    translator = Translator("fa", {template: "%(path)s: %(reason)s. %(setting)s را ببین."}, {})

    text = translator.gettext(template, path="/var/log", reason="No such file", setting="A.B")

    assert text == (f"{START}/var/log{END}: {START}No such file{END}. {START}A.B{END} را ببین.")


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 1, "1 password"),
        ("en", 2, "2 passwords"),
        ("pl", 2, "2 hasła"),
        ("pl", 5, "5 haseł"),
        ("pl", 22, "22 hasła"),
        ("ru", 21, "21 пароль"),
        ("fr", 0, "0 mot de passe"),
        ("ro", 20, "20 de parole"),
        ("de", 1234, "1.234 Passwörter"),
    ],
)
def test_numbers_take_the_forms_of_the_language(language: str, count: int, expected: str) -> None:
    translator = Translations().for_language(language)

    assert translator.ngettext("%(count)s password", "%(count)s passwords", count) == expected
