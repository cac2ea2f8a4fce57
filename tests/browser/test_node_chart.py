"""The chart of another node's log: chosen, shown, and the way from its peak to the packet."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect
from support.browsing.sites import Sites, sound
from support.browsing.visits import Visits

NODE = "127.0.0.1"


def test_a_node_is_chosen_with_and_without_javascript(
    site: Sites, visits: Visits, tmp_path: Path
) -> None:
    other = site(sound).program
    variables = {
        "SUPPORT_PACKET_NODES": NODE,
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{other.port}",
    }
    with sound(tmp_path, **variables) as asking:
        (asking.installation.logs / "mattermost.log").write_text("")
        for script in (True, False):
            page = visits.open(asking, path=f"?node={NODE}", java_script_enabled=script)
            show = page.get_by_role("button", name="Show")
            node = page.get_by_label("Node")

            node.select_option("This node")
            show.click()
            expect(page.locator(".bar-of-hour")).to_have_count(0)

            page.goto(f"{asking.url}?node={NODE}")
            page.locator("input[value='plugins.json']").uncheck()
            page.locator(".bar-of-hour.peak").click()
            expect(page.locator(".times .chosen")).to_be_visible()
            expect(page.get_by_label("Node")).to_have_value(NODE)
            expect(page.locator("input[value='plugins.json']")).not_to_be_checked()
            window = parse_qs(urlsplit(page.url).query)["window"][0].split("/")
            for name, time in zip(("since", "until"), window, strict=True):
                expect(page.locator(f"#download [name={name}]")).to_have_value(time)

    assert visits.complaints == []


def test_what_is_copied_for_an_api_client_does_not_name_the_node_of_the_chart(
    site: Sites, visits: Visits, tmp_path: Path
) -> None:
    other = site(sound).program
    url = f"http://{{hostname}}:{other.port}"
    with sound(tmp_path, SUPPORT_PACKET_NODES=NODE, SUPPORT_PACKET_NODE_URL=url) as asking:
        page = visits.open(
            asking, path=f"?node={NODE}", permissions=["clipboard-read", "clipboard-write"]
        )
        page.get_by_role("button", name="Copy as curl command").click()
        expect(page.locator("#curl")).to_contain_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")

    assert "only=mattermost.log" in copied
    assert "node=" not in copied
