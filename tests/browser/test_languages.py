"""The page in every language."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page, expect
from support.browsing.sites import Sites, sound
from support.browsing.visits import Visits
from support.tables import for_each

from scripts.messages import LOCALES
from support_packet.web.i18n.languages import LANGUAGES, RIGHT_TO_LEFT, SOURCE_LANGUAGE

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|\[\w+\]")
MIN_LENGTH = 12
PERSON = "helpdesk"


def untranslated(language: str) -> Iterator[str]:
    """Yield the longer English texts, split at placeholders, that differ in `language`."""
    if language == SOURCE_LANGUAGE:
        return
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalog = read_po(file)
    spoken = " ".join(str(message.string) for message in catalog)
    for message in catalog:
        parts = [part.strip() for part in PLACEHOLDER.split(str(message.id))]
        yield from (part for part in parts if len(part) >= MIN_LENGTH and part not in spoken)


def assert_fits_a_phone(page: Page) -> None:
    """Check that the longest words leave the list more than half of the window."""
    page.set_viewport_size({"width": 320, "height": 640})
    bar = page.locator(".bar").bounding_box()
    assert bar
    assert bar["height"] <= 120
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator("#start")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_language_of_the_account(
    site: Sites, visits: Visits, language: str
) -> None:
    with site(sound).reading(PERSON, language) as example:
        page = visits.open(example, PERSON)
        assert_fits_a_phone(page)
        said = page.content()
        page.goto(f"{example.url}/collectors")
        said += page.content()

    root = page.locator("html")
    expect(root).to_have_attribute("lang", language)
    expect(root).to_have_attribute("dir", "rtl" if language in RIGHT_TO_LEFT else "ltr")
    assert [text for text in untranslated(language) if text in said] == []
    assert not visits.complaints


@pytest.mark.parametrize("language", ["de", "fa"])
def test_without_a_session_the_page_is_in_the_browsers_language(
    site: Sites, visits: Visits, language: str
) -> None:
    page = visits.open(site(sound), None, locale=language)

    expect(page.locator("html")).to_have_attribute("lang", language)
    assert [text for text in untranslated(language) if text in page.content()] == []


@for_each("language", LANGUAGES)
def test_without_a_session_the_page_is_in_the_requested_language(
    site: Sites, language: str
) -> None:
    answer = site(sound).program.request("GET", "/support_packet", Accept_Language=language)

    said = answer.body.decode()
    assert f'<html lang="{language}"' in said
    assert [text for text in untranslated(language) if text in said] == []
