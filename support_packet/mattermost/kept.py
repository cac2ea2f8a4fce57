"""A property that is read once and then kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """A `functools.cached_property` without a lock.

    Before Python 3.12 that one makes all instances wait while one of them reads: a single database
    that hangs would hold up every request. Threads that read at the same time get the same value.
    """

    def __init__(self, read: Callable[[Any], Value]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, _owner: type) -> Value:
        value: Value = vars(instance).setdefault(self._name, self._read(instance))
        return value
