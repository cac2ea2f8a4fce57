"""The `MM_…` variables that override Mattermost's configuration, by the rules of its Go code.

They are in its `config/environment.go`. The server takes every variable whose name in upper case
begins with `MM`, without the underscore, and removes the prefix `MM_`. It splits the rest at
underscores: each part is the upper-case name of a section or, at the end, of a key. A value that
does not parse as the type of the key is ignored silently.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from support_packet.mattermost.configuration.document import lookup, replaced, spelling
from support_packet.mattermost.configuration.known_keys import (
    is_after_5_37,
    known_keys,
    known_sections,
)
from support_packet.mattermost.configuration.value_kinds import INT64, Kind, kind_of
from support_packet.mattermost.go import json as go_json

_Parse = Callable[[str], Any]

# What Go's strconv.ParseBool accepts.
_FLAGS = {
    **dict.fromkeys(("1", "t", "T", "TRUE", "true", "True"), True),
    **dict.fromkeys(("0", "f", "F", "FALSE", "false", "False"), False),
}
# At most 19 digits after leading zeros: 64 bits hold no more, and Python converts long ones slowly.
_LIKE_SECTIONS = ("SETTING", "SETTINGS")
_WHOLE = re.compile(r"([+-]?)0*([0-9]{1,19})")


def mattermost_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that Mattermost looks at: names in upper case that begin with `MM`.

    Bytes that are not valid UTF-8 become U+FFFD, as they do when Mattermost writes JSON.
    """
    upper = {name.upper(): value for name, value in environment.items()}
    return {name: _readable(value) for name, value in upper.items() if name.startswith("MM")}


def _readable(value: str) -> str:
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def apply_environment(
    document: Mapping[str, Any], variables: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return `document` with the overrides of `variables`, and the dotted paths that they set.

    A variable that names no key, or whose value does not have the type of the key, is ignored. A
    key that the document lacks is overridden too; a key of no known release keeps its type. After
    5.37, a variable with the name of an unknown feature flag sets one, under that name.
    """
    active = dict(document)
    any_flag = is_after_5_37(document)
    overridden: set[str] = set()
    # The server stops at the first part that names a key and ignores the rest of the variable, so
    # MM_A_B and MM_A_B_C may set the same key. The one that names it exactly comes last and wins.
    for variable in sorted(variables, key=lambda name: (-name.count("_"), name)):
        target = _find_target(active, variable.removeprefix("MM_"), any_flag=any_flag)
        if target is None:
            continue
        path, parse = target
        try:
            value = parse(variables[variable])
        except ValueError:
            continue
        active = replaced(active, path, value)
        overridden.add(path)
    return active, tuple(sorted(overridden))


def ignored_variables(
    document: Mapping[str, Any], variables: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return which of `variables` name no key, and which have a value that their key cannot have.

    The server silently ignores both. Variables of its plugins and of its host do not count.
    """
    any_flag = is_after_5_37(document)
    nameless, unfit = [], []
    for variable in sorted(variables):
        section = variable.removeprefix("MM_").partition("_")[0]
        target = _find_target(document, variable.removeprefix("MM_"), any_flag=any_flag)
        if target is None:
            if section.casefold() in known_sections() or section.endswith(_LIKE_SECTIONS):
                nameless.append(variable)
            continue
        try:
            target[1](variables[variable])
        except ValueError:
            unfit.append(variable)
    return nameless, unfit


def _find_target(
    document: Mapping[str, Any], name: str, *, any_flag: bool
) -> tuple[str, _Parse] | None:
    """Return the path and the parser of the key that `name`, a variable without `MM_`, sets."""
    path = ""
    # No key contains a dot or a null character; a dot would look like a path of several names.
    for part in name.replace(".", "\0").split("_"):
        path = _step(document, path, part)
        key = known_keys().get(path.casefold())
        value = lookup(document, path)
        if key is not None:
            typed = _TYPED_MAPS.get(path.casefold())
            return (path, typed or _parser(key.kind, value)) if key.overridable else None
        if any_flag and path.startswith("FeatureFlags."):
            return path, _flag_or_text
        # Only a section has more names below it.
        if path.casefold() not in known_sections() and not isinstance(value, Mapping):
            kind = kind_of(value)
            return (path, _PARSERS[kind]) if kind in _PARSERS else None
    return None


def _step(document: Mapping[str, Any], path: str, part: str) -> str:
    """Return the path of `part` in the section at `path`, in the spelling of the document or Go."""
    section = lookup(document, path) if path else document
    below = f"{path}." if path else ""
    own = spelling(section, part) if isinstance(section, Mapping) else part
    folded = (below + part).casefold()
    if own != part:
        return below + own
    known = known_keys().get(folded)
    spelled = known.path if known else known_sections().get(folded, part)
    return below + spelled.rpartition(".")[2]


def _parser(kind: Kind, stored: Any) -> _Parse:
    """Return the parser of a known key, or of the kind of `stored` if that differs.

    Another release may have another type, and its server wrote the stored value itself.
    """
    own = None if kind is Kind.DOCUMENT else kind_of(stored)
    return _PARSERS[own if own in _PARSERS else kind]


def _flag(text: str) -> bool:
    if text not in _FLAGS:
        raise ValueError("neither true nor false")
    return _FLAGS[text]


def _flag_or_text(text: str) -> bool | str:
    # Flags are booleans or strings, and which is unknown: "1" and "t" more likely are strings.
    return _FLAGS[text] if len(text) > 1 and text in _FLAGS else text


def _number(text: str) -> int:
    match = _WHOLE.fullmatch(text)
    if not match or (number := int(match[1] + match[2])) not in INT64:
        raise ValueError("not a 64-bit integer")
    return number


def _mapping(text: str) -> dict[str, Any]:
    value: dict[str, Any] = go_json.load(text)
    if not Kind.MAPPING.fits(value):
        raise ValueError("not a JSON object")
    return value


def _settings_of_plugins(text: str) -> dict[str, Any]:
    """Parse a map of objects, one for each plugin."""
    plugins = _mapping(text)
    if not all(value is None or isinstance(value, dict) for value in plugins.values()):
        raise ValueError("not the settings of plugins")
    return plugins


def _states_of_plugins(text: str) -> dict[str, Any]:
    """Parse a map of objects with one flag, `Enable`, which Go finds in any spelling."""
    states = _settings_of_plugins(text)
    enabled = [lookup(state or {}, "Enable") for state in states.values()]
    if not all(isinstance(each, bool | None) for each in enabled):
        raise ValueError("not the states of plugins")
    return states


_TYPED_MAPS: Mapping[str, _Parse] = {
    "pluginsettings.plugins": _settings_of_plugins,
    "pluginsettings.pluginstates": _states_of_plugins,
}
"""Maps whose values have a type, too: where one does not fit, the server ignores the variable."""


# A list of structs, the only kind left out, cannot be set by a variable.
_PARSERS: Mapping[Kind | None, _Parse] = {
    Kind.TEXT: str,
    Kind.FLAG: _flag,
    Kind.NUMBER: _number,
    # Go splits at single spaces: no quotes, no commas, and "" is a list of one empty string.
    Kind.TEXTS: lambda text: text.split(" "),
    Kind.MAPPING: _mapping,
    Kind.DOCUMENT: go_json.load,
}
