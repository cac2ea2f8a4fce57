"""Session-wide fixtures: a browser, and a site in every state."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright
from support.browsing.chromium import chromium, driver
from support.browsing.sites import Site, SiteMaker, Sites
from support.browsing.visits import Visits
from support.servers.packages import program_if_possible, required_program

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what is in this folder, in the order that it has.

    Workers get tests in a row: most of them need neither their own browser nor sites then.
    """
    items.sort(key=lambda item: HERE not in item.path.parents)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return what drives the browsers."""
    with driver() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a browser; the one without parts for windows takes a third of the time."""
    shell = program_if_possible("chromium-headless-shell", "chromium-headless-shell")
    with chromium(playwright, shell or required_program("chromium", "chromium")) as browser:
        yield browser


@pytest.fixture(scope="module")
def browser_with_windows(playwright: Playwright) -> Iterator[Browser]:
    """Return a browser with windows, if unseen ones: only there a tab loses and gets the focus."""
    with chromium(playwright, required_program("chromium", "chromium")) as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Return a function that returns the site of a maker, the same for all tests."""
    sites: dict[SiteMaker, Site] = {}
    with ExitStack() as stack:

        def get(maker: SiteMaker) -> Site:
            if maker not in sites:
                directory = tmp_path_factory.mktemp(maker.__name__)
                sites[maker] = stack.enter_context(maker(directory))
            return sites[maker]

        yield get


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Return an opener of pages, each as a person of the example."""
    with Visits(browser) as visits:
        yield visits


@pytest.fixture
def visits_in_windows(browser_with_windows: Browser) -> Iterator[Visits]:
    """Return such an opener for a browser with windows."""
    with Visits(browser_with_windows) as visits:
        yield visits
