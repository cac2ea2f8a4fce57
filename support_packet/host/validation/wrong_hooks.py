"""Finds hooks that do not do what their author expects, and says what to change."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from types import FunctionType, ModuleType
from typing import NamedTuple

import hookspecs
from support_packet.contract import PROJECT
from support_packet.contract.checks import type_name
from support_packet.errors import DeclarationError
from support_packet.values.message import N_
from support_packet.values.warning import warn

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("packet_"))

_MARK = f"{PROJECT}_impl"
"""The attribute in which pluggy keeps the options of a hook."""

_VARIABLE: Mapping[object, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
}


class _Implementation(NamedTuple):
    """A function or method, marked as a hook, of the module or object that has it as `name`."""

    hook: str
    name: str
    function: object


def check_hooks(collector: object) -> None:
    """Raise `DeclarationError` for a hook that cannot be called as it is.

    It wants an argument that no hook of its name has, or two functions implement it.
    """
    known = [each for each in _implementations(collector) if each.hook in HOOKS]
    for each in known:
        if twice := [other.name for other in known if other.hook == each.hook][1:]:
            raise DeclarationError(
                f"Its functions {each.name} and {twice[0]} are both the hook {each.hook}. Return "
                "what both declare from one of them."
            )
        arguments = list(inspect.signature(getattr(hookspecs, each.hook)).parameters)
        if unknown := [name for name in _required(each.function) if name not in arguments]:
            may = f"It may take {', '.join(arguments)}." if arguments else "It takes none."
            raise DeclarationError(f"Its hook {each.hook} wants the argument {unknown[0]}. {may}")


def refusals_of(collector: object, hooks: Iterable[str]) -> Iterator[DeclarationError]:
    """Yield what is wrong with hooks: with those that are called, and those that are not."""
    for each in _implementations(collector):
        if not inspect.isroutine(each.function):
            yield DeclarationError(
                f"Its hook {each.hook} is {type_name(each.function)}, which is not called: "
                "declare it with def."
            )
        if each.hook not in hooks:
            continue
        for parameter in _parameters(each.function):
            if stars := _VARIABLE.get(parameter.kind):
                yield DeclarationError(
                    f"Its hook {each.hook} takes {stars}{parameter.name}, which gets nothing: name "
                    "each argument."
                )


def warn_of_unknown_hook(name: str) -> None:
    """Warn of a hook that there is not, with the one that was meant, if one is similar."""
    from difflib import get_close_matches  # noqa: PLC0415 -- hardly ever needed

    text = N_("There is no hook %(hook)s. The hooks are %(hooks)s.")
    if close := get_close_matches(name, HOOKS, n=1):
        text = N_("There is no hook %(hook)s. Did you mean %(other)s? The hooks are %(hooks)s.")
    warn(text, hook=name, hooks=", ".join(HOOKS), other="".join(close))


def hooks_in_classes(collector: object) -> str:
    """Return the name of the first class of a module that has hooks, empty if none has."""
    if not isinstance(collector, ModuleType):
        return ""
    classes = (each for each in vars(collector).values() if inspect.isclass(each))
    return next(
        (each.__name__ for each in classes if any(map(_is_marked, vars(each).values()))), ""
    )


def _is_marked(value: object) -> bool:
    return isinstance(value, FunctionType) and hasattr(value, _MARK)


def _implementations(collector: object) -> Iterator[_Implementation]:
    """Yield what is marked as a hook, in the order of its names."""
    for name in dir(collector):
        # As pluggy looks: no property is evaluated.
        found = inspect.getattr_static(collector, name, None)
        options = getattr(getattr(found, "__func__", found), _MARK, None)
        if isinstance(options, dict):
            yield _Implementation(options.get("specname") or name, name, getattr(collector, name))


def _required(function: object) -> list[str]:
    return [
        parameter.name
        for parameter in _parameters(function)
        if parameter.kind not in _VARIABLE and parameter.default is parameter.empty
    ]


def _parameters(function: object) -> list[inspect.Parameter]:
    if not inspect.isroutine(function):
        return []
    return list(inspect.signature(function).parameters.values())
