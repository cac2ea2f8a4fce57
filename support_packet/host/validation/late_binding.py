"""Finds functions made in a loop that all see the loop's last value: a frequent mistake."""

import dis
from collections.abc import Iterable
from itertools import pairwise
from types import CodeType, FunctionType

from support_packet.contract import PacketFile, PacketFolder

_Same = tuple[object, ...]


def same_content(files: Iterable[PacketFile | PacketFolder]) -> list[list[str]]:
    """Return the names of files whose `collect` cannot tell them apart, in groups.

    Each has a function of its own, made by the same line, with the same variables, one of which
    changes in a loop around that line.
    """
    groups: dict[_Same, dict[int, str]] = {}
    changing: dict[CodeType, bool] = {}
    for file in files:
        function = file.collect
        if not isinstance(function, FunctionType) or not function.__closure__:
            continue
        code = function.__code__
        if code not in changing:
            changing[code] = _sees_a_change(function)
        if changing[code]:
            groups.setdefault(_sees(function), {})[id(function)] = file.name
    return [list(group.values()) for group in groups.values() if len(group) > 1]


def _sees(function: FunctionType) -> _Same:
    """Return what decides on the function's result: its code, and where its values come from."""
    variables = tuple(map(id, function.__closure__ or ()))
    defaults = tuple(map(id, function.__defaults__ or ()))
    keywords = tuple(map(id, (function.__kwdefaults__ or {}).values()))
    return (function.__code__, variables, defaults, keywords)


def _sees_a_change(function: FunctionType) -> bool:
    """Return whether a loop sets one of its variables, as far as the code around it is known."""
    path = _path_to(function.__code__, _outermost_code(function))
    set_around = [_set_in_loops(code, inner) for code, inner in pairwise(path)]
    names = set(function.__code__.co_freevars)
    return not path or any(map(names.intersection, set_around))


def _outermost_code(function: FunctionType) -> object:
    """Return the code of the function of its module, or of a class, within which it is made."""
    found: object = None
    for position, name in enumerate(function.__qualname__.partition(".<locals>")[0].split(".")):
        found = getattr(found, name, None) if position else function.__globals__.get(name)
    return getattr(found, "__code__", None)


def _path_to(wanted: CodeType, code: object) -> list[CodeType]:
    """Return the codes from `code` to `wanted`, each within the one before; none if it is not."""
    if not isinstance(code, CodeType):
        return []
    if code is wanted:
        return [code]
    return next(([code, *path] for each in code.co_consts if (path := _path_to(wanted, each))), [])


def _set_in_loops(code: CodeType, inner: CodeType) -> set[str]:
    """Return which variables of inner functions are set in a loop of `code` that makes `inner`."""
    instructions = list(dis.get_instructions(code))
    made = next((each.offset for each in instructions if each.argval is inner), -1)
    jumps = {*dis.hasjrel, *dis.hasjabs}
    loops = [
        range(each.argval, each.offset)
        for each in instructions
        if each.opcode in jumps and each.argval <= made < each.offset
    ]
    return {
        each.argval
        for each in instructions
        if each.opname == "STORE_DEREF" and any(each.offset in loop for loop in loops)
    }
