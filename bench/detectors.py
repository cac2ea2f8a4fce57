"""`python -m bench.detectors`: which detectors cost the search most.

Hyperscan searches for all of them at once, and what one of them costs depends on the others. So
random halves of them are compiled and timed: what a detector costs is how much longer the halves
with it take than those without it.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bench.corpus import MIB, log_lines, secrets
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.scanner import Scanner

_BLOCK = MIB // 2
_LOG_BYTES = 2 * MIB
_TIMES = 15
_SHOWN = 15
_ANY = 10**6


class Sample(NamedTuple):
    """The numbers of some detectors, and how many seconds a block of log takes with these."""

    chosen: frozenset[int]
    seconds: float


def costs(samples: Sequence[Sample], count: int) -> list[tuple[float, int]]:
    """Return the seconds that each of `count` detectors costs and its number, the costliest first.

    Those that are in all samples, or in none, are left out.
    """
    found = []
    for number in range(count):
        with_it = [sample.seconds for sample in samples if number in sample.chosen]
        without = [sample.seconds for sample in samples if number not in sample.chosen]
        if with_it and without:
            found.append((statistics.fmean(with_it) - statistics.fmean(without), number))
    return sorted(found, reverse=True)


def sampled(
    detectors: Sequence[bytes], measure: Callable[[list[bytes]], float], seed: int, count: int
) -> Iterator[Sample]:
    """Yield what `measure` says of so many random halves of the detectors."""
    rng = random.Random(seed)
    for _ in range(count):
        chosen = sorted(rng.sample(range(len(detectors)), len(detectors) // 2))
        yield Sample(frozenset(chosen), measure([detectors[number] for number in chosen]))


def _seconds(detectors: list[bytes], blocks: list[bytes]) -> float:
    scanner = Scanner((), detectors)
    times = []
    for _ in range(_TIMES):
        started = time.thread_time()
        for block in blocks:
            scanner.scan(block, _ANY)
        times.append(time.thread_time() - started)
    return min(times) / len(blocks)


def main() -> None:
    """Measure, and print what costs most."""
    parser = argparse.ArgumentParser(prog="python -m bench.detectors", description=__doc__)
    parser.add_argument("--halves", type=int, default=150, help="how many, a second each")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    detectors = sorted({each for rule in SECRET_RULES for each in rule.detectors})
    ids = {each: rule.id for rule in reversed(SECRET_RULES) for each in rule.detectors}
    log = log_lines(_LOG_BYTES, secrets(1))
    blocks = [log[start : start + _BLOCK] for start in range(0, len(log) - _BLOCK, _BLOCK)]
    print(f"all {len(detectors)}: {_seconds(detectors, blocks) * 1e6:.0f} µs a block")
    samples = list(
        sampled(detectors, lambda some: _seconds(some, blocks), options.seed, options.halves)
    )
    spread = statistics.pstdev(sample.seconds for sample in samples)
    error = 2 * spread / len(samples) ** 0.5
    print(f"{len(samples)} halves; what is below {2 * error * 1e6:.0f} µs may be chance")
    for cost, number in costs(samples, len(detectors))[:_SHOWN]:
        detector = detectors[number]
        print(f"{cost * 1e6:5.0f} µs  {ids[detector]}: {detector[:80]!r}")


if __name__ == "__main__":
    main()
