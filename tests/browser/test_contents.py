"""What the page says of the packet before it is made, and of those that were."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from support.browsing.sites import Sites, full, sound
from support.browsing.visits import Visits

START = "Download Support Packet"


def summary(page: Page) -> str:
    return page.locator(".actions .estimate").inner_text()


def kilobytes(page: Page, name: str) -> float:
    """Return the size of a file as its row shows it."""
    row = page.locator(".files li").filter(has=page.get_by_text(name, exact=True))
    number, unit = row.locator(".size").inner_text().split()
    return float(number) * {"bytes": 0.001, "kB": 1, "MB": 1000}[unit]


def test_without_java_script_count_and_size_follow_the_choice(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), java_script_enabled=False)
    assert re.fullmatch(r"5 of 5 files, about \d+ kB", summary(page))
    page.locator("input[value='mattermost.log']").uncheck()
    page.locator("input[value='notifications.log']").uncheck()

    page.get_by_role("button", name="All", exact=True).click()

    assert re.fullmatch(r"3 of 5 files, about [\d.]+ kB", summary(page))


def test_script_and_server_say_the_same(site: Sites, visits: Visits) -> None:
    plain = visits.open(site(sound), java_script_enabled=False)
    page = visits.open(site(sound))

    expect(page.locator(".all")).to_be_visible()
    assert summary(page) == summary(plain)


def test_a_window_makes_the_logs_and_the_packet_smaller(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    whole = kilobytes(page, "mattermost.log")
    before = summary(page)

    page.locator(".bar-of-hour.peak").click()
    expect(page.locator(".times .chosen")).to_be_visible()

    assert 0 < kilobytes(page, "mattermost.log") < whole / 10
    assert summary(page) != before


def test_sizes_have_their_plural(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))

    expect(page.locator(".size").first).to_have_text(re.compile(r"^\d+ bytes$"))


def test_a_link_says_what_is_removed(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    explained = page.get_by_text("replaced by asterisks where they are found")
    expect(explained).to_be_hidden()

    page.get_by_text("What is removed?").press("Enter")

    expect(explained).to_be_visible()


def test_packets_that_are_being_created_are_shown(
    site: Sites, visits: Visits, tmp_path: Path
) -> None:
    # A separate site: the packet of one that others use may have come to its end.
    with full(tmp_path) as busy_site:
        busy = visits.open(busy_site, "manager")
        expect(busy.locator(".running")).to_have_text(
            re.compile(r"1 Support Packet is being created, since [A-Z][a-z]{2} \d+ \d\d:\d\d\.")
        )
    idle = visits.open(site(sound))

    expect(idle.locator(".running")).to_have_count(0)


def test_system_admins_see_the_last_packets(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), "manager")
    page.get_by_label("All files").uncheck()
    page.locator("input[value='sanitized_config.json']").check()
    page.get_by_role("button", name=START).click()
    expect(page.get_by_role("status")).to_contain_text("Downloaded")

    page.reload()
    theirs = visits.open(site(sound))

    expect(page.get_by_text("Last packets")).to_have_count(0)
    theirs.get_by_text("Last packets").click()
    newest = theirs.locator(".past tbody tr").first
    expect(newest).to_contain_text("manager")
    expect(newest).to_contain_text("complete")
    expect(newest).to_contain_text("23 secret settings")
