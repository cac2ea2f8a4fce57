"""Rules can be read: named arguments, comments, short pieces; and a family is found by itself."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

from support.tables import for_each

from support_packet.redaction import expressions, rule_kinds, rules

FAMILIES = sorted(
    path
    for package in (rules, rule_kinds, expressions)
    for folder in package.__path__
    for path in Path(folder).rglob("*.py")
)
MAX_UNEXPLAINED = 30
"""A longer expression, in characters of source, needs a comment."""


def long_expressions(path: Path) -> Iterator[tokenize.TokenInfo]:
    """Yield the bytes in `path` that are long enough to need a comment."""
    source = io.StringIO(path.read_text(encoding="utf-8"))
    for token in tokenize.generate_tokens(source.readline):
        is_bytes = token.string.partition('"')[0].lower() in ("rb", "br", "b")
        if token.type == tokenize.STRING and is_bytes and len(token.string) > MAX_UNEXPLAINED:
            yield token


def is_explained(token: tokenize.TokenInfo, lines: list[str]) -> bool:
    """Whether a comment is next to or above the expression, or a docstring below it."""
    line = token.start[0] - 1
    beside = "#" in lines[line][token.end[1] :]
    above = lines[line - 1].lstrip().startswith("#")
    return beside or above or lines[line + 1].startswith('"""')


@for_each("path", FAMILIES, ids=lambda path: path.stem)
def test_every_long_piece_of_an_expression_has_a_comment(path: Path) -> None:
    lines = [*path.read_text(encoding="utf-8").splitlines(), ""]

    assert not [token.string for token in long_expressions(path) if not is_explained(token, lines)]


def definitions(path: Path) -> list[ast.Call]:
    """Return the calls in `path` that make a rule."""
    return [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and "id" in {keyword.arg for keyword in node.keywords}
    ]


@for_each("path", FAMILIES, ids=lambda path: path.stem)
def test_the_arguments_of_a_rule_are_named(path: Path) -> None:
    assert not [call.lineno for call in definitions(path) if call.args]


def test_every_rule_that_is_written_takes_part() -> None:
    assert len(rules.ALL_RULES) == sum(len(definitions(path)) for path in FAMILIES)
