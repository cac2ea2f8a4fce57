"""One cause is said once: what is wrong with a file is in a notice or in its row, never in both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.browsing.sites import TROUBLES, Site, Sites, full, sound, without_database
from support.browsing.visits import Visits


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Site]:
    """Return a separate site, to be broken."""
    with sound(tmp_path) as site:
        yield site


def row_of(page: Page, name: str) -> str:
    """Return the text of a file's row."""
    found = page.locator(".files li").filter(has=page.get_by_text(name, exact=True))
    return found.inner_text()


def said(page: Page) -> str:
    return page.locator("main").inner_text()


def test_a_log_that_cannot_be_read_is_said_once(broken: Site, visits: Visits) -> None:
    log = broken.installation.logs / "mattermost.log"
    log.unlink()
    missing = visits.open(broken)
    log.mkdir()
    unreadable = visits.open(broken)

    for page, reason in ((missing, "No such file or directory"), (unreadable, "it is a directory")):
        assert said(page).count(str(log)) == 1
        assert f"{log}: {reason}. Check LogSettings." in page.locator(".notices").inner_text()
        assert "Not in the packet" in row_of(page, "mattermost.log")
        expect(page.locator("input[value='mattermost.log']")).to_be_disabled()


def test_a_log_that_the_server_does_not_write_is_advised_once(broken: Site, visits: Visits) -> None:
    broken.configure({"LogSettings": {"EnableFile": False}})

    page = visits.open(broken)

    assert said(page).count("Output Logs to File") == 1
    row = row_of(page, "mattermost.log")
    assert "Not in the packet: The server writes no log file" in row
    # The picture is that of the other log, and says so.
    expect(page.locator(".times summary")).to_contain_text("notifications.log")


def test_a_missing_folder_of_plugins_is_said_once(broken: Site, visits: Visits) -> None:
    shutil.rmtree(broken.installation.plugins)

    page = visits.open(broken)

    assert said(page).count(str(broken.installation.plugins)) == 1
    assert "No such file or directory" in row_of(page, "plugins.json")
    expect(page.locator(".notices")).to_have_count(0)


def test_a_silent_directory_is_said_once(broken: Site, visits: Visits) -> None:
    broken.configure({"LdapSettings": TROUBLES["LdapSettings"]})

    page = visits.open(broken)

    assert said(page).count("ldap://127.0.0.1:1") == 1
    assert "2 values missing" in row_of(page, "support_packet.yaml")


def test_a_command_of_a_message_is_shown_as_one(site: Sites, visits: Visits) -> None:
    page = visits.open(site(without_database))

    expect(page.locator(".refusal code")).to_have_text("journalctl -u support-packet")
    assert "`" not in said(page)


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Site]:
    """Return a separate site: a second request after 10 seconds would get the slot."""
    with full(tmp_path) as site:
        yield site


def test_where_all_slots_are_taken_the_bar_says_so(taken: Site, visits: Visits) -> None:
    page = visits.open(taken, "manager")

    page.get_by_role("button", name="Download Support Packet").click()

    expect(page.get_by_role("status")).to_contain_text("Try again in a moment.")
    expect(page.locator("#result")).to_have_class("bad")
    assert visits.saved == []


def test_without_java_script_a_taken_slot_leads_back(taken: Site, visits: Visits) -> None:
    page = visits.open(taken, "manager", java_script_enabled=False)
    page.get_by_role("button", name="Download Support Packet").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Try again in a moment.")

    page.get_by_role("link", name="Back to the Support Packet").click()

    expect(page.get_by_role("button", name="Download Support Packet")).to_be_visible()
