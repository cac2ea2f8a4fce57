"""The package as others see it: entry points, declarations, and texts in other languages."""

import ast
import importlib
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

import support_packet_diagnostics

PACKAGE = Path(support_packet_diagnostics.__file__).parent
PROJECT = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
ENTRY_POINTS: dict[str, str] = PROJECT["project"]["entry-points"]["support_packet"]
NAMES = [
    *("metadata.yaml", "diagnostics.yaml", "stats.yaml"),
    *("jobs.yaml", "permissions.yaml", "database_schema.yaml"),
]
TRANSLATED = {"N_", "warn", "CollectError"}


def declared(installation: Any) -> list[Any]:
    """Return what all hooks declare, in the order of the packet."""
    files: list[Any] = []
    for name in ENTRY_POINTS.values():
        hook = importlib.import_module(name).packet_files
        wanted = {"mattermost": installation.mattermost(), "facts": None}
        arguments = hook.__code__.co_varnames[: hook.__code__.co_argcount]
        made = hook(**{each: wanted[each] for each in arguments})
        files += made if isinstance(made, list) else [made]
    return sorted(files, key=lambda file: int(file.order))


def texts() -> set[str]:
    """Return every text that the package shows to people."""
    return {
        str(argument.value)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id in TRANSLATED
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }  # fmt: skip


def test_every_module_with_a_hook_is_an_entry_point() -> None:
    modules = {
        f"support_packet_diagnostics.{path.stem}"
        for path in PACKAGE.glob("*.py")
        if "@hookimpl" in path.read_text(encoding="utf-8")
    }

    assert set(ENTRY_POINTS.values()) == modules


def test_the_files_have_the_names_of_the_servers_own_packet(on_postgres: Any) -> None:
    assert [file.name for file in declared(on_postgres)] == NAMES


def test_every_file_has_texts_for_the_page_and_does_not_work_for_it(on_postgres: Any) -> None:
    for file in declared(on_postgres):
        assert {file.title, file.description, file.group} <= texts()
        assert file.preview is False


@pytest.mark.parametrize("language", ["de"])
def test_every_text_is_translated(language: str) -> None:
    content = (PACKAGE / f"locales/{language}.po").read_bytes()
    catalog = read_po(io.BytesIO(content), locale=language)

    translated = {str(message.id) for message in catalog if message.id and message.string}
    assert translated == texts()
    for message in catalog:
        assert not list(message.check(catalog)), message.id


def test_files_are_short() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 200, path
