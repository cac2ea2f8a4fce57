"""Rules that only a package on disk can break: by its import, by its catalogs, by its metadata."""

from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages

from support_packet.host.discovery.entry_points import find_entry_points
from support_packet.testing import Author, ConformanceError, Installation, check_conformance
from support_packet.testing.conformance.check import RULES

GOOD = """
@hookimpl
def packet_files():
    return PacketFile("good/a.txt", lambda: "content", title="A title", description="All of it.")
"""


@pytest.fixture
def author(packages: InstalledPackages, installation: Installation) -> Author:
    """Return the author of what is installed at the time of the first call."""
    packages.install("good", GOOD)
    return Author(installation, find_entry_points(packages.search_path)[0])


def broken(author: Author) -> dict[str, list[str]]:
    with pytest.raises(ConformanceError) as error:
        check_conformance(author)
    return error.value.broken


@pytest.fixture
def elsewhere(packages: InstalledPackages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder that is not below the one for temporary files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(packages.folder))


@pytest.mark.parametrize(
    ("effect", "text"),
    [
        ("print('hello')", "prints 'hello'"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "socket.getaddrinfo localhost"),
        ("open('mark', 'w').close()", "open mark"),
        (
            (
                "import threading; threading.Thread(target=threading.Event().wait, name='worker', "
                "daemon=True).start()"
            ),
            "starts the thread worker",
        ),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen true"),
        ("raise SystemExit('no')", "ended the process: no"),
    ],
)
@pytest.mark.usefixtures("elsewhere")
def test_an_import_with_an_effect(
    author: Author, packages: InstalledPackages, effect: str, text: str
) -> None:
    source = packages.folder / "good.py"
    source.write_text(f"{source.read_text(encoding='utf-8')}\n{effect}\n", encoding="utf-8")

    found = broken(author)["import"]

    assert text in found[0]


@pytest.fixture
def locales(author: Author, packages: InstalledPackages) -> Path:
    """Return the folder of the catalogs of a package."""
    folder = packages.folder / "good"
    (folder / "locales").mkdir(parents=True)
    (packages.folder / "good.py").rename(folder / "__init__.py")
    assert author.found
    return folder / "locales"


def catalog() -> str:
    return 'msgid "A title"\nmsgstr "Ein Titel"\n\nmsgid "All of it."\nmsgstr "Alles davon."\n'


def test_whole_catalogs_conform(author: Author, locales: Path) -> None:
    (locales / "de.po").write_text(catalog(), encoding="utf-8")

    check_conformance(author)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('msgid "A title"\nmsgstr "Ein Titel"\n', "de.po has no translation of 'All of it.'"),
        (catalog() + '\nmsgid "%(a)s"\nmsgstr "%(b)s"\n', "the placeholders of '%(a)s'"),
        ('msgid "A title\n', "not a valid catalog"),
    ],
)
def test_a_catalog_that_is_not_whole(author: Author, locales: Path, text: str, what: str) -> None:
    (locales / "de.po").write_text(text, encoding="utf-8")

    found = broken(author)

    assert list(found) == ["catalogs"]
    assert what in found["catalogs"][0]


def test_a_rule_can_be_left_out(author: Author, locales: Path) -> None:
    (locales / "de.po").write_text("", encoding="utf-8")

    check_conformance(author, without=["catalogs"])


def test_a_rule_that_does_not_exist_is_refused(author: Author) -> None:
    with pytest.raises(ValueError, match="No rule is called misspelt"):
        check_conformance(author, without=["misspelt"])


def test_every_rule_is_broken_by_a_test() -> None:
    folder = Path(__file__).parent
    tests = "".join(path.read_text(encoding="utf-8") for path in folder.glob("test_broken_*.py"))

    assert [rule.name for rule in RULES if f'"{rule.name}"' not in tests] == []
