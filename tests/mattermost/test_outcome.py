"""A property that keeps its value, or the error that says why it has none."""

from collections.abc import Callable

import pytest

from support_packet.errors import DatabaseError, LicenseError
from support_packet.mattermost.outcome import ProblemOf, attempted


class Reading:
    """Reads by calling `read`."""

    def __init__(self, read: Callable[[], object]) -> None:
        self._read = read

    @attempted(DatabaseError)
    def value(self) -> object:
        """Return what was read."""
        return self._read()

    problem = ProblemOf(value, "Why nothing was read.")


def failing(*errors: Exception) -> Callable[[], object]:
    """Return a function that raises each of `errors` once."""
    left = iter(errors)

    def fail() -> object:
        raise next(left)

    return fail


def test_a_value_is_computed_once() -> None:
    reading = Reading(object)

    assert reading.value is reading.value
    assert reading.problem == ""


def test_none_is_a_value() -> None:
    reading = Reading(lambda: None)

    assert reading.value is None
    assert reading.problem == ""


def test_an_expected_error_is_kept() -> None:
    reading = Reading(failing(DatabaseError("down"), DatabaseError("still down")))

    assert reading.problem == "down"
    with pytest.raises(DatabaseError, match=r"^down$"):
        _ = reading.value


def test_another_error_is_not_kept() -> None:
    reading = Reading(failing(LicenseError("expired"), DatabaseError("down")))

    with pytest.raises(LicenseError):
        _ = reading.value
    assert reading.problem == "down"


def test_each_instance_has_its_own() -> None:
    assert Reading(lambda: 1).value == 1
    assert Reading(failing(DatabaseError("down"))).problem == "down"
