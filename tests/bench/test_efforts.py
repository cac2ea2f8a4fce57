"""What it takes to ask the rules is counted for each of them, but for the first time."""

import itertools
import time

import pytest

from bench.efforts import costs_of

LINE = b'<db_password type="text">magpie-2x</db_password>'
RULE = "xml-password"


def test_what_each_rule_takes_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = itertools.count(0, 1_000_000)
    monkeypatch.setattr(time, "perf_counter_ns", lambda: next(readings))

    once, twice = (costs_of(iter([LINE] * times))[RULE] for times in (1, 2))

    assert once.asked > 1
    assert twice.asked == 2 * once.asked + 1
    assert once.taken == 1_000_000 * once.asked
    assert once.effort >= once.asked
    assert once.too_long > 0
    assert once.line == LINE
