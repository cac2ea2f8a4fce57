"""`make bench`: measures what a packet costs, and compares it with the requirements."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bench.chart import chart
from bench.files import Files
from bench.operation import operation
from bench.slow_lines import slow_lines
from bench.speed import series, speed
from bench.table import HEAD, Figure
from bench.worst_case import worst_case
from bench.zipping import missing_packages


def main() -> int:
    """Measure, print, and return 1 if a figure misses its requirement; exit with 2 if it cannot."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="factor on the size of all logs (default: 1)"
    )
    parser.add_argument("--chart", type=Path, help="an SVG file to draw the throughput into")
    parser.add_argument(
        "--operation", action="store_true", help="only what the service costs and withstands"
    )
    parser.add_argument(
        "--slow-lines", action="store_true", help="search for slow lines, and nothing else"
    )
    options = parser.parse_args()
    is_part = options.slow_lines or options.operation
    if is_part and options.chart:
        parser.error("--chart needs all figures: leave out --operation and --slow-lines.")
    if not is_part and (packages := missing_packages()):
        parser.error(f"programs are missing; on Debian: apt-get install {' '.join(packages)}")
    missed = []
    with tempfile.TemporaryDirectory(prefix="support-packet-bench-") as directory:
        print(HEAD, flush=True)
        for figure in _figures(options, Path(directory)):
            print(figure.row(), flush=True)
            missed += [figure.name] * figure.missed
    if missed:
        print(f"\nRequirement missed: {', '.join(missed)}.", file=sys.stderr)
    return 1 if missed else 0


def _figures(options: argparse.Namespace, directory: Path) -> Iterator[Figure]:
    """Yield the figures that were asked for, and draw the chart after all of them."""
    if options.operation:
        yield from operation(directory / "operation")
    elif options.slow_lines:
        yield from slow_lines()
    else:
        files = Files(directory, options.scale)
        yield from chain(speed(files), worst_case(files), slow_lines())
        if options.chart:
            options.chart.write_text(chart(series(files)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
