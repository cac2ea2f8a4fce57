"""Properties that may fail: computed once, then kept, the value or the error."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from support_packet.errors import SupportPacketError

Value = TypeVar("Value")

_OUTCOME = " outcome"


@dataclass(frozen=True)
class Outcome(Generic[Value]):
    """The result of an attempt: the value, or the `error` that says why there is none."""

    _value: Value | None
    error: SupportPacketError | None = None

    def get(self) -> Value:
        """Return the value; raises the error if there is none."""
        if self.error is not None:
            raise self.error
        return self._value  # type: ignore[return-value] # None only where `Value` may be None

    def renewed(self) -> "Outcome[Value]":
        """Return the same, its error without the places where it was raised before."""
        return self if self.error is None else Outcome(None, type(self.error)(*self.error.args))


def attempt(expected: type[SupportPacketError], compute: Callable[[], Value]) -> Outcome[Value]:
    """Return what `compute` gives; an error that is not `expected` is raised."""
    try:
        return Outcome(compute())
    except expected as error:
        return Outcome(None, error)


class AttemptedProperty(Generic[Value]):
    """A cached property that also keeps, and raises each time, the error with which it failed.

    As in `CachedProperty`, instances do not wait for each other. Errors that are not `expected`
    are not kept.
    """

    def __init__(self, expected: type[SupportPacketError], compute: Callable[[Any], Value]) -> None:
        self._expected = expected
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._slot = _slot_of(name)

    def __get__(self, instance: object, _owner: type) -> Value:
        return self.outcome(instance).get()

    def outcome(self, instance: object) -> Outcome[Value]:
        """Return the value of `instance`, or why it has none."""
        kept = vars(instance)
        if self._slot not in kept:
            compute = partial(self._compute, instance)
            kept.setdefault(self._slot, attempt(self._expected, compute))
        outcome: Outcome[Value] = kept[self._slot]
        return outcome


def _slot_of(name: str) -> str:
    """Return under which name an instance keeps the outcome of its property `name`."""
    return f"{name}{_OUTCOME}"


def set_error(instance: object, name: str, error: SupportPacketError) -> None:
    """Let the `AttemptedProperty` called `name` fail with `error`."""
    vars(instance)[_slot_of(name)] = Outcome(None, error)


def forget_computed(instance: object) -> None:
    """Forget the values and errors of all cached properties of `instance`."""
    # A `CachedProperty` keeps its value under its own name.
    properties = dir(type(instance))
    for name in list(vars(instance)):
        if name in properties or name.endswith(_OUTCOME):
            del vars(instance)[name]


class ProblemOf:
    """The property that says why an `AttemptedProperty` has no value; empty if it has one."""

    def __init__(self, attempted: AttemptedProperty[Any], doc: str) -> None:
        self._attempted = attempted
        self.__doc__ = doc

    def __get__(self, instance: object, _owner: type) -> str:
        error = self._attempted.outcome(instance).error
        return "" if error is None else str(error)


def attempted(
    expected: type[SupportPacketError],
) -> Callable[[Callable[[Any], Value]], AttemptedProperty[Value]]:
    """Return the decorator that makes a method an `AttemptedProperty`."""
    return lambda compute: AttemptedProperty(expected, compute)
