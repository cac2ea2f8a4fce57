"""The package as others see it: conformance, texts in other languages, imports."""

import ast
import io
import sys
import time
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from support_packet.testing import Author, Installation, check_conformance

import support_packet_cluster

SOURCE = Path(support_packet_cluster.__file__).parent
PACKAGE = Path(__file__).parents[1]
CATALOGS = sorted((SOURCE / "locales").glob("*.po"))


def test_it_conforms(installation: Installation, author: Author) -> None:
    now = round(time.time() * 1000)
    installation.set("ClusterSettings", Enable=True, ClusterName="chat")
    row = {"Type": "mattermost_app", "ClusterName": "chat", "GossipPort": 8074, "Port": 8075}
    # Nobody listens there.
    installation.table(
        "ClusterDiscovery",
        {**row, "Id": "a", "Hostname": "127.0.0.1", "CreateAt": now, "LastPingAt": now},
        {**row, "Id": "b", "Hostname": "127.0.0.2", "CreateAt": now, "LastPingAt": now},
    )
    author.environment["SUPPORT_PACKET_NODE_URL"] = "http://{hostname}:1"

    check_conformance(author)


def test_it_imports_what_is_documented_for_packages_and_nothing_else() -> None:
    imported = {
        node.module or ""
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }

    known = {*sys.stdlib_module_names, SOURCE.name}
    assert {name for name in imported if name.partition(".")[0] not in known} == {"support_packet"}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path) -> None:
    texts = {text for _, _, text, _, _ in extract_from_dir(SOURCE, keywords={"N_": None})}

    catalog = read_po(io.BytesIO(path.read_bytes()))

    assert {message.id for message in catalog if message.id and message.string} == texts
    assert [error for message in catalog for error in message.check()] == []


def test_there_is_a_catalog_for_each_language_of_the_page() -> None:
    program = PACKAGE.parents[1] / "support_packet/web/i18n/locales"

    assert {path.name for path in CATALOGS} == {path.name for path in program.glob("*.po")}
