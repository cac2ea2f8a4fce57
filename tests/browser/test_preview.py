"""Previews of small files, in place."""

import pytest
from playwright.sync_api import Locator, Page, expect
from support.browsing.sites import Sites, sound, troubled
from support.browsing.visits import Visits


def row_of(page: Page, name: str) -> Locator:
    """Return the row of a file."""
    return page.locator(".files li").filter(has=page.get_by_text(name, exact=True))


def preview(page: Page, name: str) -> Locator:
    """Open the preview of a file."""
    row = row_of(page, name)
    row.get_by_role("button", name="Preview").click()
    return row.locator(".shown")


@pytest.mark.parametrize(
    "name", ["support_packet.yaml", "plugins.json", "sanitized_config.json", "mattermost.log"]
)
def test_a_file_opens_in_place(site: Sites, visits: Visits, name: str) -> None:
    page = visits.open(site(sound))
    page.locator("input[name=only]").nth(1).uncheck()

    opened = preview(page, name)

    expect(opened.locator("pre")).to_be_visible()
    text = opened.locator("pre").inner_text()
    assert not [secret for secret in site(sound).installation.secrets if secret in text]
    expect(page.locator("input[name=only]").nth(1)).not_to_be_checked()
    assert "preview" not in page.url
    assert not visits.complaints


def test_it_can_be_hidden_again(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    opened = preview(page, "plugins.json")
    expect(opened).to_be_visible()

    row_of(page, "plugins.json").get_by_role("button", name="Hide").click()

    expect(opened).to_have_count(0)


def test_without_java_script_a_button_opens_it(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), java_script_enabled=False)
    page.locator("input[value='mattermost.log']").uncheck()

    preview(page, "plugins.json")

    expect(page.locator("pre")).to_contain_text("com.example.issue-tracker")
    expect(page.locator("input[value='mattermost.log']")).not_to_be_checked()


def test_the_newest_lines_of_a_log_are_shown_with_their_masks(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))

    opened = preview(page, "mattermost.log")

    expect(opened).to_contain_text("The newest 200 lines.")
    text = opened.locator("pre").inner_text()
    last = site(sound).installation.logs.joinpath("mattermost.log").read_text().splitlines()[-1]
    assert len(text.splitlines()) == 200
    # The end is in sight.
    rest = "log => log.scrollHeight - log.clientHeight - log.scrollTop"
    assert opened.locator("pre").evaluate(rest) < 2
    assert text.splitlines()[-1][:40] == last[:40]


def test_the_keyboard_goes_from_mask_to_mask(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    opened = preview(page, "sanitized_config.json")
    marks = opened.locator("mark")
    expect(marks.first).to_have_attribute("title", "1 secret setting")

    opened.locator("pre").focus()
    page.keyboard.press("n")
    expect(marks.first).to_be_focused()
    page.keyboard.press("n")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("p")
    expect(marks.first).to_be_focused()


def test_the_way_from_mask_to_mask_is_offered_where_there_are_some(
    site: Sites, visits: Visits
) -> None:
    page = visits.open(site(sound))
    plain = preview(page, "support_packet.yaml")
    masked = preview(page, "sanitized_config.json")

    expect(masked.get_by_role("button", name="Next mask")).to_be_visible()
    expect(plain.get_by_role("button", name="Next mask")).to_be_hidden()
    expect(plain.get_by_role("button", name="Copy")).to_be_visible()
    expect(masked.get_by_text("Press n and p to go")).to_be_visible()
    expect(plain).not_to_contain_text("Press n and p to go")


def test_only_the_beginning_of_a_larger_file_is_shown(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    opened = preview(page, "special/large.txt")

    expect(opened).to_contain_text("Only the beginning is shown.")


def test_an_empty_file_is_said_to_be_empty(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    expect(preview(page, "special/empty.txt")).to_contain_text("This file is empty.")
