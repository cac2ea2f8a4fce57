"""Plugins with their settings, and lines that hold the values of these."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from recall.forms import FORMS, in_json
from recall.samples import BLOCK_END, FOLDER, PLUGINS, join
from recall.template import expand

TEMPLATES = FOLDER / "templates"
_VALUE = re.compile(r"⟦value(?::(?P<form>[a-z0-9_]+))?⟧")
_LINES = {"known-harmless.log": 6, "known-secret.blocks": 18}
"""How many a value has."""
_STEP = 7
_PARSED = ("bool", "number", "custom")
_UNSAID = ("bool", "number", "dropdown", "radio", "custom")
_SHORTEST = 8


class Plugin(NamedTuple):
    """A plugin's manifest, its settings as the configuration keeps them, and what of them is which.

    `secret` and `harmless` are what must be found, and must stay, wherever a log has it, by the
    setting. In neither are flags, numbers and choices, short texts, and public ids that look like
    a credential.
    """

    manifest: dict[str, Any]
    settings: dict[str, Any]
    secret: dict[str, list[str]]
    harmless: dict[str, list[str]]


def read(path: Path) -> Plugin:
    """Read a plugin's template: `# Name version`, then `Key type value` for each setting.

    `Key!` is secret; `Key!!` is declared secret by the manifest, too; `Key?` is public and looks
    secret. If a part is in `«…»`, that part alone is the secret.
    """
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    name, _, version = head.removeprefix("# ").rpartition(" ")
    plugin = Plugin({"id": path.stem, "name": name, "version": version}, {}, {}, {})
    declared = []
    for number, line in enumerate(lines):
        marked, kind, text = expand(line, f"{path.stem} {number}", 0).split(" ", 2)
        key = marked.rstrip("!?")
        said = {"secret": True} if marked.endswith("!!") else {}
        declared.append({"key": key, "display_name": key, "type": kind, **said})
        _set(plugin, marked, kind, text.replace("⏎", "\n"))
    plugin.manifest["settings_schema"] = {"settings": declared}
    return plugin


def _set(plugin: Plugin, marked: str, kind: str, text: str) -> None:
    key = marked.rstrip("!?").lower()
    plain = re.sub("[«»]", "", text)
    plugin.settings[key] = json.loads(plain) if kind in _PARSED else plain
    if marked.endswith("!"):
        plugin.secret[key] = re.findall("«([^»]*)»", text) or [plain]
    elif kind not in _UNSAID and not marked.endswith("?") and len(plain) >= _SHORTEST:
        plugin.harmless[key] = [plain]


def plugins() -> list[Plugin]:
    """Return all plugins, from the files that are kept."""
    paths = sorted(PLUGINS.glob("*.json"))
    return [Plugin(**json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def _lines(plugin: Plugin, name: str, start: int, *, secret: bool) -> Iterator[str]:
    """Yield the lines of a plugin; a value is marked where it is too long to be there by chance."""
    text = (TEMPLATES / name).read_text(encoding="utf-8").partition("\n")[2].removesuffix("\n")
    templates = text.split(BLOCK_END if name.endswith(".blocks") else "\n")
    known = plugin.secret if secret else plugin.harmless
    pairs = [(key, value) for key, values in known.items() for value in values]
    for order, (key, value) in enumerate(pairs):
        for turn in range(_LINES[name]):
            template = templates[(start + order * _LINES[name] + turn) % len(templates)]
            found = _VALUE.search(template)
            form = found["form"] or "plain" if found else "plain"
            place = FORMS[form](value)
            line = template.replace("⟦plugin⟧", plugin.manifest["id"]).replace("⟦key⟧", key)
            line = expand(_VALUE.sub("\0", line), f"{name} {plugin.manifest['id']} {order}", turn)
            yield _placed(line, place, marked=secret)


def _placed(line: str, value: str, *, marked: bool) -> str:
    """Put `value` where the line has a NUL, escaped as the line is by its format."""
    escape = re.search(r"\\+u0000", line)
    if escape:
        for _ in range(1 if len(escape[0]) == len("\\u0000") else 2):
            value = in_json(value)
    text = "\n".join(f"«{row}»" for row in value.split("\n")) if marked else value
    return re.sub(r"\\+u0000|\0", lambda _: text, line)


def plugin_files() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of every generated file of plugins."""
    found = [read(path) for path in sorted((TEMPLATES / "plugins").glob("*.txt"))]
    for plugin in found:
        text = json.dumps(plugin._asdict(), indent=1, ensure_ascii=False)
        yield PLUGINS / f"{plugin.manifest['id']}.json", text + "\n"
    for name, secret in (("known-harmless.log", False), ("known-secret.blocks", True)):
        lines = [
            line
            for number, plugin in enumerate(found)
            for line in _lines(plugin, name, number * _STEP, secret=secret)
        ]
        yield PLUGINS / name, join(list(dict.fromkeys(lines)), Path(name).suffix)
