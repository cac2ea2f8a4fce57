"""Finds functions made in a loop that all see the loop's last value: a frequent mistake."""

from collections.abc import Iterable
from types import FunctionType

from support_packet.contract.files import AnyFile
from support_packet.contract.noted import Captured

_Key = tuple[object, ...]


def same_content(
    declared: Iterable[tuple[AnyFile, Captured]],
) -> list[list[str]]:
    """Return the names of files whose `collect` cannot tell them apart, in groups.

    Each has its own function, made by the same line, with the same variables, one of which had
    another value when another of the files was declared.
    """
    groups: dict[_Key, dict[int, tuple[str, Captured]]] = {}
    for file, captured in declared:
        if isinstance(file.collect, FunctionType):
            group = groups.setdefault(_sees(file.collect), {})
            group[id(file.collect)] = (file.name, captured)
    return [[name for name, _ in group.values()] for group in groups.values() if _changed(group)]


def _sees(function: FunctionType) -> _Key:
    """Return what decides on the function's result: its code, and where its values come from."""
    variables = tuple(map(id, function.__closure__ or ()))
    defaults = tuple(map(id, function.__defaults__ or ()))
    keywords = tuple(map(id, (function.__kwdefaults__ or {}).values()))
    return (function.__code__, variables, defaults, keywords)


def _changed(group: dict[int, tuple[str, Captured]]) -> bool:
    return len({tuple(map(id, captured)) for _, captured in group.values()}) > 1
