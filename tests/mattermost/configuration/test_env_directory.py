"""A directory with one file for each variable, as `envdir` reads it."""

import os
from pathlib import Path

import pytest

from support_packet.errors import SettingsError
from support_packet.mattermost.configuration.env_file import read_env_file


def test_files_are_variables(tmp_path: Path) -> None:
    contents = {
        "MM_A": b"one\n",
        "MM_B": b"two words \t\nrest\n",
        "MM_C": b"no end",
        "MM_D": b"\n",
        "MM_E": b"",
        "MM_F": b"a\0b\n",
        "MM_G": b'"$HOME" #x\\\n',
        "MM_H": b"crlf\r\n",
        "MM_I": b"caf\xe9\n",
        ".hidden": b"x",
        "A=B": b"x",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()

    assert read_env_file(tmp_path, "systemd") == {
        "MM_A": "one",
        "MM_B": "two words",
        "MM_C": "no end",
        "MM_D": "",
        "MM_E": None,
        "MM_F": "a\nb",
        "MM_G": '"$HOME" #x\\',
        "MM_H": "crlf\r",
        "MM_I": "caf\udce9",
    }


def test_a_secret_that_kubernetes_mounts(tmp_path: Path) -> None:
    data = tmp_path / "..2026_11_28_17_00_00.1234"
    data.mkdir()
    (data / "MM_CONFIG").write_text("postgres://mmuser:hunter2@db/mattermost")
    (tmp_path / "..data").symlink_to(data.name)
    (tmp_path / "MM_CONFIG").symlink_to("..data/MM_CONFIG")

    found = read_env_file(tmp_path, "docker")

    assert found == {"MM_CONFIG": "postgres://mmuser:hunter2@db/mattermost"}


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "MM_A").symlink_to("nowhere")

    with pytest.raises(SettingsError, match=r"/MM_A: No such file or directory\. Give read access"):
        read_env_file(tmp_path, "systemd")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "MM_A")

    with pytest.raises(SettingsError, match=r"/MM_A: it is a named pipe\."):
        read_env_file(tmp_path, "systemd")
