"""The login in another tab, and the way back from it, with Mattermost's client as it behaves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from support.browsing.sites import Site, sound
from support.browsing.visits import Visits

from demo.login import login

START = "Download Support Packet"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site whose Mattermost has a login."""
    directory = tmp_path_factory.mktemp("example")
    with login() as url, sound(directory) as site:
        site.configure({"ServiceSettings": {"SiteURL": url}})
        yield site


def log_in(page: Page, link: str = "Log in to Mattermost") -> Page:
    """Follow the link to the login, and return its tab, once the admin has logged in there."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name=link).click()
    tab: Page = opened.value
    tab.get_by_role("link", name="admin", exact=True).click()
    expect(tab.get_by_role("heading")).to_have_text("Town Square")
    return tab


def follow_focus(page: Page) -> None:
    """Let the tab lose and get the focus as in a window: Playwright pretends that all have it."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setFocusEmulationEnabled", {"enabled": False})


def test_after_the_login_the_page_looks_again_when_it_gets_the_focus(
    example: Site, visits_in_windows: Visits
) -> None:
    page = visits_in_windows.open(example, None, "?since=24h")
    follow_focus(page)
    log_in(page)
    expect(page.get_by_role("heading", name="You are not logged in")).to_be_visible()

    page.bring_to_front()

    expect(page.get_by_role("button", name=START)).to_be_visible()
    expect(page.get_by_role("button", name="24 hours")).to_have_attribute("aria-pressed", "true")


def test_without_a_login_the_focus_changes_nothing(
    example: Site, visits_in_windows: Visits
) -> None:
    page = visits_in_windows.open(example, None)
    follow_focus(page)
    other = page.context.new_page()
    other.bring_to_front()

    with page.expect_request(lambda request: request.method == "HEAD") as looked:
        page.bring_to_front()

    answer = looked.value.response()
    assert answer
    assert answer.status == 401
    expect(page.get_by_role("heading", name="You are not logged in")).to_be_visible()


def test_without_java_script_a_link_looks_again(example: Site, visits: Visits) -> None:
    page = visits.open(example, None, "?since=24h", java_script_enabled=False)
    log_in(page)

    page.get_by_role("link", name="I have logged in").click()

    expect(page.get_by_role("button", name=START)).to_be_visible()
    expect(page.get_by_role("button", name="24 hours")).to_have_attribute("aria-pressed", "true")


def test_a_session_that_expires_before_the_download_is_renewed_in_another_tab(
    example: Site, visits: Visits
) -> None:
    page = visits.open(example)
    page.locator("input[value='plugins.json']").uncheck()
    page.context.clear_cookies()
    page.get_by_role("button", name=START).click()
    expect(page.get_by_role("status")).to_contain_text("Your session has expired.")
    assert visits.saved == []

    log_in(page)
    with page.expect_download():
        page.get_by_role("button", name=START).click()

    expect(page.get_by_role("status")).to_contain_text("Downloaded")
    expect(page.locator("input[value='plugins.json']")).not_to_be_checked()


def test_a_session_that_expires_during_the_download_leaves_a_packet_without_a_report(
    example: Site, visits: Visits
) -> None:
    page = visits.open(example, "manager")

    def end_session(route: Route) -> None:
        token = example.installation.tokens["manager"]
        example.change_database("UPDATE Sessions SET ExpiresAt = 1 WHERE Token = ?", token)
        route.continue_()

    page.route("**/reports/*", end_session)
    with page.expect_download(), page.expect_response("**/reports/*") as report:
        page.get_by_role("button", name=START).click()

    assert report.value.status == 401
    expect(page.get_by_role("status")).to_contain_text("Downloaded: ")
    expect(page.get_by_role("status")).not_to_contain_text("No secrets")


@pytest.mark.parametrize("java_script", [True, False])
def test_a_session_that_expires_before_a_preview_leads_to_the_login_and_back(
    example: Site, visits: Visits, *, java_script: bool
) -> None:
    page = visits.open(example, java_script_enabled=java_script)
    page.locator("input[value='plugins.json']").uncheck()
    page.context.clear_cookies()
    page.locator("button[value='sanitized_config.json']").click()
    expect(page.get_by_role("heading", name="You are not logged in")).to_be_visible()

    log_in(page)
    page.get_by_role("link", name="I have logged in").click()

    expect(page.locator(".shown pre")).to_be_visible()
    expect(page.locator("input[value='plugins.json']")).not_to_be_checked()
