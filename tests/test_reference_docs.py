"""The reference for authors: up to date, complete, and every example makes its files."""

import ast
import builtins
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import sqlalchemy
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker

import support_packet
from demo.installation import Installation, build_installation
from scripts.reference_docs import (
    EXAMPLES,
    PAGE,
    SECTIONS,
    Section,
    current_page,
    members,
    public_name,
)
from support_packet.mattermost.installation import Mattermost

JOBS = "CREATE TABLE IF NOT EXISTS Jobs (Id, Type, Status, Data)"
NO_FILE = {"nodes.py"}
"""The nodes of the example's cluster do not exist; tests/web/download has some that do."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return the example installation, which has jobs."""
    built = build_installation(tmp_path_factory.mktemp("example") / "mattermost")
    with closing(sqlite3.connect(built.database)) as database, database:
        database.execute(JOBS)
    return built


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Run a web server; return its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_reference_is_what_the_docstrings_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == current_page(), "run `make docs`"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_every_member_is_described_and_used(section: Section) -> None:
    used = set(used_names())
    for described in section.described:
        if not isinstance(described, type):
            assert public_name(described) in used
            continue
        for name, member in members(described):
            assert name in used
            assert (member.fget if isinstance(member, property) else member).__doc__


def test_authors_can_import_every_type_that_they_meet() -> None:
    """Those of the types and functions that are described, and of what is a part of them."""
    public = {getattr(support_packet, name) for name in support_packet.__all__ if name != "N_"}
    described = [each for section in SECTIONS for each in section.described]
    signatures = [
        member.fget if isinstance(member, property) else member
        for each in described
        for member in (dict(members(each)).values() if isinstance(each, type) else [each])
    ]
    others = {"AbstractContextManager": AbstractContextManager, "sqlalchemy": sqlalchemy}
    hints = [get_type_hints(each, localns=others) for each in signatures]
    met = {part for each in hints for part in parts(list(each.values()))}

    ours = {each for each in {*met, *described} if each.__module__.startswith("support_packet")}
    assert len(ours) > 15
    assert ours <= public


def parts(annotation: Any) -> Iterator[Any]:
    """Yield the classes that an annotation, or a list of them, consists of."""
    if isinstance(annotation, list | tuple):
        for each in annotation:
            yield from parts(each)
    elif get_args(annotation):
        yield from parts(get_args(annotation))
    elif isinstance(annotation, type):
        yield annotation


def test_every_error_of_the_reference_can_be_imported() -> None:
    errors = set(re.findall(r"`(\w+Error|ContentCut)`", PAGE.read_text(encoding="utf-8")))

    assert "QueryTimeoutError" in errors
    assert {each for each in errors if not hasattr(builtins, each)} <= set(support_packet.__all__)


def used_names() -> Iterator[str]:
    """Yield all names and attributes in the examples."""
    for path in EXAMPLES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                yield node.attr
            elif isinstance(node, ast.Name):
                yield node.id


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_an_example_makes_its_files(
    path: Path, example: Installation, site: str, packages: InstalledPackages
) -> None:
    source = path.read_text(encoding="utf-8").replace("127.0.0.1:9200", site)
    packages.install("my-package", source)

    files = PacketMaker(packages, Mattermost(example.directory, {})).files()

    declared = ast.walk(ast.parse(source))
    names = {
        str(node.value)
        for node in declared
        if isinstance(node, ast.Constant) and str(node.value).startswith("my-package/")
    }
    assert names or path.name in NO_FILE | {"logs.py"}
    if path.name not in NO_FILE:
        assert "warning.txt" not in files, files["warning.txt"]
        assert names <= set(files)
        assert all(files[name] for name in names)


def test_what_is_called_python_is_python() -> None:
    blocks = re.findall(r"(?s)```(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"))

    assert {kind for kind, _ in blocks} == {"python", "yaml"}
    for kind, code in blocks:
        if kind == "python":
            ast.parse(code)
