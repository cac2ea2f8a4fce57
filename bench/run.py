"""`make bench`: measures what a packet costs, prints the table, draws the chart, judges."""

import argparse
import sys
import tempfile
from itertools import chain
from pathlib import Path

from bench.chart import chart
from bench.files import Files
from bench.speed import series, speed
from bench.table import HEAD
from bench.worst_case import hardship


def main() -> int:
    """Measure, print, and return 1 if a figure is worse than it must be."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="size of all logs; 1 is 1 GiB")
    parser.add_argument("--chart", type=Path, help="where to draw it, as SVG")
    options = parser.parse_args()
    missed = []
    with tempfile.TemporaryDirectory(prefix="support-packet-bench-") as directory:
        files = Files(Path(directory), options.scale)
        print(HEAD, flush=True)
        for figure in chain(speed(files), hardship(files)):
            print(figure.row(), flush=True)
            missed += [figure.name] * figure.missed
        if options.chart:
            options.chart.write_text(chart(series(files)), encoding="utf-8")
    if missed:
        print(f"\nWorse than it must be: {', '.join(missed)}.", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
