"""The `MM_…` variables that override Mattermost's configuration, by the rules of its Go code."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from support_packet.mattermost.configuration.document import lookup, replaced, spelling
from support_packet.mattermost.configuration.known_keys import is_newer, known_keys, known_sections
from support_packet.mattermost.configuration.value_kinds import INT64, Kind, fits, kind_of
from support_packet.mattermost.go import json as go_json

_Parse = Callable[[str], Any]

_FLAGS = {
    **dict.fromkeys(("1", "t", "T", "TRUE", "true", "True"), True),
    **dict.fromkeys(("0", "f", "F", "FALSE", "false", "False"), False),
}
_WHOLE = re.compile(r"([+-]?)0*([0-9]{1,19})")


def mattermost_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that Mattermost looks at: names in upper case, beginning with `MM`.

    Bytes that are no UTF-8 become U+FFFD, as they do when Mattermost writes them as JSON.
    """
    upper = {name.upper(): value for name, value in environment.items()}
    return {name: _readable(value) for name, value in upper.items() if name.startswith("MM")}


def _readable(value: str) -> str:
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def apply_environment(
    document: Mapping[str, Any], variables: Mapping[str, str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return `document` with the overrides of `variables`, and the dotted paths that they set.

    A variable that names no key, or whose value is not of the key's type, is ignored, as
    Mattermost does. A key that the document lacks is overridden too; a key that no release knows
    keeps the type that it has. The feature flags of releases after 5.37 are not known: every one
    that is set is taken, under its name in upper case.
    """
    active = dict(document)
    any_flag = is_newer(document)
    overridden: set[str] = set()
    # What follows a key's name is ignored, so that several variables may mean one key: the one
    # that names it exactly comes last and wins.
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


def _find_target(
    document: Mapping[str, Any], name: str, *, any_flag: bool
) -> tuple[str, _Parse] | None:
    """Return the path of the key that `name`, a variable's without `MM_`, means; and its parser."""
    path = ""
    for part in name.replace(".", "\0").split("_"):
        path = _step(document, path, part)
        key = known_keys().get(path.casefold())
        value = lookup(document, path)
        if key is not None:
            return (path, _parser(key.kind, value)) if key.overridable else None
        if any_flag and path.startswith("FeatureFlags."):
            return path, _flag_or_text
        if path.casefold() not in known_sections() and not isinstance(value, Mapping):
            kind = kind_of(value)
            return (path, _PARSERS[kind]) if kind in _PARSERS else None
    return None


def _step(document: Mapping[str, Any], path: str, part: str) -> str:
    """Return the path of `part` below the section at `path`, spelled as in the document or Go."""
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
    """Return the parser of a known key; where `stored` is of another kind, that one's.

    The types of 11.9 come from its typed client, which is not always right.
    """
    own = None if kind == "document" else kind_of(stored)
    return _PARSERS[own if own in _PARSERS else kind]


def _flag(text: str) -> bool:
    if text not in _FLAGS:
        raise ValueError("neither true nor false")
    return _FLAGS[text]


def _flag_or_text(text: str) -> bool | str:
    return _FLAGS[text] if len(text) > 1 and text in _FLAGS else text


def _number(text: str) -> int:
    match = _WHOLE.fullmatch(text)
    if not match or (number := int(match[1] + match[2])) not in INT64:
        raise ValueError("no whole number of 64 bits")
    return number


def _mapping(text: str) -> dict[str, Any]:
    value: dict[str, Any] = go_json.load(text)
    if not fits("mapping", value):
        raise ValueError("no JSON object")
    return value


_PARSERS: Mapping[Kind | None, _Parse] = {
    "text": str,
    "flag": _flag,
    "number": _number,
    "texts": lambda text: text.split(" "),
    "mapping": _mapping,
    "document": go_json.load,
}
