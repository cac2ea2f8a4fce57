"""Which manifest file counts, and which cannot be read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from support_packet.errors import ManifestError
from support_packet.mattermost.manifests.manifest_file import read_manifest_file


def test_a_folder_without_a_manifest_has_none(tmp_path: Path) -> None:
    assert read_manifest_file(tmp_path) is None


def test_the_first_name_wins(tmp_path: Path) -> None:
    (tmp_path / "plugin.json").write_text('{"id": "json"}')
    assert read_manifest_file(tmp_path) == {"id": "json"}
    (tmp_path / "plugin.yaml").write_text("id: yaml")
    assert read_manifest_file(tmp_path) == {"id": "yaml"}
    (tmp_path / "plugin.yml").write_text("id: yml")
    assert read_manifest_file(tmp_path) == {"id": "yml"}


def test_a_broken_manifest_is_not_rescued_by_another(tmp_path: Path) -> None:
    (tmp_path / "plugin.yaml").write_text("id: [")
    (tmp_path / "plugin.json").write_text('{"id": "json"}')

    with pytest.raises(ManifestError, match=r"\Aplugin\.yaml: line 1, column 6: "):
        read_manifest_file(tmp_path)


def test_invalid_utf_8_in_json_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "plugin.json").write_bytes(b'{"name": "caf\xe9 \\ud800"}')

    assert read_manifest_file(tmp_path) == {"name": "caf\ufffd \ufffd"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "line 1, column 1: expecting value"),
        ("{", "line 1, column 2: expecting property name enclosed in double quotes"),
        ('{"id": NaN}', "NaN and Infinity are not JSON"),
        ('{"id": 1e999}', "a number is out of range"),
        ("[" * 200_000, "it is nested too deeply"),
        ("\ufeff{}", "line 1, column 1: a byte order mark"),
        (" " * (2**18 + 1), "it is larger than 262144 bytes"),
    ],
    ids=lambda text: text[:10],
)
def test_an_invalid_file_is_explained(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "plugin.json").write_text(content)

    with pytest.raises(ManifestError) as failure:
        read_manifest_file(tmp_path)

    assert str(failure.value) == f"plugin.json: {reason}"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (os.mkfifo, "it is a named pipe"),
        (os.mkdir, "it is a directory"),
        (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    ],
    ids=["pipe", "directory", "device", "link to itself"],
)
def test_anything_but_a_file_is_an_error(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    make(tmp_path / "plugin.yml")

    with pytest.raises(ManifestError, match=reason):
        read_manifest_file(tmp_path)


def test_a_dangling_link_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "plugin.yml").symlink_to("nowhere")
    (tmp_path / "plugin.json").write_text("{}")

    assert read_manifest_file(tmp_path) == {}
