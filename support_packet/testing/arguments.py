"""What a test may put into an installation: a wrong type says what to write."""

import inspect
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from support_packet.errors import SettingsError
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.discovery.package_settings import check_variables, variable_prefix
from support_packet.values.arguments import check_text, check_type

_ROW = 'a mapping: table("Jobs", {"Id": "a"}, {"Id": "b"})'
_SET = 'set() takes settings by name: set("LdapSettings", Enable=True).'


def setting_values(
    section: object, unnamed: tuple[object, ...], values: Mapping[str, object]
) -> dict[str, Any]:
    """Return what a configuration stores of `values`: a path is text; `TypeError` for others."""
    check_text("section of set()", section, 'str, such as "LdapSettings"')
    if unnamed:
        raise TypeError(_SET)
    return {name: _stored(name, value) for name, value in values.items()}


def _stored(name: str, value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    try:
        json.dumps(value)
    except TypeError:
        raise TypeError(f"The {name} of set() is {type(value).__name__}, not JSON.") from None
    return value


def check_rows(table: object, rows: Iterable[object]) -> None:
    """Raise `TypeError` unless `table` is a name, and each of `rows` a mapping."""
    check_text("name of table()", table, 'str, such as "Jobs"')
    for row in rows:
        check_type(f"row of the table {table}", row, Mapping, _ROW)


def check_lines(lines: Iterable[object]) -> None:
    """Raise `TypeError` unless each line of a log is text."""
    for line in lines:
        check_text("line of log()", line, 'str: log("mattermost.log", "one", "two")')


def plugin_id(manifest: object) -> str:
    """Return the id of a plugin; `TypeError` for what is not a manifest with one."""
    if not isinstance(manifest, Mapping) or not isinstance(manifest.get("id"), str):
        raise TypeError('plugin() takes a manifest: plugin({"id": "playbooks", "version": "1.0"}).')
    return str(manifest["id"])


def check_collector(collector: object) -> None:
    """Raise `TypeError` unless `collector` may have hooks: a module, or an object of a class."""
    if isinstance(collector, type):
        raise TypeError(f"use() takes an object of a class: use({collector.__name__}()).")
    if collector is None or inspect.isroutine(collector):
        kind = type(collector).__name__
        raise TypeError(f"use() takes a module or an object with hooks, not {kind}.")


def check_declared(entry_point: str, names: Iterable[str], collectors: Collectors) -> None:
    """Raise `SettingsError` unless the collector `entry_point` declares the settings `names`.

    The settings of a collector that did not load are unknown.
    """
    prefix = variable_prefix(entry_point)
    known = [state.entry_point for state in collectors.states]
    if all(variable_prefix(each) != prefix for each in known):
        listed = ", ".join(known) or "none"
        raise SettingsError(f"No collector under test is named {entry_point}. They are: {listed}.")
    declared = [
        (each.origin.entry_point, each.declared_settings)
        for each in collectors.loaded
        if variable_prefix(each.origin.entry_point) == prefix
    ]
    if declared:
        check_variables([prefix + name.upper() for name in names], declared)
