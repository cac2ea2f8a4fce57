"""The package as others see it: conformance, declarations, README."""

import re
import tomllib
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
from support_packet.testing import Author, Installation, check_conformance

import support_packet_diagnostics

SOURCE = Path(support_packet_diagnostics.__file__).parent
PACKAGE = Path(__file__).parents[1]
PROJECT = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENTRY_POINTS = PROJECT["entry-points"]["support_packet"]
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

    # When it was made, and the state of the database.
    check_conformance(author, changing=["metadata.yaml", "diagnostics.yaml"])


def test_every_module_with_a_hook_is_an_entry_point() -> None:
    modules = {
        f"support_packet_diagnostics.{path.stem}"
        for path in SOURCE.glob("*.py")
        if "@hookimpl" in path.read_text(encoding="utf-8")
    }

    assert set(ENTRY_POINTS.values()) == modules


@on_postgres
def test_the_files_have_the_names_of_the_servers_own_packet(author: Author) -> None:
    assert author.use(*ENTRY_POINTS).preview().names == NAMES


@on_postgres
def test_a_page_asks_the_database_nothing(installation: Installation, author: Author) -> None:
    installation.set("SqlSettings", QueryTimeout=1)

    seen = author.use(*ENTRY_POINTS).preview("page", show="stats.yaml")

    assert (seen.missing, seen.warnings, seen.texts) == ([], [], {})


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
