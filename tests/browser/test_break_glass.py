"""The break-glass token in a browser: a form, and nothing that outlives the tab."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.browsing.sites import Site, Sites, break_glass_only
from support.browsing.visits import Visits
from support.serving.databases import BREAK_GLASS

START = "Download Support Packet"
WRONG = "x" * 40


@pytest.fixture
def example(site: Sites) -> Site:
    """Return a site whose database is gone, with a break-glass token."""
    return site(break_glass_only)


def enter(page: Page, token: str) -> None:
    page.get_by_label("Break-glass token").fill(token)
    page.get_by_role("button", name="Continue with this token").click()


@pytest.mark.parametrize("java_script", [True, False])
def test_the_form_leads_to_a_packet(example: Site, visits: Visits, *, java_script: bool) -> None:
    page = visits.open(example, None, java_script_enabled=java_script)
    field = page.get_by_label("Break-glass token")
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_attribute("autocomplete", "off")

    with page.expect_response(example.url) as opened:
        enter(page, BREAK_GLASS)
    expect(page.locator(".notices")).to_contain_text("database isn't responding")
    with page.expect_download() as saved:
        page.get_by_role("button", name=START).click()

    assert opened.value.request.method == "POST"
    assert opened.value.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(saved.value.path()) as packet:
        assert "sanitized_config.json" in packet.namelist()
    assert BREAK_GLASS not in " ".join(visits.requests)
    assert "ticket=" not in " ".join(visits.requests)
    assert "BREAK-GLASS TOKEN USED" in example.program.log.read_text(encoding="utf-8")


def test_nothing_of_it_outlives_the_tab(example: Site, visits: Visits) -> None:
    page = visits.open(example, None)
    enter(page, BREAK_GLASS)
    expect(page.get_by_role("button", name=START)).to_be_visible()

    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    other = page.context.new_page()
    other.goto(example.url)

    assert kept == [0, 0, ""]
    assert page.context.cookies() == []
    assert BREAK_GLASS not in page.content()
    expect(other.get_by_label("Break-glass token")).to_have_value("")


def test_previews_and_windows_keep_the_ticket(example: Site, visits: Visits) -> None:
    page = visits.open(example, None)
    enter(page, BREAK_GLASS)

    page.get_by_role("button", name="24 hours").click()
    expect(page.get_by_role("button", name="24 hours")).to_have_attribute("aria-pressed", "true")
    page.locator("button[value='plugins.json']").click()

    expect(page.locator(".shown pre")).to_be_visible()
    assert page.url == example.url


def test_wrong_tokens_are_logged_and_soon_refused(visits: Visits, tmp_path: Path) -> None:
    """At its own site: for a minute, this address can enter nothing but the right token."""
    with break_glass_only(tmp_path) as example:
        page = visits.open(example, None)

        for _ in range(5):
            enter(page, WRONG)
            expect(page.locator(".refusal")).to_contain_text("not the break-glass token")
        enter(page, WRONG)

        expect(page.locator(".refusal")).to_contain_text("Too many wrong tokens.")
        enter(page, BREAK_GLASS)
        expect(page.get_by_role("button", name=START)).to_be_visible()
        logged = example.program.log.read_text(encoding="utf-8")
    assert logged.count("WRONG BREAK-GLASS TOKEN") == 5
    assert WRONG not in logged
