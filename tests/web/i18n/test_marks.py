"""Texts for people are marked for translation where they are written."""

import ast
from collections.abc import Iterator
from pathlib import Path

from scripts.extraction import ROOT, SOURCES
from support_packet import errors

FOR_AUTHORS = ROOT / "support_packet/testing"
"""What tests of packages say is English, like all that is read by those who write them."""

TRANSLATED = {"Message", "warn", "note_requested"} | {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.TranslatableError)
}
"""What takes a text to translate as its first argument."""


def unmarked(path: Path) -> Iterator[str]:
    """Yield the places where a text is given as it is, such as `Message("…")`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in TRANSLATED
            and node.args
            and (isinstance(node.args[0], ast.JoinedStr) or is_text(node.args[0]))
        ):
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and bool(node.value)


def test_no_text_for_people_is_given_unmarked() -> None:
    paths = [path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")]

    found = [place for path in paths if FOR_AUTHORS not in path.parents for place in unmarked(path)]

    assert found == []
