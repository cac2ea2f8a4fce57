"""File names: those that are accepted unpack safely everywhere, and do not conflict."""

import io
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.errors import DeclarationError
from support_packet.host.validation.file_name_registry import FileNameRegistry
from support_packet.values.file_names import as_file_name, check_file_name, redacted_file_name

NAMES = st.text(
    st.one_of(st.sampled_from("aA./\\: ~-*"), st.characters(max_codepoint=0x1FFFF)), max_size=30
)


@pytest.mark.parametrize(
    "name", ["a", "a.txt", "a/b/c.log", ".env", "größe.json", "日本.txt", "a b.txt", "a-b_c(1).gz"]
)
def test_ordinary_names_are_fine(name: str) -> None:
    check_file_name(name)


@for_each(
    "name",
    [
        *("", "/", "/etc/passwd", "//host/share", "a//b", "a/", "/a"),
        *(".", "..", "../a", "a/../b", "a/..", "./a", "a/./b"),
        *("a\\b", "..\\a", "\\\\host\\share", "C:", "C:a", "C:\\a", "C:/a", "a:stream"),
        *("a\nb", "a\tb", "a\0b", "\x1b[31m", "a\x7f", "a\u202etxt.exe", "a\u200bb", "\ufeffa"),
        *("a\u2028b", "a\u00a0b", "\ud800", "a\udcff", "a\ue000"),
        *(" a", "a ", "a.", "a ./b", "...", "a/ b"),
        *("con", "CON.txt", "aux", "nul.tar.gz", "lpt1", "com¹", "a/PRN/b", "con .txt"),
        *("a*", "a?", 'a"b', "a<b", "a>b", "a|b"),
        *("\u2025/a", "\uff0fa", "\uff0e\uff0e/a", "a\uff3cb", "c\uff1aa"),
        *("x" * 201, "ß" * 101, "/".join(["x"] * 200)),
        *("warning.txt", "WARNING.TXT", "\uff57arning.txt", "warning.txt/a", "Warning.txt/b/c"),
    ],
)
def test_a_hostile_name_is_refused_and_named(name: str) -> None:
    with pytest.raises(DeclarationError, match="file name") as refusal:
        check_file_name(name)

    assert str(refusal.value).isprintable()


@given(NAMES)
def test_an_accepted_name_stays_in_its_folder(name: str) -> None:
    try:
        check_file_name(name)
    except DeclarationError:
        assume(False)

    for path in (PurePosixPath(name), PureWindowsPath(name)):
        assert not path.is_absolute()
        assert not path.drive
        assert not path.root
        assert ".." not in path.parts
        assert path.as_posix() == name


@given(NAMES)
def test_an_accepted_name_survives_the_zip_and_the_disk(name: str) -> None:
    try:
        check_file_name(name)
    except DeclarationError:
        assume(False)
    with io.BytesIO() as buffer, TemporaryDirectory() as folder:
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, b"content")
        with zipfile.ZipFile(buffer) as archive:
            archive.extractall(folder)

        assert (Path(folder) / name).read_bytes() == b"content"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a", "a"),
        ("a", "A"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("a/b/c", "A/B"),
        ("a/b", "a/b/c/d"),
        ("größe", "gro\u0308ße"),
        ("STRASSE", "straße"),
        ("ﬁle", "file"),
        ("\u212a", "k"),
    ],
)
def test_of_two_conflicting_names_the_first_wins(first: str, second: str) -> None:
    registry: FileNameRegistry[str] = FileNameRegistry()

    assert registry.register(first, "early") is None
    assert registry.register(second, "late") == "early"


def test_neighbors_do_not_conflict() -> None:
    registry: FileNameRegistry[str] = FileNameRegistry()

    assert [registry.register(name, name) for name in ("a/b", "a/c", "ab", "b/a", "a.b")] == [
        None
    ] * 5


@given(st.lists(NAMES, max_size=20))
def test_all_registered_names_can_be_unpacked_together(names: list[str]) -> None:
    registry: FileNameRegistry[str] = FileNameRegistry()
    with TemporaryDirectory() as folder:
        for name in names:
            try:
                check_file_name(name)
            except DeclarationError:
                continue
            if registry.register(name, name) is None:
                path = Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(exist_ok=False)


@given(NAMES)
def test_any_text_becomes_one_part_of_a_name(text: str) -> None:
    name = as_file_name(text)

    check_file_name(f"folder/{name}")
    assert "/" not in name
    assert as_file_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("access.log", "access.log"), ("größe 1.log", "größe 1.log"), (".hidden", ".hidden")),
        *(("a/b\\c:d.log", "a_b_c_d.log"), ("..", "_"), ("", "_"), ("con.log", "_con.log")),
        *(("a\n\udcff", "a__"), ("x" * 300 + ".log", "x" * 96 + ".log"), ("log. ", "log_")),
    ],
)
def test_it_keeps_what_it_can(text: str, name: str) -> None:
    assert as_file_name(text) == name


def test_a_name_does_not_show_a_secret_once_it_is_normalized() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in "kettle")

    name = redacted_file_name(f"a/kettle-{wide}.txt", lambda text: text.replace("kettle", "***"))

    assert name == "a/___-___.txt"


def test_parts_of_a_name_without_secrets_are_not_empty_but_for_the_last() -> None:
    def redact(text: str) -> str:
        return text.replace("kettle", "***")

    assert redacted_file_name("/x//kettle/", redact) == "_/x/_/___/"
