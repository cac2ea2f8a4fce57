"""The package as others see it: conformance, declarations, texts in other languages, README."""

import ast
import io
import re
import sys
import tomllib
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from support_packet.testing import Author, Installation, check_conformance

import support_packet_diagnostics

SOURCE = Path(support_packet_diagnostics.__file__).parent
PACKAGE = Path(__file__).parents[1]
PROJECT = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENTRY_POINTS = PROJECT["entry-points"]["support_packet"]
CATALOGS = sorted((SOURCE / "locales").glob("*.po"))
NAMES = [
    *("metadata.yaml", "diagnostics.yaml", "stats.yaml"),
    *("jobs.yaml", "permissions.yaml", "database_schema.yaml"),
]

on_postgres = pytest.mark.parametrize("driver", ["postgres"], indirect=True)


@pytest.mark.parametrize("driver", ["sqlite3", "postgres"], indirect=True)
def test_it_conforms(installation: Installation, author: Author) -> None:
    for table in ("Users", "Bots", "Status", "ChannelMembers", "Channels", "Posts", "Teams"):
        installation.table(table)
    for table in ("Commands", "IncomingWebhooks", "OutgoingWebhooks", "Jobs", "Roles", "Schemes"):
        installation.table(table)

    # When it was made, and how the database fares.
    check_conformance(author, changing=["metadata.yaml", "diagnostics.yaml"])


def test_every_module_with_a_hook_is_an_entry_point() -> None:
    modules = {
        f"support_packet_diagnostics.{path.stem}"
        for path in SOURCE.glob("*.py")
        if "@hookimpl" in path.read_text(encoding="utf-8")
    }

    assert set(ENTRY_POINTS.values()) == modules


def test_it_imports_what_is_documented_for_packages_and_nothing_else() -> None:
    imported = {
        node.module or ""
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }

    foreign = {
        module
        for module in imported
        if module.partition(".")[0] not in {*sys.stdlib_module_names, SOURCE.name}
    }
    assert foreign == {"support_packet"}


@on_postgres
def test_the_files_have_the_names_of_the_servers_own_packet(author: Author) -> None:
    assert author.use(*ENTRY_POINTS).preview().names == NAMES


@on_postgres
def test_a_page_asks_the_database_nothing(installation: Installation, author: Author) -> None:
    installation.set("SqlSettings", QueryTimeout=1)

    seen = author.use(*ENTRY_POINTS).preview("page", show="stats.yaml")

    assert (seen.missing, seen.warnings, seen.texts) == ([], [], {})


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path) -> None:
    texts = {text for _, _, text, _, _ in extract_from_dir(SOURCE, keywords={"N_": None})}

    catalog = read_po(io.BytesIO(path.read_bytes()))

    assert {message.id for message in catalog if message.id and message.string} == texts
    assert [error for message in catalog for error in message.check()] == []


def test_there_is_a_catalog_for_each_language_of_the_page() -> None:
    program = PACKAGE.parents[1] / "support_packet/web/i18n/locales"

    assert {path.name for path in CATALOGS} == {path.name for path in program.glob("*.po")}


@on_postgres
def test_the_readme_grants_what_is_declared(installation: Installation) -> None:
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    granted = re.findall(r"GRANT SELECT ON ([\w, ]+) TO", readme)
    given = {"mattermost": installation.mattermost(), "facts": None}
    reads: set[str] = set()
    for name in ENTRY_POINTS.values():
        hook = import_module(name).packet_files
        found = hook(**{argument: given[argument] for argument in signature(hook).parameters})
        for file in found if isinstance(found, list) else [found]:
            reads |= set(file.reads)

    assert {table for tables in granted for table in tables.split(", ")} == reads
