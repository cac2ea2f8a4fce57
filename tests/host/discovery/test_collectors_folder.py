"""Modules of a folder as collectors, without any distribution."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.distributions.loading import PATIENT, state_of

from support_packet.host.discovery.collectors import Collectors, load_collectors
from support_packet.host.origin import CollectorId

COLLECTOR = """
from support_packet import PacketFile, hookimpl

@hookimpl
def packet_files():
    return PacketFile("hello/a.txt", lambda: "a")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder whose modules are forgotten in the end."""
    folder = tmp_path / "collectors"
    folder.mkdir()
    path = list(sys.path)
    yield folder
    sys.path[:] = path
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


def load(folder: Path) -> Collectors:
    nothing = folder.with_name("nothing")
    return load_collectors(PATIENT, [str(nothing)], folder)


def test_modules_and_packages_are_collectors(folder: Path) -> None:
    (folder / "hello_one.py").write_text(COLLECTOR, encoding="utf-8")
    (folder / "hello_two").mkdir()
    (folder / "hello_two" / "__init__.py").write_text(COLLECTOR, encoding="utf-8")

    states = load(folder).states

    assert [(each.entry_point, each.state, each.hooks) for each in states] == [
        ("hello_one", "loaded", ("packet_files",)),
        ("hello_two", "loaded", ("packet_files",)),
    ]
    assert states[1].distribution == str(folder / "hello_two")


@pytest.mark.parametrize(
    "name",
    ["_shared.py", ".hidden.py", "test_hello.py", "conftest.py", "notes.txt", "folder/hello.py"],
)
def test_what_is_not_a_collector_is_skipped(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("raise SystemExit", encoding="utf-8")

    assert load(folder).states == ()


def test_they_import_what_is_next_to_them(folder: Path) -> None:
    (folder / "_hello_shared.py").write_text("NAME = 'hello/a.txt'", encoding="utf-8")
    source = COLLECTOR + "\nfrom _hello_shared import NAME\n"
    (folder / "hello_three.py").write_text(source, encoding="utf-8")

    assert load(folder).states[0].state == "loaded"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("json.py", "There is a module json already"),
        ("pluggy.py", "There is a module pluggy already"),
        ("wave.py", "There is a module wave already"),
        ("my-report.py", "'my-report' cannot be the name of a module"),
        ("class.py", "'class' cannot be the name of a module"),
    ],
)
def test_a_name_that_python_would_not_find_is_refused(
    folder: Path, name: str, message: str
) -> None:
    (folder / name).write_text(COLLECTOR, encoding="utf-8")
    (folder / "hello_four.py").write_text(COLLECTOR, encoding="utf-8")

    collectors = load(folder)

    assert message in state_of(collectors, name.removesuffix(".py")).error
    assert state_of(collectors, "hello_four").state == "loaded"


def test_a_module_that_does_not_load_can_be_fixed(folder: Path) -> None:
    (folder / "hello_five.py").write_text("1 / 0\n", encoding="utf-8")
    assert "ZeroDivisionError: division by zero (hello_five.py, line 1)" in (
        load(folder).states[0].error
    )

    (folder / "hello_five.py").write_text(COLLECTOR, encoding="utf-8")

    assert load(folder).states[0].state == "loaded"


@pytest.mark.parametrize(
    ("source", "why", "remedy"),
    [
        (
            "SUPPORT_PACKET_CONTRACT = 99",
            "written for version 99 of the collector contract",
            "Update support-packet, install an older release of the package, or block ",
        ),
        (
            "from support_packet import Later",
            "cannot import name 'Later' from 'support_packet'. It may have been written for",
            "Update support-packet, install an older release of the package, or block ",
        ),
        (
            "import no_such_thing",
            "imports no_such_thing",
            "Install it (the dependencies of the package ",
        ),
        ("1 / 0", "ZeroDivisionError", "Correct {file}, or block the collector with "),
    ],
)
def test_the_remedy_is_one_and_fits(folder: Path, source: str, why: str, remedy: str) -> None:
    (folder / "newer_one.py").write_text(source, encoding="utf-8")

    [problem] = load(folder).problems

    assert why in str(problem.why)
    assert str(problem.remedy).startswith(remedy.format(file=folder / "newer_one.py"))
    assert "maintainers" not in str(problem)


def test_its_files_and_facts_are_named_like_the_module() -> None:
    origin = CollectorId("/srv/collectors/hello_one.py", "", "hello_one", in_folder=True)

    assert (origin.folder, origin.prefix) == ("hello_one", "hello_one")
    assert CollectorId("my-package", "1", "own").folder == "my-package"
    assert CollectorId("my-package", "1", "own").prefix == "my_package"
