"""The page on paper: what is in the packet and how it ended, and nothing to press."""

from playwright.sync_api import expect
from support.browsing.sites import Sites, troubled
from support.browsing.visits import Visits

A4 = {"width": 794, "height": 1123}


def test_the_page_is_printed_without_what_can_be_pressed(site: Sites, visits: Visits) -> None:
    page = visits.open(
        site(troubled), path="?preview=support_packet.yaml", viewport=A4, color_scheme="dark"
    )
    page.get_by_role("button", name="Download Support Packet").click()
    expect(page.locator("#result")).to_have_class("some")

    page.emulate_media(media="print")

    for part in ("#start", ".links", ".tools", ".show", ".all", ".times details"):
        expect(page.locator(part).first).to_be_hidden()
    for part in (".notices", ".picture", ".files", ".shown pre", "#result", ".estimate"):
        expect(page.locator(part).last).to_be_visible()
    # Of the windows only the chosen one.
    expect(page.locator(".presets button:visible")).to_have_text("All")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_nothing_on_paper_is_cut_or_covered(site: Sites, visits: Visits) -> None:
    page = visits.open(
        site(troubled), path="?preview=special/large.txt", viewport={"width": 700, "height": 400}
    )
    page.get_by_role("button", name="Download Support Packet").click()
    expect(page.locator("#result")).to_have_class("some")

    page.emulate_media(media="print")

    for part in ("#result", ".shown pre"):
        cut = page.locator(part).evaluate("box => box.scrollHeight - box.clientHeight")
        assert cut <= 0, part
    last_row = page.locator(".files li").last.bounding_box()
    bar = page.locator(".bar").bounding_box()
    assert last_row
    assert bar
    assert bar["y"] >= last_row["y"] + last_row["height"]


def test_addresses_are_printed(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled), viewport=A4)

    page.emulate_media(media="print")

    shown = page.locator(".notices a").evaluate("link => getComputedStyle(link, '::after').content")
    assert "chat.example.com" in shown
