"""The search for slow lines finds lines of all lengths, and keeps the worst."""

from pathlib import Path

import pytest

from bench import slow_lines
from bench.line_mutations import LENGTHS, Mutations
from bench.slow_lines import SlowLines, Tried, keep, kept
from support_packet.redaction.rules import SECRET_RULES

PARENTS = [b'"password":"hunter2", ' * 20, b"token: expired " * 3]


def test_mutations_are_lines_of_all_lengths_and_the_same_for_a_seed() -> None:
    one, other = Mutations(SECRET_RULES, seed=5), Mutations(SECRET_RULES, seed=5)

    lines = [one.next_line(PARENTS) for _ in range(500)]

    assert lines == [other.next_line(PARENTS) for _ in range(500)]
    assert {len(line) for line in lines} == set(LENGTHS)
    assert not [line for line in lines if b"\n" in line]
    assert len(set(lines)) > 400


def test_the_slowest_lines_are_kept_whatever_bytes_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_lines, "KEPT", tmp_path / "lines.json")
    monkeypatch.setattr(slow_lines, "MAX_KEPT", 2)

    keep([Tried(1.5, b"fast"), Tried(9.5, b'\xff\x1b"slow'), Tried(4, b"slower than fast")])

    assert kept() == [b'\xff\x1b"slow', b"slower than fast"]


def test_the_lines_that_were_kept_are_tried_again() -> None:
    tried = SlowLines().search(seed=1, seconds=0, before=PARENTS)

    assert sorted(line for _, line in tried) == sorted(PARENTS)
    assert all(cpu > 0 for cpu, _ in tried)


def test_the_repository_holds_the_slowest_lines() -> None:
    assert kept()
