"""The page is accessible: axe-core finds nothing, and the keyboard is enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from support.browsing.sites import (
    SiteMaker,
    Sites,
    break_glass_only,
    full,
    sound,
    troubled,
    unlicensed,
    unreadable,
    without_database,
)
from support.browsing.visits import Visits

START = "Download Support Packet"

STATES: dict[str, tuple[SiteMaker, str | None, str]] = {
    "contents": (sound, "admin", ""),
    "preview": (sound, "admin", "?preview=plugins.json"),
    "troubled": (troubled, "admin", "?preview=special/large.txt"),
    "collectors": (troubled, "admin", "/collectors"),
    "anonymous": (sound, None, ""),
    "forbidden": (sound, "user", ""),
    "unlicensed": (unlicensed, "admin", ""),
    "unreadable": (unreadable, "admin", ""),
    "without database": (without_database, "admin", ""),
    "break-glass": (break_glass_only, None, ""),
    "all slots taken": (full, "manager", "?since=24h"),
    "not found": (sound, "admin", "/nothing"),
}


def violations(page: Page, *rules: str) -> str:
    """Return what axe-core finds, as text; by all its rules unless some are named."""
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else None
    found = Axe().run(page, options=options)
    return found.generate_report() if found.violations_count else ""


def assert_accessible(page: Page) -> None:
    """Check a page in light colors, and of the dark ones that they can be told apart."""
    assert not violations(page)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert not violations(page, "color-contrast", "link-in-text-block")


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(site: Sites, visits: Visits, state: str) -> None:
    maker, person, path = STATES[state]

    assert_accessible(visits.open(site(maker), person, path, color_scheme="light"))


def test_axe_finds_nothing_after_a_download(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), color_scheme="light")
    page.get_by_role("button", name=START).click()
    expect(page.get_by_role("status")).to_contain_text("Downloaded")

    assert_accessible(page)


def test_axe_finds_nothing_from_right_to_left(site: Sites, visits: Visits) -> None:
    with site(sound).reading("auditor", "fa") as example:
        page = visits.open(example, "auditor")

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert not violations(page)


def test_axe_finds_nothing_where_everything_is_open(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled), path="?preview=sanitized_config.json")
    for summary in page.locator("summary").all():
        summary.click()

    assert not violations(page)


def test_the_chosen_window_can_be_recognized_in_forced_colors(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), forced_colors="active")

    outlines = page.locator(".presets button").evaluate_all(
        "buttons => buttons.map(button => getComputedStyle(button).outlineStyle)"
    )
    colors = page.locator(".bar-of-hour rect").evaluate_all(
        "bars => bars.map(bar => getComputedStyle(bar).fill)"
    )

    assert outlines == ["none", "none", "none", "solid"]
    assert len(set(colors)) == 2


def test_enlarged_twice_the_bar_leaves_room(site: Sites, visits: Visits) -> None:
    """A window of 1366 by 768 has half as many pixels of the page then."""
    page = visits.open(site(troubled), viewport={"width": 683, "height": 384})
    page.get_by_role("button", name=START).click()
    expect(page.locator("#result")).to_have_class("some")

    bar = page.locator(".bar").bounding_box()

    assert bar
    assert bar["height"] < 384 * 0.6
    expect(page.get_by_role("button", name=START)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("state", STATES)
def test_nothing_needs_sideways_scrolling(site: Sites, visits: Visits, state: str) -> None:
    """At 320 px, and at 640 and 1280 with text of twice the size."""
    maker, person, path = STATES[state]
    page = visits.open(site(maker), person, path)

    for width, percent in ((320, 100), (640, 200), (1280, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{percent}%")

        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_is_enough(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    for _ in range(7):  # what is removed, four presets, the table of hours, and all files
        page.keyboard.press("Tab")
    expect(page.get_by_label("All files")).to_be_focused()
    page.keyboard.press("Tab")
    first = page.locator("input[name=only]").nth(1)
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).not_to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".shown pre")).to_be_visible()
    start = page.get_by_role("button", name=START)
    start.focus()
    with page.expect_download():
        page.keyboard.press("Enter")
    expect(start).to_be_focused()


def test_focus_can_be_seen(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    seen = set()

    for _ in range(6):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))

    assert seen == {"solid"}


def test_nothing_moves_where_reduced_motion_is_preferred(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), reduced_motion="reduce")

    moving = "element => getComputedStyle(element).transitionDuration"
    assert page.get_by_role("button", name=START).evaluate(moving) == "0s"


def test_every_control_has_a_unique_name(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    names: list[str] = page.evaluate(
        """[...document.querySelectorAll('label, summary, .show button')]
        .map(element => element.innerText)"""
    )

    assert len(names) == len(set(names))
    assert all(names)


def test_the_page_loads_nothing_from_elsewhere(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))
    loaded: list[str] = page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )

    assert len(loaded) >= 2
    assert all(address.startswith(f"{site(troubled).url}/static/") for address in loaded)
