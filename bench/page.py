"""What the page costs where the log is large: the answer, a preview, the picture, first paint."""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.corpus import GIB, MIB
from bench.files import Files
from bench.program import Program
from bench.table import Figure
from support_packet.mattermost.logs.log_summary import MAX_BYTES, summarize

_ROUNDS = 9
_COPIES = 3
_EMPTY_PAGE = "/healthz"
"""Also warms the browser up, as one that has been running."""
_FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
    const [paint] = list.getEntriesByName("first-contentful-paint");
    if (paint) done(paint.startTime);
}).observe({type: "paint", buffered: true}))"""


def page_views(program: Program, files: Files) -> Iterator[Figure]:
    """Yield the figures of the page; those of large logs also against a small one, alternately."""
    small, large = files.log(MIB), files.log(GIB)

    def view(log: Path, query: str = "") -> float:
        program.use(log)
        return program.page(query)

    views = [(view(small), view(large)) for _ in range(_ROUNDS)]
    previews = [view(large, "?preview=mattermost.log") for _ in range(_ROUNDS)]
    seconds = statistics.median(large for _, large in views)
    yield Figure("page, log of 1 GiB", " ms", 500, 250, 1000 * seconds)
    ratio = statistics.median(large / small for small, large in views)
    yield Figure("page, 1 GiB against 1 MiB", " ×", None, 2, ratio)
    yield Figure("its preview, log of 1 GiB", " ms", 500, 300, 1000 * statistics.median(previews))
    for name, query in (("page", ""), ("its preview", "?preview=mattermost.log")):
        cost = program.cost_of(partial(_repeat, view, large, query))
        yield Figure(f"{name}, processor time", " ms", 100, 25, 1000 * cost / _ROUNDS)
    counted = statistics.median(_first_counts(files.log(MAX_BYTES)))
    yield Figure("its picture, 64 MiB, at first", " ms", 300, 100, 1000 * counted)
    browser = shutil.which("chromium")
    if browser is None:
        print("Not measured: the first paint, for want of chromium.", file=sys.stderr)
    else:
        program.use(large)
        paints = list(_first_paints(program, browser))
        shown = statistics.median(page for _, page in paints)
        yield Figure("first paint, log of 1 GiB", " ms", 400, 300, shown)
        later = statistics.median(page - empty for empty, page in paints)
        yield Figure("first paint, after that of an empty page", " ms", None, 250, later)


def _repeat(view: Callable[[Path, str], float], log: Path, query: str) -> None:
    for _ in range(_ROUNDS):
        view(log, query)


def _first_counts(log: Path) -> Iterator[float]:
    """Yield how long counting takes of logs that are new: later only what is new in them counts."""
    with tempfile.TemporaryDirectory(dir=log.parent) as directory:
        for number in range(_COPIES):
            copy = shutil.copyfile(log, Path(directory, f"{number}.log"))
            started = time.perf_counter()
            _summarize(copy)
            yield time.perf_counter() - started


def _summarize(log: Path) -> None:
    with log.open("rb", buffering=0) as file:
        summarize(file.fileno(), hours=True)


def _first_paints(program: Program, browser: str) -> Iterator[tuple[float, float]]:
    """Yield the milliseconds until a browser without a cache shows an empty page, and this one."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for _ in range(_ROUNDS):
            context = chromium.new_context()
            context.add_cookies(
                [{"name": "MMAUTHTOKEN", "value": program.token, "url": program.page_url}]
            )
            page = context.new_page()
            yield _paint(page, program.url + _EMPTY_PAGE), _paint(page, program.page_url)
            context.close()
        chromium.close()


def _paint(page: Page, address: str) -> float:
    page.goto(address)
    return float(page.evaluate(_FIRST_PAINT))
