"""What the page says in every state."""

import pytest
from playwright.sync_api import expect
from support.browsing.sites import (
    SiteMaker,
    Sites,
    sound,
    troubled,
    unlicensed,
    unreadable,
    without_database,
)
from support.browsing.visits import Visits

CLOSED: list[tuple[str, SiteMaker, str | None]] = [
    ("You are not logged in", sound, None),
    ("You are not logged in", sound, "lapsed"),
    ("Your account may not download a support packet", sound, "user"),
    ("This server has no license", unlicensed, "admin"),
    ("The support packet cannot be made now", unreadable, "admin"),
    ("The support packet cannot be made now", without_database, "admin"),
]


@pytest.mark.parametrize(("heading", "maker", "person"), CLOSED)
def test_whoever_gets_no_packet_is_told_why(
    site: Sites, visits: Visits, heading: str, maker: SiteMaker, person: str | None
) -> None:
    page = visits.open(site(maker), person)

    for path in ("", "/collectors"):
        page.goto(site(maker).url + path)
        expect(page.get_by_role("heading", level=2)).to_have_text(heading)
        expect(page.get_by_role("button")).to_have_count(0)


def test_whoever_is_not_logged_in_finds_the_login(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), None)

    link = page.get_by_role("link", name="Log in to Mattermost")
    expect(link).to_have_attribute(
        "href", "https://chat.example.com/login?redirect_to=%2Fsupport_packet"
    )


def test_an_admin_sees_what_will_be_in_the_packet(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))

    expect(page.locator(".files code")).to_have_text(
        [
            "support_packet.yaml",
            "plugins.json",
            "sanitized_config.json",
            "mattermost.log",
            "notifications.log",
        ]
    )
    expect(page.locator(".files h3").first).to_have_text("Server information")
    expect(page.locator(".notices")).to_have_count(0)
    expect(page.get_by_role("button", name="Download support packet")).to_be_visible()
    assert not visits.complaints


@pytest.mark.parametrize(
    "notice",
    [
        "set Output Logs to File to true and set File Log Level to DEBUG here",
        "does not exist, or support-packet can't read it",
        "Enter them again: EmailSettings.SMTPPassword",
        "LDAP information is incomplete",
        "Elasticsearch information is incomplete",
        "The collector failing of failing could not be loaded",
    ],
)
def test_an_admin_is_told_what_to_do_first(site: Sites, visits: Visits, notice: str) -> None:
    page = visits.open(site(troubled))

    expect(page.locator(".notices li").filter(has_text=notice)).to_have_count(1)


def test_here_leads_to_the_logging_page_of_the_console(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    link = page.locator(".notices").get_by_role("link", name="here", exact=True)
    expect(link).to_have_attribute(
        "href", "https://chat.example.com/admin_console/environment/logging"
    )


def test_a_file_that_will_be_missing_says_why(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    file = page.locator(".files li").filter(has_text="special/reactor.txt")
    expect(file).to_contain_text("This file will be missing.")
    expect(file).to_contain_text("The reactor is off. Switch it on.")


def test_the_footer_leads_to_the_collectors_and_back(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    page.get_by_role("link", name="List of collectors").click()

    row = page.get_by_role("row").filter(has_text="failing")
    expect(row).to_contain_text("failed to load")
    page.get_by_role("link", name="Back to the support packet").click()
    expect(page.get_by_role("button", name="Download support packet")).to_be_visible()
