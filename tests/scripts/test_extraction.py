"""Which texts are found for translation, and that all are marked where they are written."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.tables import for_each

from scripts.extraction import ROOT, SOURCES, Text, messages

SHOWN: dict[str, dict[int, str]] = {
    "ApiError": {2: "template"},
    "AuthenticationError": {0: "template"},
    "CollectError": {0: "template", 9: "remedy"},
    "ContentCut": {0: "template", 9: "remedy"},
    "Message": {0: "template"},
    "MfaRequiredError": {0: "template"},
    "PacketFacts": {9: "title"},
    "PacketFile": {8: "title", 9: "description"},
    "PacketNotice": {0: "message"},
    "PermissionDeniedError": {0: "template"},
    "UnknownFileError": {0: "template"},
    "UnlicensedError": {0: "template"},
    "as_message": {0: "template"},
    "warn": {0: "template", 9: "remedy"},
}
"""Which arguments of which calls are shown to people, by position and name."""

PLACEHOLDER = re.compile(r"%\(\w+\)s")
FILES = sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))


@pytest.fixture(scope="module")
def found() -> set[Text]:
    """Return all texts that are found."""
    return set(messages())


@pytest.mark.parametrize(
    "text",
    [
        "Download Support Packet",  # marked in a template
        "Server log",  # the title of a file
        "The server log since the last rotation",  # its description
        ("%(count)s token", "%(count)s tokens"),  # with a number, marked in Python
        "%(server)s does not start TLS.",  # an error
        "Check ElasticsearchSettings.ConnectionUrl.",  # its remedy
        "LDAP",  # the title of a service
    ],
)
def test_what_is_marked_is_found(found: set[Text], text: Text) -> None:
    assert text in found


def test_a_text_in_a_constant_is_found(found: set[Text]) -> None:
    assert [
        text
        for text in found
        if str(text).endswith(
            "[here]. Afterwards, please recreate the issue with these settings before submitting."
        )
    ]


def test_what_only_the_log_says_is_not_found(found: set[Text]) -> None:
    assert not [text for text in found if "BREAK-GLASS" in text]


@for_each("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_for_people_is_marked_where_it_is_written(path: Path) -> None:
    """With `N_`; an f-string would be found by no extractor, and stays English."""
    unmarked = [
        f"{path.relative_to(ROOT)}:{text.lineno}: {ast.unparse(text)[:60]}"
        for text in shown_texts(ast.parse(path.read_text(encoding="utf-8")))
        if is_text(text)
    ]

    assert unmarked == []


def shown_texts(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the arguments that are shown to people."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            shown = SHOWN.get(node.func.id, {})
            yield from (value for place, value in enumerate(node.args) if place in shown)
            yield from (named.value for named in node.keywords if named.arg in shown.values())


def is_text(value: ast.expr) -> bool:
    """Whether `value` is a text with words in it, not marked."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str) and bool(
            re.search(r"[a-z]", PLACEHOLDER.sub("", value.value))
        )
    return isinstance(value, ast.JoinedStr)
