"""The catalogs are complete: every text in every language, with its placeholders."""

import re
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from support.tables import for_each

from scripts.messages import LOCALES, TEMPLATE, as_text, build_template
from support_packet.web.i18n.languages import LANGUAGES, SOURCE_LANGUAGE

TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
PERCENT = re.compile(r"%(?!\(\w+\)s)")
BRACKETS = re.compile(r"[\[\]]")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MARKUP = re.compile(r"[<>]|&\w+;")


def read_catalog(language: str) -> Catalog:
    """Return the catalog of `language` as it is committed."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


@cache
def template() -> Catalog:
    """Return all texts, taken from the code once: that takes a while."""
    return build_template()


def texts(catalog: Catalog) -> dict[str, str]:
    """Return the translation of every text, of one with a number each form; without contexts."""
    found = {}
    for message in catalog:
        assert message.context is None
        if isinstance(message.id, str):
            found[message.id] = str(message.string or "")
            continue
        for form in range(catalog.num_plurals):
            found[f"{message.id[0]}\0{form}"] = (message.string or [""] * 9)[form]
    found.pop("")
    return found


def sources(catalog: Catalog) -> set[object]:
    """Return every English text, and both forms of one with a number."""
    return {message.id for message in catalog if message.id}


def test_the_template_is_current() -> None:
    """`make messages` writes it."""
    assert TEMPLATE.read_text(encoding="utf-8") == as_text(template())


def test_there_is_one_catalog_for_each_language() -> None:
    assert sorted(path.stem for path in LOCALES.glob("*.po")) == sorted(TRANSLATED)


@for_each("language", TRANSLATED)
def test_nothing_is_missing_and_nothing_stale(language: str) -> None:
    catalog = read_catalog(language)

    assert sources(catalog) == sources(template())
    assert [text for text, translated in texts(catalog).items() if not translated.strip()] == []
    assert [message.id for message in catalog if message.fuzzy] == []
    assert not catalog.obsolete


@for_each("language", TRANSLATED)
def test_placeholders_and_links_are_those_of_the_text(language: str) -> None:
    for text, translated in texts(read_catalog(language)).items():
        assert sorted(PLACEHOLDER.findall(translated)) == sorted(PLACEHOLDER.findall(text)), text
        assert BRACKETS.findall(translated) == BRACKETS.findall(text), text
        assert not PERCENT.search(translated), text
        assert not MARKUP.search(translated), text


@for_each("language", TRANSLATED)
def test_texts_begin_and_end_where_they_should(language: str) -> None:
    for text, translated in texts(read_catalog(language)).items():
        assert translated == translated.strip(), text
        assert not CONTROL.search(translated), text


@for_each("language", TRANSLATED)
def test_a_text_with_a_number_has_the_forms_of_the_language(language: str) -> None:
    catalog = read_catalog(language)

    assert catalog.num_plurals == Catalog(language.replace("-", "_")).num_plurals
    counted = [message for message in catalog if message.pluralizable]
    assert counted
    assert {len(message.string or ()) for message in counted} == {catalog.num_plurals}


@for_each("language", TRANSLATED)
def test_a_catalog_is_written_as_make_messages_writes_it(language: str) -> None:
    path = LOCALES / f"{language}.po"
    catalog = read_catalog(language)
    catalog.update(template(), no_fuzzy_matching=True)

    assert path.read_text(encoding="utf-8") == as_text(catalog)
