"""Every ignored rule and every skipped test says why."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = (
    *("bench", "collectors", "demo", "docs", "examples", "packages", "recall", "scripts"),
    *("support_packet", "tests"),
)
FILES = [ROOT / "hookspecs.py", *(path for each in FOLDERS for path in (ROOT / each).rglob("*.py"))]

IGNORE = re.compile(r"#\s*(?:ruff:\s*)?noqa\b|#\s*type:\s*ignore\b|#\s*pragma:")
WITH_REASON = re.compile(
    r"# (?:ruff: )?noqa: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)* -- (?P<of_ruff>.+)"
    r"|# type: ignore\[[a-z-]+(?:, [a-z-]+)*\] # (?P<of_mypy>.+)"
)
ELSEWHERE = re.compile(r"(?:as|see) (?:above|below)")


def has_reason(comment: str) -> bool:
    """Return whether an ignoring comment names its rules, and says itself why."""
    match = WITH_REASON.search(comment)
    reason = match and (match["of_ruff"] or match["of_mypy"])
    return bool(reason and re.search("[a-z]{2}", reason) and not ELSEWHERE.fullmatch(reason))


def ignores(source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a source that ignore something, and their comments."""
    if not IGNORE.search(source):
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and IGNORE.search(token.string):
            yield token.start[0], token.string


def skips(source: str) -> Iterator[tuple[int, bool]]:
    """Yield the lines that skip a test, and whether they say why."""
    for node in ast.walk(ast.parse(source if "skip" in source else "")):
        if not isinstance(node, ast.Call):
            continue
        match ast.unparse(node.func):
            case "pytest.skip":
                yield node.lineno, bool(node.args or node.keywords)
            case "pytest.importorskip" | "pytest.mark.skip" | "pytest.mark.skipif":
                yield node.lineno, any(keyword.arg == "reason" for keyword in node.keywords)


def test_every_ignored_rule_has_a_reason() -> None:
    """Behind `--` for ruff, behind a second `#` for mypy, which allows nothing else."""
    unexplained = [
        f"{path.relative_to(ROOT)}:{line}: {comment}"
        for path in FILES
        for line, comment in ignores(path.read_text(encoding="utf-8"))
        if not has_reason(comment)
    ]

    assert unexplained == []


def test_every_skipped_test_says_what_is_missing() -> None:
    found = [
        (f"{path.relative_to(ROOT)}:{line}", has_reason)
        for path in FILES
        for line, has_reason in skips(path.read_text(encoding="utf-8"))
    ]

    assert found
    assert [place for place, has_reason in found if not has_reason] == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# noqa: S608 -- constants", True),
        ("# ruff: noqa: S608, S105 -- constants", True),
        ("# type: ignore[misc] # a dict", True),
        ("# noqa: S608", False),
        ("# noqa", False),
        ("# noqa: S608 -- ", False),
        ("# noqa: S608 -- as above", False),
        ("# type: ignore[misc]", False),
        ("# type: ignore # a dict", False),
        ("# pragma: no cover", False),
    ],
)
def test_a_reason_is_in_words(comment: str, expected: bool) -> None:
    assert IGNORE.search(comment)
    assert has_reason(comment) is expected
