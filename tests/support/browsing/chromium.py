"""Chromium of the system's packages, driven by Playwright."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from support.servers.packages import required_library

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
    required_library("libatomic.so.1", "libatomic1", works=_node_starts)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


def _node_starts() -> bool:
    """Return whether Playwright's own Node does, which a minimal system has no library for."""
    node, _ = compute_driver_executable()
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


@contextmanager
def chromium(playwright: Playwright, program: Path) -> Iterator[Browser]:
    """Run `program`, without a window, until the block ends."""
    browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
    try:
        yield browser
    finally:
        browser.close()
