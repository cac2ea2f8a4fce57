"""A cached property that never makes one instance wait for another."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class CachedProperty(Generic[Value]):
    """A `functools.cached_property` without a lock.

    Before Python 3.12 the standard one has a lock for all instances of a class: a single database
    that hangs would hold up every request. Threads that compute the value at the same time all
    get the same one.
    """

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, _owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, _owner: type) -> Value: ...
    def __get__(self, instance: object, _owner: type) -> Value | Self:
        if instance is None:
            return self
        # Without `__set__`, Python looks into the instance first: this is called only once.
        value: Value = vars(instance).setdefault(self._name, self._compute(instance))
        return value
