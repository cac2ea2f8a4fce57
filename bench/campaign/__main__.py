"""`python -m bench.campaign --minutes 10`: attacks the service, and writes `bench/campaign.md`."""

import argparse
import itertools
import os
import platform
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

from bench.campaign.attacks import ATTACKS, LONG_ATTACKS
from bench.campaign.parsers import fuzzed_beside
from bench.campaign.report import report
from bench.campaign.target import Tally
from demo.server import DemoError

_LEAST_SECONDS = 10.0
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_REPORT = Path(__file__).resolve().parents[1] / "campaign.md"


def main() -> int:
    """Run all attacks in turn until the time is over; return 1 if anything broke."""
    parser = argparse.ArgumentParser(prog="python -m bench.campaign", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of what is drawn at random")
    parser.add_argument("--only", choices=[*ATTACKS, *LONG_ATTACKS], help="one attack only")
    parser.add_argument("--report", type=Path, default=_REPORT)
    parser.add_argument("--nice", type=int, default=10, help="how nice it is to other programs")
    options = parser.parse_args()
    for number in _ENDING:
        signal.signal(number, _end)
    os.nice(options.nice)
    tallies: dict[str, Tally] = {}
    seconds = 60 * options.minutes
    with (
        tempfile.TemporaryDirectory(prefix="support-packet-campaign-") as directory,
        ExitStack() as beside,
    ):
        if not options.only:
            beside.enter_context(fuzzed_beside(tallies, seconds, options.seed))
        campaign = Campaign(Path(directory), tallies, options.seed, time.monotonic() + seconds)
        campaign.run([options.only] if options.only else [*ATTACKS, *LONG_ATTACKS])
    command = f"python -m bench.campaign {' '.join(sys.argv[1:])}".strip()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    options.report.write_text(report(tallies, command, machine), encoding="utf-8")
    return 1 if any(map(_faults, tallies.values())) else 0


def _end(number: int, _frame: object) -> NoReturn:
    """Leave all blocks, which end what they have started; another signal must not leave that."""
    for each in _ENDING:
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


class Campaign:
    """Runs attacks, each against its own service below `directory`, until a time is over."""

    def __init__(self, directory: Path, tallies: dict[str, Tally], seed: int, until: float) -> None:
        self._directory = directory
        self._tallies = tallies
        self._seed = seed
        self._until = until
        self._numbers = itertools.count()
        self._ended = threading.Event()

    def run(self, names: Sequence[str]) -> None:
        """Run all of them once, then again until the time is over.

        Long-running ones run in parallel with the others, and at least for a moment.
        """
        for name in names:
            self._tallies[name] = Tally()
        long = [name for name in names if name in LONG_ATTACKS]
        short = [name for name in names if name not in long]
        with ThreadPoolExecutor(max(1, len(long))) as threads, self._ending():
            going_on = [threads.submit(self._attack, name) for name in long]
            for name in short:
                self._attack(name)
            for name in itertools.cycle(short):
                if time.monotonic() > self._until:
                    break
                self._attack(name)
            for each in going_on:
                each.result()

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """Stop what is running in other threads when this block ends, also by a signal."""
        try:
            yield
        finally:
            self._ended.set()

    def _attack(self, name: str) -> None:
        tally, place = self._tallies[name], self._directory / str(next(self._numbers))
        tally.rounds += 1
        rng = random.Random(f"{self._seed} {name} {tally.rounds}")
        started = time.monotonic()

        def is_over() -> bool:
            now = time.monotonic()
            return self._ended.is_set() or now > max(self._until, started + _LEAST_SECONDS)

        try:
            if name in LONG_ATTACKS:
                LONG_ATTACKS[name](place, tally, rng, is_over)
            else:
                ATTACKS[name](place, tally, rng)
        except DemoError as error:
            tally.note("hangs", f"no start: {error}"[:200])
        shutil.rmtree(place, ignore_errors=True)
        took = time.monotonic() - started
        print(f"{name}: {tally.requests} in {took:.0f} s, {_faults(tally)} faults", flush=True)


def _faults(tally: Tally) -> int:
    return sum(map(len, tally.faults.values()))


if __name__ == "__main__":
    sys.exit(main())
