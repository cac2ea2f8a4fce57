"""Where things are: the action bar in sight, paths from left to right."""

from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect
from support.browsing.sites import Sites, sound, troubled
from support.browsing.visits import Visits

START = "Download Support Packet"
WINDOWS = [(1366, 768), (760, 480), (320, 640)]


def in_view(page: Page, selector: str) -> bool:
    """Return whether the whole box of an element is in the window, with nothing on top of it."""
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


PLACE_OF = """(notices, [text, length]) => {
    const walker = document.createTreeWalker(notices, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(text);
        if (at >= 0) {
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + length);
            const box = range.getBoundingClientRect();
            return [box.left, box.top];
        }
    }
}"""
"""Returns where the first characters of a text are."""


def test_from_right_to_left_paths_keep_their_order(site: Sites, visits: Visits) -> None:
    with site(troubled).reading("auditor", "fa") as example:
        page = visits.open(example, "auditor")
    notices, path = page.locator(".notices"), str(site(troubled).installation.logs)

    slash, name = (notices.evaluate(PLACE_OF, [text, 1]) for text in (path, path[1:]))

    assert slash[0] < name[0]


def test_from_right_to_left_each_value_is_separate(site: Sites, visits: Visits) -> None:
    """The path, why it is missing, and the setting, of which each follows to the left."""
    with site(troubled).reading("auditor", "fa") as example:
        page = visits.open(example, "auditor", viewport={"width": 1366, "height": 768})
    notices = page.locator(".notices")

    places = [
        notices.evaluate(PLACE_OF, [text, len(text)])
        for text in ("notifications.log", "No such file", "NotificationLogSettings")
    ]

    # On the next line, or to the left.
    assert [(-top, left) for left, top in places] == sorted(
        ((-top, left) for left, top in places), reverse=True
    )


def test_on_a_phone_the_list_has_the_room(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled), viewport={"width": 320, "height": 640})

    bar = page.locator(".bar").bounding_box()
    assert bar
    assert bar["height"] < 90
    assert len(set(tops_of_presets(page))) == 1
    header = page.locator(".console").bounding_box()
    assert header
    assert header["height"] < 50


def tops_of_presets(page: Page) -> list[float]:
    """Return where the buttons begin, all at one moment: fonts may still move them."""
    page.evaluate("document.fonts.ready")
    tops: list[float] = page.locator(".presets button").evaluate_all(
        "buttons => buttons.map(button => button.getBoundingClientRect().top)"
    )
    return tops


def box_of(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box
    return box


def test_on_a_phone_nothing_breaks_a_name_or_a_row_of_buttons(site: Sites, visits: Visits) -> None:
    """In the languages whose words are long, and from right to left."""
    for person in ("auditor", "helpdesk"):
        page = visits.open(site(sound), person, viewport={"width": 320, "height": 640})

        names = page.locator(".files code").all()

        assert {round(box_of(name)["height"]) < 24 for name in names} == {True}, person
        assert len(set(tops_of_presets(page))) == 1, person


def test_the_bar_is_at_the_bottom_also_below_a_short_page(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), viewport={"width": 1366, "height": 1200})

    bar = page.locator(".bar").bounding_box()

    assert bar
    assert bar["y"] + bar["height"] == 1200
    assert bar["width"] == 1366
