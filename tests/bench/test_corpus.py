"""The logs to measure with are the same on every run."""

import json
from pathlib import Path

import pytest

from bench.corpus import MIB, secrets, write_log, write_repeated


def test_the_log_is_the_same_on_every_run(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_log(tmp_path / name, MIB, secrets(20), 100)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("one_hit_in", [10, 1000])
def test_one_line_in_so_many_holds_a_secret(tmp_path: Path, one_hit_in: int) -> None:
    write_log(tmp_path / "log", MIB, secrets(20), one_hit_in)

    lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()

    hit = [line for line in map(json.loads, lines) if line["result"] != "completed"]
    assert len(hit) == len(lines) // one_hit_in


def test_a_log_ends_with_its_last_whole_line(tmp_path: Path) -> None:
    write_log(tmp_path / "log", 100_000, secrets(20), 100)

    data = (tmp_path / "log").read_bytes()

    assert data.endswith(b"}\n")
    assert 99_000 < len(data) <= 100_000


def test_a_repeated_unit_fills_the_log(tmp_path: Path) -> None:
    write_repeated(tmp_path / "log", 1000, b"abc")

    assert (tmp_path / "log").read_bytes() == (b"abc" * 334)[:1000]
