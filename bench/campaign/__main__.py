"""`python -m bench.campaign --minutes 10`: attacks the service, and writes `bench/campaign.md`."""

import argparse
import itertools
import os
import platform
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench.campaign.attacks import ATTACKS
from bench.campaign.report import report
from bench.campaign.target import Tally
from demo.server import DemoError

_REPORT = Path(__file__).resolve().parents[1] / "campaign.md"


def main() -> int:
    """Run all attacks in turn until the time is over; return 1 if anything broke."""
    parser = argparse.ArgumentParser(prog="python -m bench.campaign", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of what is drawn at random")
    parser.add_argument("--only", choices=ATTACKS, help="one attack only")
    parser.add_argument("--report", type=Path, default=_REPORT)
    options = parser.parse_args()
    os.nice(10)
    names = [options.only] if options.only else list(ATTACKS)
    tallies = {name: Tally() for name in names}
    until = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory(prefix="support-packet-campaign-") as directory:
        for number, name in enumerate(itertools.cycle(names)):
            if number >= len(names) and time.monotonic() > until:
                break
            tally, place = tallies[name], Path(directory, str(number))
            tally.rounds += 1
            chance = random.Random(f"{options.seed} {number}")  # noqa: S311 -- to be repeated
            try:
                ATTACKS[name](place, tally, chance)
            except DemoError as error:
                tally.note("hangs", f"no start: {error}"[:200])
            shutil.rmtree(place, ignore_errors=True)
            print(f"{name}: {tally.requests} requests, {_faults(tally)} faults", flush=True)
    command = f"python -m bench.campaign {' '.join(sys.argv[1:])}".strip()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    options.report.write_text(report(tallies, command, machine), encoding="utf-8")
    return 1 if any(map(_faults, tallies.values())) else 0


def _faults(tally: Tally) -> int:
    return sum(map(len, tally.faults.values()))


if __name__ == "__main__":
    sys.exit(main())
