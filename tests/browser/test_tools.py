"""What is next to the button and above a preview: copying, wrapping, the way to support."""

import json
import re
import shlex
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support.browsing.sites import Site, Sites, sound, troubled
from support.browsing.visits import Visits

CLIPBOARD: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
"""As on a page that comes without encryption."""


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def open_preview(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Preview {name}").click()
    expect(page.locator(".shown")).to_be_visible()


def run_copied(command: str, example: Site, directory: Path) -> list[str]:
    """Run the command as an admin would, in a shell, and return the names in the packet."""
    token = example.installation.tokens["admin"]
    subprocess.run(
        ["sh", "-c", command],
        env={"TOKEN": token, "PATH": "/usr/bin:/bin"},
        cwd=directory,
        check=True,
    )
    [packet] = directory.glob("*.zip")
    with zipfile.ZipFile(packet) as archive:
        return archive.namelist()


def test_the_curl_command_gets_what_is_ticked(site: Sites, visits: Visits, tmp_path: Path) -> None:
    page = visits.open(site(sound), **CLIPBOARD)
    page.locator("input[value='mattermost.log']").uncheck()
    page.locator("input[value='notifications.log']").uncheck()
    curl = page.get_by_role("button", name="Copy as curl command")

    curl.click()

    expect(page.locator("#curl")).to_have_text("Copied")
    command = copied(page)
    assert shlex.split(command)[0] == "curl"
    assert run_copied(command, site(sound), tmp_path) == [
        "support_packet.yaml",
        "plugins.json",
        "sanitized_config.json",
    ]
    page.locator("#start").focus()
    expect(curl).to_be_visible()


def test_a_preview_can_be_copied_and_wrapped(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), **CLIPBOARD)
    open_preview(page, "mattermost.log")
    content, wrap = page.locator("pre"), page.get_by_role("button", name="Wrap lines")
    is_wide = "element => element.scrollWidth > element.clientWidth"

    page.get_by_role("button", name="Copy", exact=True).click()
    assert copied(page) == content.evaluate("element => element.textContent")

    assert content.evaluate(is_wide)
    wrap.click()
    expect(wrap).to_have_attribute("aria-pressed", "true")
    assert not content.evaluate(is_wide)


def test_without_a_clipboard_of_the_browser_copying_works_too(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), **CLIPBOARD)
    page.evaluate(WITHOUT_CLIPBOARD)

    page.locator("#curl").click()

    expect(page.locator("#curl")).to_have_text("Copied")
    expect(page.locator("textarea")).to_have_count(0)
    page.reload()
    assert copied(page).startswith("curl --fail")


def test_a_ticket_is_submitted_in_a_new_tab(site: Sites, visits: Visits) -> None:
    link = visits.open(site(sound)).get_by_role("link", name="Submit a support ticket")

    expect(link).to_have_attribute("href", "https://support.mattermost.com/hc/en-us/requests/new")
    expect(link).to_have_attribute("target", "_blank")


def test_all_files_can_be_ticked_at_once_but_those_that_are_missing(
    site: Sites, visits: Visits
) -> None:
    page = visits.open(site(troubled))
    every = page.get_by_label("All files")
    assert every.evaluate("box => box.indeterminate")

    every.check()

    boxes = page.locator("input[type=checkbox][name=only]")
    for box in boxes.all():
        assert box.is_checked() != box.is_disabled()
    assert boxes.locator(":scope:disabled").count() == 2
    every.uncheck()
    expect(page.locator("#chosen")).to_have_text("0")


def test_a_plugins_row_names_those_that_are_enabled_and_disabled(
    site: Sites, visits: Visits
) -> None:
    row = visits.open(site(sound)).locator(".files li").filter(has_text="plugins.json")

    expect(row).to_contain_text("1 enabled, 1 disabled: Issue Tracker 2.4.1, Welcome 1.0.3")


def test_only_files_of_other_packages_name_theirs(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    for row in page.locator(".files li").all():
        is_special = "special/" in row.inner_text()
        assert ("from special 1.0" in row.inner_text()) == is_special
        assert "support-packet" not in row.inner_text()


@pytest.mark.parametrize("java_script", [True, False])
def test_the_table_of_hours_says_what_the_picture_shows_and_chooses_too(
    site: Sites, visits: Visits, *, java_script: bool
) -> None:
    page = visits.open(site(sound), java_script_enabled=java_script)
    titles = page.locator(".bar-of-hour").evaluate_all("bars => bars.map(bar => bar.title)")

    page.locator(".times summary").click()
    rows = [
        "{}: {}, {}".format(*(cell.inner_text() for cell in row.locator("th, td").all()))
        for row in page.locator(".times tbody tr").all()
    ]
    assert rows == titles[::-1]

    page.get_by_role("rowheader").nth(1).get_by_role("button").click()
    expect(page.locator(".times .chosen")).to_be_visible()
    assert page.locator(".bar-of-hour.within").count() == 1


def test_progress_has_a_speed(visits: Visits, tmp_path: Path) -> None:
    with sound(tmp_path) as example:
        log = example.installation.logs / "mattermost.log"
        event = {"level": "info", "ts": 1.0, "msg": "x" * 200}
        log.write_text((json.dumps(event) + "\n") * 400_000, encoding="utf-8")
        page = visits.open(example)
        page.evaluate("""() => {
            window.said = [];
            const progress = document.getElementById("progress-text");
            new MutationObserver(() => window.said.push(progress.textContent))
                .observe(progress, {childList: true});
        }""")

        page.locator("#start").click()
        expect(page.locator("#result")).to_have_class("good")

        said = page.evaluate("window.said")
    assert any("of about" in text and text.endswith("B/s") for text in said), said


def test_numbers_have_one_kind_of_digits(site: Sites, visits: Visits) -> None:
    """Those that the script writes are those of the server."""
    page = visits.open(site(sound), "helpdesk")
    page.locator("input[value='plugins.json']").uncheck()
    page.locator("#start").click()
    expect(page.locator("#result")).to_have_class("good")

    text = page.locator("body").inner_text()

    assert page.locator("html").get_attribute("lang") == "fa"
    assert re.search("[0-9]", page.locator(".bar").inner_text())
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", text)
