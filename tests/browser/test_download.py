"""The download: a packet that is opened, and everything that can go wrong on the way."""

import re
import signal
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect
from support.browsing.sites import Sites, sound, troubled, unfinished
from support.browsing.visits import Visits

PACKET = "/generate_support_packet"
START = "Download Support Packet"


def download(page: Page) -> Download:
    """Press the button, and return what is saved."""
    with page.expect_download() as saved:
        page.get_by_role("button", name=START).click()
    return saved.value


def names_in(saved: Download) -> list[str]:
    with zipfile.ZipFile(saved.path()) as packet:
        assert packet.testzip() is None
        return packet.namelist()


def box_of(page: Page, name: str) -> Locator:
    """Return the checkbox of a file."""
    return page.locator(f"input[type=checkbox][value='{name}']")


def leave_out(page: Page, name: str) -> None:
    box_of(page, name).uncheck()


def test_the_button_saves_a_packet(site: Sites, visits: Visits) -> None:
    example = site(sound)
    page = visits.open(example)

    saved = download(page)

    assert names_in(saved) == [
        "support_packet.yaml",
        "plugins.json",
        "sanitized_config.json",
        "mattermost.log",
        "notifications.log",
    ]
    content = b"".join(zipfile.Path(saved.path(), name).read_bytes() for name in names_in(saved))
    found = [secret for secret in example.installation.secrets if secret.encode() in content]
    assert found == []
    result = page.get_by_role("status")
    expect(result).to_contain_text(f"Downloaded: {saved.suggested_filename}, ")
    expect(result).to_contain_text("mattermost.log: removed ")
    expect(result).to_contain_text(re.compile(r"\d passwords?"))
    assert not visits.complaints


def test_a_file_that_is_left_out_is_not_in_it(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    before = page.locator("#expected").inner_text()

    leave_out(page, "mattermost.log")
    leave_out(page, "notifications.log")

    assert page.locator("#expected").inner_text() != before
    saved = download(page)
    assert names_in(saved) == ["support_packet.yaml", "plugins.json", "sanitized_config.json"]
    # The masks of the configuration count, too.
    expect(page.get_by_role("status")).to_contain_text("sanitized_config.json: removed ")
    expect(page.get_by_role("status")).to_contain_text(" secret settings")


def test_a_packet_without_secrets_says_so(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound))
    page.get_by_label("All files").uncheck()
    box_of(page, "support_packet.yaml").check()
    expect(page.locator("#chosen")).to_have_text("1")

    assert names_in(download(page)) == ["support_packet.yaml"]
    expect(page.get_by_role("status")).to_contain_text("No secrets were found in these files.")
    expect(page.locator("#result")).to_have_class("good")


@pytest.mark.parametrize("java_script", [True, False])
def test_an_empty_choice_is_refused(site: Sites, visits: Visits, *, java_script: bool) -> None:
    page = visits.open(site(sound), java_script_enabled=java_script)
    for box in page.locator("input[type=checkbox][name=only]").all():
        box.uncheck()

    page.get_by_role("button", name=START).click()

    expect(page.locator("body")).to_contain_text("Choose at least one file.")
    assert visits.saved == []


def test_a_download_can_be_canceled(visits: Visits, tmp_path: Path) -> None:
    with unfinished(tmp_path) as example:
        page = visits.open(example)
        page.get_by_role("button", name=START).click()
        expect(page.locator("#progress-text")).to_contain_text(re.compile(r"\d MB"))

        page.get_by_role("button", name="Cancel").click()

        expect(page.get_by_role("status")).to_have_text("Canceled. Nothing was saved.")
        expect(page.locator("#progress")).to_be_hidden()
        assert visits.saved == []


def test_an_optional_file_is_in_it_when_included(site: Sites, visits: Visits) -> None:
    page = visits.open(site(troubled))

    assert "special/wish.txt" not in names_in(download(page))
    expect(page.get_by_role("status")).to_contain_text("The packet has warnings: ")
    box_of(page, "special/wish.txt").check()
    assert "special/wish.txt" in names_in(download(page))


def test_a_download_that_breaks_in_the_middle_saves_nothing(visits: Visits, tmp_path: Path) -> None:
    with unfinished(tmp_path) as example:
        page = visits.open(example)
        page.get_by_role("button", name=START).click()
        expect(page.locator("#progress-text")).to_contain_text(re.compile(r"\d MB"))

        example.program.process.send_signal(signal.SIGINT)

        expect(page.get_by_role("status")).to_have_text(
            "The connection was lost before the packet was complete. Nothing was saved."
        )
        expect(page.locator("#progress")).to_be_hidden()
        assert visits.saved == []


def test_a_second_click_starts_no_second_packet(visits: Visits, tmp_path: Path) -> None:
    with unfinished(tmp_path) as example:
        page = visits.open(example)
        button = page.get_by_role("button", name=START)
        button.click()
        expect(page.locator("#progress-text")).to_contain_text("Downloading")

        expect(button).to_have_attribute("aria-disabled", "true")
        button.click(force=True)
        button.press("Enter")

        page.evaluate("() => new Promise(requestAnimationFrame)")
        assert len([url for url in visits.requests if PACKET in url]) == 1


def test_a_packet_that_is_cut_says_so(visits: Visits, tmp_path: Path) -> None:
    with unfinished(tmp_path, SUPPORT_PACKET_PACKET_TIMEOUT="3") as example:
        page = visits.open(example)

        saved = download(page)

        assert "warning.txt" in names_in(saved)
        expect(page.get_by_role("status")).to_contain_text("The packet is incomplete.")


@pytest.mark.parametrize("java_script", [True, False])
def test_an_error_is_shown_and_never_saved(
    visits: Visits, tmp_path: Path, *, java_script: bool
) -> None:
    with sound(tmp_path) as example:
        page = visits.open(example, java_script_enabled=java_script)
        example.installation.database.unlink()

        page.get_by_role("button", name=START).click()

        expect(page.locator("body")).to_contain_text("database isn't responding")
        assert visits.saved == []


def test_without_java_script_the_button_saves_a_packet(site: Sites, visits: Visits) -> None:
    page = visits.open(site(sound), java_script_enabled=False)
    leave_out(page, "mattermost.log")

    saved = download(page)

    assert names_in(saved)[-1] == "notifications.log"
    assert "mattermost.log" not in names_in(saved)
    assert saved.suggested_filename.startswith("mattermost_support_packet_")
