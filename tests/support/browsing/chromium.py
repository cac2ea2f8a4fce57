"""Chromium of the system's packages, driven by Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, expect, sync_playwright

PATIENCE = 30_000
"""Milliseconds to wait for anything, on a machine that also runs servers."""

_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Widths of letters are those of a window; without one they would be whole pixels.
    "--font-render-hinting=none",
]


@contextmanager
def driver() -> Iterator[Playwright]:
    """Run what drives browsers, one in a process, until the block ends."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def chromium(playwright: Playwright, program: Path) -> Iterator[Browser]:
    """Run `program`, without a window, until the block ends."""
    browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
    try:
        yield browser
    finally:
        browser.close()
