"""Time, size and memory of packets, compared with `zip -6` of the same file."""

import statistics
from collections.abc import Iterator, Sequence

from bench.chart import Point
from bench.corpus import GIB, MIB
from bench.files import Files
from bench.page import page_views
from bench.program import Cost, Program, running
from bench.table import Figure
from bench.zipping import output_size, zip_6

SIZES = (MIB, 10 * MIB, 100 * MIB, GIB)
HUGE = 5 * GIB
_ROUNDS = 3
_FIRST_BYTES = 15
_PAGES = 15


def speed(files: Files) -> Iterator[Figure]:
    """Yield the figures of whole downloads; compared programs are measured alternately."""
    log, hit_log = files.log(GIB), files.log(GIB, one_hit_in=10)
    with (
        running(files.installation, {"WORKERS": 1}) as one,
        running(files.installation, {"WORKERS": 2}) as two,
        running(files.installation, {"COMPRESSION": "small"}) as small,
        running(files.installation, {"WORKERS": 2, "LAST_CHECK": "false"}) as unchecked,
    ):
        idle = two.memory()
        for program in (one, two, small, unchecked):
            program.packet(files.log(MIB))
        rounds = [(zip_6(log), one.packet(log), two.packet(log)) for _ in range(_ROUNDS)]
        checks = [(two.packet(log), unchecked.packet(log)) for _ in range(_ROUNDS)]
        hits = [(zip_6(hit_log), two.packet(hit_log)) for _ in range(_ROUNDS)]
        zipped, _, packed = rounds[0]
        yield _faster("throughput, one worker", 5, 8, [(zips, ones) for zips, ones, _ in rounds])
        yield _faster("throughput, two workers", 8, 13, [(zips, twos) for zips, _, twos in rounds])
        cpu = statistics.median(twos.cpu / zips.cpu for zips, _, twos in rounds)
        yield Figure("processor time", "", 0.20, 0.14, cpu)
        cost = statistics.median(twos.cpu / without.cpu for twos, without in checks)
        yield Figure("processor time, against no last check", " ×", None, 1.2, cost)
        yield _faster("throughput, 10 % of the lines hit", 2.5, 4, hits)
        yield Figure("size", "", 1.15, 1.15, packed.size / zipped.size)
        yield Figure("size, for slow links", "", 1.15, 1.0, small.packet(log).size / zipped.size)
        yield from _memory(two, files, idle)
        yield _first_byte(two, files)
        yield _page(two, files)
        yield from page_views(two, files)


def series(files: Files) -> dict[str, list[Point]]:
    """Return the lines of the chart: bytes of log a second, by the size of the log."""
    sizes = [(size, files.log(size)) for size in SIZES]
    lines = {"zip -6": [(size, log.stat().st_size / zip_6(log).seconds) for size, log in sizes]}
    for name, workers in (("one worker", 1), ("two workers", 2)):
        with running(files.installation, {"WORKERS": workers}) as program:
            program.packet(files.log(MIB))
            lines[name] = [
                (size, log.stat().st_size / program.packet(log).seconds) for size, log in sizes
            ]
    return lines


def _faster(name: str, must: float, aim: float, pairs: Sequence[tuple[Cost, Cost]]) -> Figure:
    """Compare the times of pairs: how many times faster the second of each is."""
    ratio = statistics.median(zipped.seconds / packed.seconds for zipped, packed in pairs)
    return Figure(name, " ×", must, aim, ratio, at_least=True)


def _memory(program: Program, files: Files, idle: int) -> Iterator[Figure]:
    usual = program.packet(files.log(100 * MIB)).peak
    huge = program.packet(files.log(HUGE), save=files.saved).peak
    _check_stream(files)
    yield Figure("memory above idle", " MB", 64, 20, (max(usual, huge) - idle) / 1e6)
    yield Figure("its growth from 100 MiB to 5 GiB", " MB", 4, 1, (huge - usual) / 1e6)


def _check_stream(files: Files) -> None:
    """Read the saved packet as a stream; `RuntimeError` if its large entry is incomplete."""
    size = output_size(["bsdtar", "-xOf", "-", "mattermost.log"], files.saved)
    expected = files.log(HUGE).stat().st_size
    if size < expected:
        raise RuntimeError(f"bsdtar read {size} bytes of a log of {expected}.")


def _first_byte(program: Program, files: Files) -> Figure:
    times = [program.packet(files.log(MIB)).first_byte for _ in range(_FIRST_BYTES)]
    return Figure("first byte", " ms", 50, 5, statistics.median(times) * 1000)


def _page(program: Program, files: Files) -> Figure:
    """Compare loading the page with downloading a packet of a small log, alternately."""
    log = files.log(10 * MIB)
    ratios = [program.page() / program.packet(log).seconds for _ in range(_PAGES)]
    return Figure("page, against a packet of 10 MiB", " ×", 2, 1, statistics.median(ratios))
