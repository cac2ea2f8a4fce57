"""Finds hooks that do not do what their author expects, and says what to change."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from types import FunctionType, ModuleType

import hookspecs
from support_packet.contract import PROJECT
from support_packet.errors import DeclarationError

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("packet_"))

_VARIABLE: Mapping[object, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
}


def check_arguments(plugin: object) -> None:
    """Raise `DeclarationError` for a hook that wants an argument which no hook of its name has."""
    for name in HOOKS:
        function = getattr(plugin, name, None)
        if _is_marked(function):
            known = list(inspect.signature(getattr(hookspecs, name)).parameters)
            if unknown := [each for each in _required(function) if each not in known]:
                may = f"It may take {', '.join(known)}." if known else "It takes none."
                raise DeclarationError(f"Its hook {name} wants the argument {unknown[0]}. {may}")


def refusals_of(plugin: object, hooks: Iterable[str]) -> Iterator[DeclarationError]:
    """Yield what is wrong with `hooks`, which can be called nevertheless."""
    for name in hooks:
        for parameter in _parameters(getattr(plugin, name, None)):
            if stars := _VARIABLE.get(parameter.kind):
                yield DeclarationError(
                    f"Its hook {name} takes {stars}{parameter.name}, which gets nothing: name each "
                    "argument."
                )


def hooks_in_classes(plugin: object) -> str:
    """Return the name of the first class of a module that has hooks, empty if none has."""
    if not isinstance(plugin, ModuleType):
        return ""
    classes = (each for each in vars(plugin).values() if inspect.isclass(each))
    return next(
        (each.__name__ for each in classes if any(map(_is_marked, vars(each).values()))), ""
    )


def _is_marked(value: object) -> bool:
    return isinstance(value, FunctionType) and hasattr(value, f"{PROJECT}_impl")


def _required(function: object) -> list[str]:
    return [
        parameter.name
        for parameter in _parameters(function)
        if parameter.kind not in _VARIABLE and parameter.default is parameter.empty
    ]


def _parameters(function: object) -> list[inspect.Parameter]:
    if not isinstance(function, FunctionType):
        return []
    return list(inspect.signature(function).parameters.values())
