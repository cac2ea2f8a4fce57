"""Functions made in a loop that all see the loop's last value: a frequent mistake."""

from collections.abc import Iterable
from types import FunctionType

from support_packet.contract import PacketFile, PacketFolder

_Same = tuple[object, ...]


def same_content(files: Iterable[PacketFile | PacketFolder]) -> list[list[str]]:
    """Return the names of files whose `collect` cannot know them apart, in groups.

    Each has a function of its own, made by the same line, with the same variables.
    """
    groups: dict[_Same, dict[int, str]] = {}
    for file in files:
        if isinstance(function := file.collect, FunctionType):
            groups.setdefault(_sees(function), {})[id(function)] = file.name
    return [list(group.values()) for group in groups.values() if len(group) > 1]


def _sees(function: FunctionType) -> _Same:
    """Return what decides on the function's result: its code, and where its values come from."""
    variables = tuple(map(id, function.__closure__ or ()))
    defaults = tuple(map(id, function.__defaults__ or ()))
    keywords = tuple(map(id, (function.__kwdefaults__ or {}).values()))
    return (function.__code__, variables, defaults, keywords)
