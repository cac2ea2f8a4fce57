"""Where the configuration file is looked for, and what is wrong with it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.faults.privileges import without_privileges

from support_packet.errors import ConfigurationError
from support_packet.mattermost.configuration.config_file import (
    MAX_BYTES,
    find_config_file,
    read_config_file,
)


def place(path: Path) -> Path:
    """Write an empty configuration."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a server's directory, two folders below the temporary one."""
    home = tmp_path / "opt" / "mattermost"
    (home / "bin").mkdir(parents=True)
    return home


PLACES = [
    "opt/mattermost/channels/config/config.json",
    "opt/mattermost/config/config.json",
    "opt/config/config.json",
    "config/config.json",
    "opt/mattermost/bin/config/config.json",
    "opt/mattermost/config.json",
    "opt/mattermost/bin/config.json",
]


@pytest.mark.parametrize("first", range(len(PLACES)))
def test_the_first_place_wins(tmp_path: Path, home: Path, first: int) -> None:
    placed = [place(tmp_path / name) for name in PLACES[first:]]

    assert find_config_file(home, "config.json") == placed[0]


def test_an_absolute_path_is_taken_as_it_is(tmp_path: Path, home: Path) -> None:
    place(home / "config" / "config.json")

    assert find_config_file(home, str(tmp_path / "other.json")) == tmp_path / "other.json"


def test_a_relative_path_may_have_folders(home: Path) -> None:
    file = place(home / "config" / "eu" / "config.json")

    assert find_config_file(home, "eu/config.json") == file
    assert find_config_file(home, "config/eu/config.json") == home / "config/eu/config.json"


def test_folders_above_the_real_executable_are_searched(tmp_path: Path, home: Path) -> None:
    file = place(tmp_path / "srv" / "release" / "config" / "config.json")
    (home / "bin").rmdir()
    (tmp_path / "srv" / "release" / "bin").mkdir()
    (home / "bin").symlink_to(tmp_path / "srv" / "release" / "bin")

    assert find_config_file(home, "config.json") == file


def test_a_directory_is_skipped(home: Path) -> None:
    (home / "config" / "config.json").mkdir(parents=True)
    file = place(home / "config.json")

    assert find_config_file(home, "config.json") == file


def test_where_there_is_none_the_config_folder_is_named(tmp_path: Path, home: Path) -> None:
    assert find_config_file(home, "config.json") == home / "config" / "config.json"

    (tmp_path / "config").mkdir()

    assert find_config_file(home, "config.json") == tmp_path / "config" / "config.json"


def test_folders_that_may_not_be_entered_hold_nothing(home: Path) -> None:
    place(home / "config/config.json")
    home.chmod(0)

    with without_privileges():
        found = find_config_file(home, "config.json")

    home.chmod(0o700)
    assert found == home / "config/config.json"


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_text('{"SqlSettings": {"Trace": true}, "A": "é"}', encoding="utf-8")

    assert list(read_config_file(path).document.items()) == [
        ("SqlSettings", {"Trace": True}),
        ("A", "é"),
    ]


def write(content: bytes) -> Callable[[Path], None]:
    """Return what writes this content."""

    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_nothing(_path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (write(b'{\n  "a": hunter2\n}'), "line 2, column 8: expecting value"),
        (write(b""), "line 1, column 1"),
        (write(b"\xef\xbb\xbf{}"), "line 1, column 1: a byte order mark"),
        (write('{"a": "hunter2"}'.encode("utf-16")), "it is not UTF-8"),
        (write('{"a": "hunter2"}'.encode("utf-32")), "it is not UTF-8"),
        (write(b'{"a": "hunter2\xe9",}'), "line 1, column 1[78]: .*can't read it either"),
        (write(b'{"a": 1} // hunter2'), "line 1, column 10: extra data. Mattermost can't read it"),
        (write(b'{/* hunter2 */ "a": 1}'), "line 1, column 2: .*Mattermost can't read it either"),
        (write(b'{"SqlSettings": {"QueryTimeout": "30"}}'), "QueryTimeout must be a whole number"),
        (write(b'{"SqlSettings": {"QueryTimeout": 30.0}}'), "QueryTimeout must be a whole number"),
        (write(b'["hunter2"]'), "it is not a JSON object"),
        (write(b"null"), "it is not a JSON object"),
        (write(b'{"a": NaN}'), "NaN and Infinity"),
        (write(b"[" * 200_000), "nested too deeply"),
        (write(b'{"SqlSettings": {"DataSource": ["hunter2"]}}'), "DataSource must be a string"),
        (write(b" " * (MAX_BYTES + 1)), "it is larger than"),
        (Path.mkdir, "it is a directory"),
        (make_pipe, "it is a named pipe"),
        (make_loop, "Too many levels of symbolic links"),
        (make_nothing, "No such file or directory. Is this Mattermost's directory"),
    ],
)
def test_an_invalid_file_is_one_clear_line(
    tmp_path: Path, make: Callable[[Path], None], complaint: str
) -> None:
    path = tmp_path / "config.json"
    make(path)

    with pytest.raises(ConfigurationError, match=complaint) as caught:
        read_config_file(path)

    assert str(caught.value).startswith(f"{path}: ")
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    ["mariadb://mmuser:hunter2@localhost/db", "host=x password=hunter2", "u:hunter2@tcp(x)/db"],
)
def test_a_mistyped_data_source_is_not_repeated(home: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^MM_CONFIG: No such file") as caught:
        read_config_file(find_config_file(home, name))

    assert "hunter2" not in str(caught.value)
    assert "a data source begins with postgres://" in str(caught.value)


def test_a_byte_that_is_not_utf_8_is_read_as_go_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(b'{\n"TeamSettings": {"SiteName": "caf\xe9 \xf0\x9f\x98"}}')

    read = read_config_file(path)

    assert read.document == {"TeamSettings": {"SiteName": "caf\ufffd \ufffd\ufffd\ufffd"}}
    assert list(map(str, read.notes)) == [
        (
            f"{path} is not UTF-8 in line 2. Mattermost reads another character there: save "
            "the file as UTF-8."
        )
    ]
