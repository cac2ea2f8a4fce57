"""The log as a picture: where its bars are, and the way from a peak to its packet."""

import json
import zipfile
from collections import Counter
from pathlib import Path
from time import time

from playwright.sync_api import expect
from support.browsing.sites import Sites, sound
from support.browsing.visits import Visits

START = "Download Support Packet"
PEAK = ".bar-of-hour.peak"


def errors_by_hour(log: str) -> Counter[int]:
    """Return how many errors each hour has, in hours since the epoch."""
    events = map(json.loads, log.splitlines())
    return Counter(int(event["ts"] // 3600) for event in events if event["level"] == "error")


def test_two_clicks_lead_to_a_packet_of_the_hour_of_the_peak(site: Sites, visits: Visits) -> None:
    whole = errors_by_hour((site(sound).installation.logs / "mattermost.log").read_text())
    [(peak, most)] = whole.most_common(1)
    page = visits.open(site(sound))

    page.locator(PEAK).click()
    expect(page.locator(".times .chosen")).to_be_visible()
    chosen = page.locator(".times .chosen").inner_text()
    expect(page.locator(".files li").filter(has_text="mattermost.log")).to_contain_text(chosen)
    # A window that was requested is not a problem.
    expect(page.locator("#download")).not_to_contain_text("attention")
    expect(page.locator(".files .detail")).to_have_count(0)
    with page.expect_download() as saved:
        page.get_by_role("button", name=START).click()

    with zipfile.ZipFile(saved.value.path()) as packet:
        assert errors_by_hour(packet.read("mattermost.log").decode()) == {peak: most}
    expect(page.locator("#result")).to_have_class("good")
    expect(page.locator("#result")).not_to_contain_text("needs attention")


def test_the_bar_of_the_peak_is_the_highest(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))

    heights = page.locator(".bar-of-hour rect").evaluate_all(
        "bars => bars.map(bar => bar.getBoundingClientRect().height)"
    )
    peak = page.locator(f"{PEAK} rect").evaluate("bar => bar.getBoundingClientRect().height")

    assert len(heights) >= 30
    assert heights.count(max(heights)) == 1
    assert peak == max(heights)


def test_few_hours_are_between_the_buttons_and_their_label(visits: Visits, tmp_path: Path) -> None:
    with sound(tmp_path) as example:
        event = {"level": "info", "ts": time(), "msg": "Server is starting"}
        (example.installation.logs / "mattermost.log").write_text(json.dumps(event) + "\n")
        page = visits.open(example, viewport={"width": 1366, "height": 768})

        boxes = [
            page.locator(part).bounding_box()
            for part in (".presets", ".bar-of-hour", ".times .unit")
        ]
        expect(page.locator(".times .unit")).to_have_text("lines / hour")

    presets, bar, unit = (box for box in boxes if box)
    assert 0 < bar["x"] - (presets["x"] + presets["width"]) < 40
    assert 0 < unit["x"] - (bar["x"] + bar["width"]) < 40
    assert bar["width"] >= 20


def test_all_bars_are_in_the_window(site: Sites, visits: Visits) -> None:
    for width in (1366, 768, 320):
        page = visits.open(site(sound), viewport={"width": width, "height": 640})
        edges = page.locator(".bar-of-hour").evaluate_all(
            "bars => bars.map(bar => bar.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        assert min(left for left, _ in edges) >= 0
        assert max(right for _, right in edges) <= width


def test_the_first_and_the_last_hour_are_below_their_bars(site: Sites, visits: Visits) -> None:
    for person, width in (("admin", 1366), ("admin", 320), ("helpdesk", 768)):
        page = visits.open(site(sound), person, viewport={"width": width, "height": 768})

        labels = [label.bounding_box() for label in page.locator(".axis bdi").all()]
        chart = page.locator(".picture").bounding_box()
        titles = page.locator(".bar-of-hour").evaluate_all("bars => bars.map(bar => bar.title)")

        first, last = (box for box in labels if box)
        assert chart
        assert abs(first["x"] - chart["x"]) < 2
        assert abs(last["x"] + last["width"] - chart["x"] - chart["width"]) < 2
        assert first["x"] + first["width"] < last["x"]
        assert first["y"] >= chart["y"] + chart["height"]
        for title, label in ((titles[0], 0), (titles[-1], 1)):
            assert title.startswith(page.locator(".axis bdi").nth(label).inner_text())


def test_what_is_ticked_stays_when_the_window_changes(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    page.locator("input[value='plugins.json']").uncheck()

    page.get_by_role("button", name="24 hours").click()

    expect(page.get_by_role("button", name="24 hours")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("input[value='plugins.json']")).not_to_be_checked()
