"""`make bench`: measures a packet's cost, prints the table, draws the chart, judges."""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from bench.chart import Point, chart
from bench.corpus import GIB, MIB, secrets, write_log, write_repeated
from bench.neighbour import p99
from bench.program import Cost, Program, build, running, zip_6
from bench.table import Figure, table
from demo.installation import Installation

_SIZES = (MIB, 10 * MIB, 100 * MIB, GIB, 5 * GIB)
_SLOW = (b"a", b"token=", b'"password":"', b"\\", b"://a:", b"eyJ", b"-----BEGIN ", b"@", b"0.")
_SLOW_BYTES = 64 * MIB
_NEIGHBOUR_SECONDS = 10.0


class Bench:
    """The files to measure with, in `directory`; `scale` makes all of them smaller."""

    def __init__(self, directory: Path, scale: float) -> None:
        self._directory = directory
        self._scale = scale
        self._known = secrets(200)
        self.installation: Installation = build(directory / "mattermost", self._known)
        self.sizes = [self.size(size) for size in _SIZES]

    def size(self, size: int) -> int:
        """Return `size` on the scale of this run."""
        return max(MIB // 4, round(size * self._scale))

    def log(self, size: int, one_hit_in: int = 10_000) -> Path:
        """Return a log of `size` bytes, written when it is first asked for."""
        path = self._directory / f"{size}-{one_hit_in}.log"
        if not path.exists():
            write_log(path, size, self._known, one_hit_in)
        return path

    def repeated(self, unit: bytes) -> Path:
        """Return a log of one unit, over and over."""
        path = self._directory / "repeated.log"
        write_repeated(path, self.size(_SLOW_BYTES), unit)
        return path


def main() -> int:
    """Measure, print, and return 1 if a figure is worse than it must be."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="size of the logs, 1 is 1 GiB")
    parser.add_argument("--chart", type=Path, default=Path("docs/throughput.svg"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prog_directory()) as directory:
        bench = Bench(Path(directory), options.scale)
        figures = [*_speed(bench, options.chart), *_hard_lines(bench), *_beside_others(bench)]
    print(table(figures))
    missed = [figure.name for figure in figures if figure.missed]
    if missed:
        print(f"\nMissed: {'; '.join(missed)}.", file=sys.stderr)
    return 1 if missed else 0
