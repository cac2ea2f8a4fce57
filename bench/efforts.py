"""`python -m bench.efforts`: which rules take longer to ask than their `effort` says.

The time for lines full of secrets is limited by these efforts: a rule whose effort is too low makes
such lines slow. Rules are asked about mutations of all examples, each repeated.
"""

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.line_mutations import Mutations
from support_packet.redaction.candidates import rules_by_end
from support_packet.redaction.looks import Looks
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.scanner import Scanner
from support_packet.redaction.search import by_detector

_LOG_BYTES = 8 * 1024
_MAX_HITS = 10**5
_MIN_ASKED = 100
_NANOSECONDS = 500
"""What an effort of 1 stands for."""

_SHOWN = 15


@dataclass
class Cost:
    """How often a rule was asked, the nanoseconds that took, and the effort it was said to take.

    `line` is that which took longest.
    """

    asked: int = 0
    taken: int = 0
    effort: int = 0
    longest: int = 0
    line: bytes = b""

    def add(self, taken: int, effort: int, line: bytes) -> None:
        """Count one more time."""
        self.asked += 1
        self.taken += taken
        self.effort += effort
        if taken > self.longest:
            self.longest, self.line = taken, line

    @property
    def too_long(self) -> int:
        """How many nanoseconds more it took."""
        return self.taken - self.effort * _NANOSECONDS


class _TimedLooks(Looks):
    def __init__(self, line: bytes, costs: dict[str, Cost]) -> None:
        super().__init__((line + b"\n") * (_LOG_BYTES // len(line) + 1))
        self._line = line
        self._costs = costs

    def ask(self, rule: BaseRule, start: int, end: int) -> None:
        effort, started = self.effort, time.perf_counter_ns()
        super().ask(rule, start, end)
        taken = time.perf_counter_ns() - started
        if rule.id in self._costs:
            self._costs[rule.id].add(taken, self.effort - effort, self._line)
        else:
            # The first time its expressions are compiled.
            self._costs[rule.id] = Cost()


def costs_of(lines: Iterator[bytes]) -> Mapping[str, Cost]:
    """Return what it costs to ask each rule about `lines`, by the rules' ids."""
    rules = by_detector(SECRET_RULES)
    detectors = list(rules)
    scanner = Scanner((), detectors)
    costs: dict[str, Cost] = {}
    for line in lines:
        looks = _TimedLooks(line, costs)
        for number, start, end in scanner.scan(looks.data, _MAX_HITS) or ():
            by_end = rules_by_end(detectors[number], rules[detectors[number]])
            by_end.ending_with(looks.data[end - 1]).look(looks, start, end)
    return costs


def main() -> None:
    """Measure, and print the rules that exceed their effort most."""
    parser = argparse.ArgumentParser(prog="python -m bench.efforts", description=__doc__)
    parser.add_argument("--lines", type=int, default=4000, help="how many mutations")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    mutations = Mutations(SECRET_RULES, options.seed)
    costs = costs_of(mutations.next_line(()) for _ in range(options.lines))
    often = [(rule, cost) for rule, cost in costs.items() if cost.asked >= _MIN_ASKED]
    for rule, cost in sorted(often, key=lambda pair: -pair[1].too_long)[:_SHOWN]:
        takes, said = cost.taken / cost.asked / _NANOSECONDS, cost.effort / cost.asked
        print(f"{rule}: effort {said:.0f}, takes {takes:.0f}; {cost.line[:60]!r}")


if __name__ == "__main__":
    main()
