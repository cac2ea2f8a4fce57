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

REFUSALS: list[tuple[str, SiteMaker, str | None]] = [
    ("You are not logged in", sound, None),
    ("You are not logged in", sound, "lapsed"),
    ("You don't have permission to download a Support Packet", sound, "user"),
    ("This server has no license", unlicensed, "admin"),
    ("The Support Packet can't be created right now", unreadable, "admin"),
    ("The Support Packet can't be created right now", without_database, "admin"),
]


@pytest.mark.parametrize(("heading", "maker", "person"), REFUSALS)
def test_a_refusal_says_why(
    site: Sites, visits: Visits, heading: str, maker: SiteMaker, person: str | None
) -> None:
    page = visits.open(site(maker), person)

    for path in ("", "/collectors"):
        page.goto(site(maker).url + path)
        expect(page.get_by_role("heading", level=2)).to_have_text(heading)
        expect(page.get_by_role("button")).to_have_count(0)


def test_a_visitor_who_is_not_logged_in_finds_the_login(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), None)

    link = page.get_by_role("link", name="Log in to Mattermost")
    expect(link).to_have_attribute("href", "https://chat.example.com/login")
    expect(link).to_have_attribute("target", "_blank")
    expect(page.get_by_role("link", name="I have logged in")).to_be_visible()


def test_an_admin_sees_what_the_packet_will_contain(site: Sites, visits: Visits) -> None:
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
    expect(page.locator(".files h4").first).to_have_text("Server information")
    expect(page.locator(".notices")).to_have_count(0)
    expect(page.get_by_role("button", name="Download Support Packet")).to_be_visible()
    assert not visits.complaints


@pytest.mark.parametrize(
    "notice",
    [
        "File Log Level is INFO. Set it to DEBUG, reproduce the problem, then download.",
        "notifications.log: No such file or directory. Check NotificationLogSettings.FileLocation",
        "Enter them again: EmailSettings.SMTPPassword",
        "LDAP information is incomplete",
        "Elasticsearch information is incomplete",
        "The collector failing of failing could not be loaded",
    ],
)
def test_the_notices_say_what_to_do_first(site: Sites, visits: Visits, notice: str) -> None:
    page = visits.open(site(troubled))

    expect(page.locator(".notices li").filter(has_text=notice)).to_have_count(1)


def test_the_notice_links_to_the_logging_page_of_the_console(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    link = page.locator(".notices").get_by_role("link", name="Set it to DEBUG", exact=True)
    expect(link).to_have_attribute(
        "href", "https://chat.example.com/admin_console/environment/logging"
    )


def test_a_file_that_is_not_in_the_packet_says_why(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    file = page.locator(".files li").filter(has_text="special/reactor.txt")
    expect(file).to_contain_text("Not in the packet: The reactor is off. Switch it on.")


def test_the_footer_links_to_the_collectors_and_back(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    page.get_by_role("link", name="List of collectors").click()

    row = page.get_by_role("row").filter(has_text="failing")
    expect(row).to_contain_text("failed to load")
    page.get_by_role("link", name="Back to the Support Packet").click()
    expect(page.get_by_role("button", name="Download Support Packet")).to_be_visible()
