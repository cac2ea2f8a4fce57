"""`make screenshots`: updates the pictures of the page in docs/screenshots."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import expect
from support.browsing.chromium import chromium, driver
from support.browsing.sites import TROUBLES, Site, sound
from support.browsing.visits import Visits
from support.servers.packages import find_program

from scripts.extraction import ROOT

PICTURES = ROOT / "docs/screenshots"
WINDOW = {"width": 1366, "height": 768}
NARROW = {"width": 320, "height": 640}


def main() -> None:
    """Take all pictures."""
    program = find_program("chromium")
    if program is None:
        sys.exit("screenshots: Chromium is missing. As root on Debian: apt-get install chromium")
    PICTURES.mkdir(exist_ok=True)
    with (
        driver() as playwright,
        chromium(playwright, program) as browser,
        tempfile.TemporaryDirectory() as directory,
        sound(Path(directory)) as site,
        Visits(browser) as visits,
    ):
        _take(visits, site, "login", person=None, viewport=WINDOW)
        _take(visits, site, "dark", viewport=WINDOW, color_scheme="dark")
        _take_download(visits, site)
        site.change_database("UPDATE Users SET Locale = 'fa' WHERE Username = 'auditor'")
        _take(visits, site, "persian-narrow", person="auditor", viewport=NARROW)
        site.configure(TROUBLES)
        _take(visits, site, "notices", viewport=WINDOW)


def _take(
    visits: Visits, site: Site, name: str, *, person: str | None = "admin", **options: Any
) -> None:
    page = visits.open(site, person, **options)
    page.screenshot(path=PICTURES / f"{name}.png")


def _take_download(visits: Visits, site: Site) -> None:
    page = visits.open(site, path="?preview=support_packet.yaml", viewport=WINDOW)
    page.get_by_role("button", name="Download Support Packet").click()
    expect(page.get_by_role("status")).to_contain_text("removed")
    page.screenshot(path=PICTURES / "download.png")


if __name__ == "__main__":
    main()
