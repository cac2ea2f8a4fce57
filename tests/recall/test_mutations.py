"""Mutated lines are redacted as the reference does it, and what differs is shown."""

from collections.abc import Iterator

import pytest

from recall import mutations
from recall.mutations import Lines, main


def test_mutated_lines_are_the_same_for_a_seed() -> None:
    one, other = Lines(3), Lines(3)

    lines = [one.line() for _ in range(100)]

    assert lines == [other.line() for _ in range(100)]
    assert len(set(lines)) > 90


def test_lines_are_compared_with_the_reference(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lines", "40", "--seed", "7"]) == 0

    assert "40 lines of seed 7: 0 differ" in capsys.readouterr().out


def test_a_difference_is_shown_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def differences(_: int) -> Iterator[tuple[str, str] | None]:
        yield None
        yield "a\nb", "a difference"

    monkeypatch.setattr(mutations, "differences", differences)

    assert main(["--lines", "2"]) == 1
    assert "a difference: 'a\\nb'" in capsys.readouterr().out
