"""Finds the texts to translate: what templates mark, and what Python passes to certain calls."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

ROOT = Path(__file__).parents[1]
TEMPLATES = Path("support_packet/web/templates")
SOURCES = (Path("collectors"), Path("support_packet"))

CALLS: dict[str, dict[int, str]] = {
    "N_": {0: "text"},
    "ApiError": {2: "template"},
    "AuthenticationError": {0: "template"},
    "CollectError": {0: "template"},
    "Message": {0: "template"},
    "MfaRequiredError": {0: "template"},
    "PacketFile": {2: "title", 3: "description"},
    "PacketNotice": {0: "message"},
    "PermissionDeniedError": {0: "template"},
    "UnknownFileError": {0: "template"},
    "UnlicensedError": {0: "template"},
    "warn": {0: "template"},
}
"""Which arguments of which calls are shown to people, by position and name."""


def messages() -> Iterator[str]:
    """Yield every text; one may come several times."""
    for path in sorted((ROOT / TEMPLATES).glob("*.html")):
        yield from _in_template(path)
    for path in sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")):
        yield from _in_python(path)


def _in_template(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (str(text) for _, text, *_ in extract("jinja2.ext:babel_extract", file))


def _in_python(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = _constants(tree)
    for call, name in _calls(tree):
        for value in _arguments(call, CALLS.get(name, {})):
            if text := _text(value, constants):
                yield text


def _calls(tree: ast.Module) -> list[tuple[ast.Call, str]]:
    """Return every call of a plain name, from top to bottom."""
    found = [
        (node, node.func.id)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    return sorted(found, key=lambda call: (call[0].lineno, call[0].col_offset))


def _arguments(call: ast.Call, wanted: dict[int, str]) -> Iterator[ast.expr]:
    yield from (value for place, value in enumerate(call.args) if place in wanted)
    yield from (named.value for named in call.keywords if named.arg in wanted.values())


def _constants(tree: ast.Module) -> dict[str, str]:
    """Return the texts that the module gives a name."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _text(value: ast.expr, constants: dict[str, str]) -> str:
    """Return the text that is known before the program runs, or nothing."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    return constants.get(value.id, "") if isinstance(value, ast.Name) else ""
