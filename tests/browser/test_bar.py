"""Where things are: the action bar in sight, paths from left to right."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support.browsing.sites import Sites, sound, troubled
from support.browsing.visits import Visits

START = "Download Support Packet"
WINDOWS = [(1366, 768), (760, 480), (320, 640)]


def in_view(page: Page, selector: str) -> bool:
    """Tell whether the whole box of an element is in the window, with nothing on top of it."""
    found: bool = page.locator(selector).evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            const middle = document.elementFromPoint(
                (box.left + box.right) / 2, (box.top + box.bottom) / 2);
            return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight
                && box.right <= innerWidth && element.contains(middle);
        }"""
    )
    return found


@pytest.mark.parametrize("java_script", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS)
def test_the_button_is_in_sight(
    site: Sites, visits: Visits, window: tuple[int, int], scheme: Any, *, java_script: bool
) -> None:
    page = visits.open(
        site(troubled),
        viewport={"width": window[0], "height": window[1]},
        color_scheme=scheme,
        java_script_enabled=java_script,
    )

    assert in_view(page, "#start")
    page.mouse.wheel(0, 5000)
    assert in_view(page, "#start")


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_result_is_in_sight(site: Sites, visits: Visits, width: int, height: int) -> None:
    page = visits.open(site(troubled), viewport={"width": width, "height": height})

    page.get_by_role("button", name=START).click()
    expect(page.locator("#result")).to_have_class("some")

    assert in_view(page, "#start")
    assert in_view(page, "#result p:first-child")


def test_from_right_to_left_paths_keep_their_order(site: Sites, visits: Visits) -> None:
    site(troubled).change_database("UPDATE Users SET Locale = 'fa' WHERE Username = 'auditor'")
    page = visits.open(site(troubled), "auditor")

    places = page.locator(".notices").evaluate(
        """notices => {
            const walker = document.createTreeWalker(notices, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf("/tmp/");
                if (at >= 0) {
                    return [0, 1].map(offset => {
                        const range = document.createRange();
                        range.setStart(walker.currentNode, at + offset);
                        range.setEnd(walker.currentNode, at + offset + 1);
                        return range.getBoundingClientRect().left;
                    });
                }
            }
        }"""
    )

    assert places[0] < places[1]


def test_on_a_phone_the_list_has_the_room(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled), viewport={"width": 320, "height": 640})

    bar = page.locator(".bar").bounding_box()
    assert bar
    assert bar["height"] < 90
    tops = page.locator(".presets button").evaluate_all(
        "buttons => buttons.map(button => button.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
    header = page.locator(".console").bounding_box()
    assert header
    assert header["height"] < 50


def test_the_bar_is_at_the_bottom_also_below_a_short_page(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), viewport={"width": 1366, "height": 1200})

    bar = page.locator(".bar").bounding_box()

    assert bar
    assert bar["y"] + bar["height"] == 1200
    assert bar["width"] == 1366
