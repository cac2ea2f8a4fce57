"""Waiting for what holds, also for a moment only."""

from support.distributions.waiting import eventually


def test_what_held_for_a_moment_is_enough() -> None:
    answers = iter([False, True, False])

    assert eventually(lambda: next(answers))


def test_what_does_not_hold_is_asked_once_at_least() -> None:
    answers = iter([False])

    assert not eventually(lambda: next(answers), 0)
    assert list(answers) == []
