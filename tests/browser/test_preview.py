"""Previews of small files, in place."""

import pytest
from playwright.sync_api import Locator, Page, expect
from support.browsing.sites import Sites, sound, troubled
from support.browsing.visits import Visits


def preview(page: Page, name: str) -> Locator:
    """Open the preview of a file."""
    file = page.locator(".files li").filter(has=page.get_by_text(name, exact=True))
    file.locator("summary").click()
    return file.locator("details")


@pytest.mark.parametrize("name", ["support_packet.yaml", "plugins.json", "sanitized_config.json"])
def test_a_small_file_opens_in_place(site: Sites, visits: Visits, name: str) -> None:
    page = visits.open(site(sound))
    page.get_by_role("checkbox").first.check()

    opened = preview(page, name)

    expect(opened.locator("pre")).to_be_visible()
    text = opened.locator("pre").inner_text()
    assert not [secret for secret in site(sound).installation.secrets if secret in text]
    expect(page.get_by_role("checkbox").first).to_be_checked()
    assert "preview" not in page.url
    assert not visits.complaints


def test_without_java_script_a_link_opens_it(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), java_script_enabled=False)

    preview(page, "plugins.json").get_by_role("link").click()

    expect(page.locator("pre")).to_contain_text("com.example.issue-tracker")
    assert page.url.endswith("?preview=plugins.json#file-2")


def test_only_the_beginning_of_a_larger_file_is_shown(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    opened = preview(page, "special/large.txt")

    expect(opened).to_contain_text("Only the beginning is shown.")


def test_an_empty_file_is_said_to_be_empty(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    expect(preview(page, "special/empty.txt")).to_contain_text("This file is empty.")


def test_a_log_has_no_preview(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))

    file = page.locator(".files li").filter(has_text="mattermost.log")
    expect(file.locator("details")).to_have_count(0)
