"""What was compiled is found at the next start, unless another account may have written it."""

import errno
import os
from pathlib import Path

import pytest

from support_packet.redaction.compiled_rules import CompiledRules

KEY = b"key"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return where it is kept."""
    return tmp_path


@pytest.fixture
def file(directory: Path) -> Path:
    """Return the file in which something is kept."""
    CompiledRules(directory).put(KEY, lambda: b"compiled")
    [file] = directory.iterdir()
    return file


@pytest.mark.usefixtures("file")
def test_it_is_there_at_the_next_start(directory: Path) -> None:
    assert CompiledRules(directory).get(KEY) == b"compiled"


def test_only_this_account_can_read_and_write_it(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


def test_other_rules_are_kept_in_the_same_file(directory: Path, file: Path) -> None:
    CompiledRules(directory).put(b"other", lambda: b"too")

    rules = CompiledRules(directory)
    assert (rules.get(KEY), rules.get(b"other")) == (b"compiled", b"too")
    assert [*directory.iterdir()] == [file]


def test_what_is_damaged_is_made_again(directory: Path, file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])
    rules = CompiledRules(directory)
    assert rules.get(KEY) is None

    rules.put(KEY, lambda: b"compiled")

    assert CompiledRules(directory).get(KEY) == b"compiled"


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_may_write_is_refused(directory: Path, file: Path, mode: int) -> None:
    file.chmod(mode)

    with pytest.raises(PermissionError, match="support-packet-rules"):
        CompiledRules(directory)


def test_a_file_with_another_name_is_neither_used_nor_changed(
    directory: Path, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "config.json"
    os.link(file, other)

    with pytest.raises(PermissionError):
        CompiledRules(directory)


@pytest.mark.usefixtures("file")
def test_a_link_is_not_followed(directory: Path, file: Path, tmp_path: Path) -> None:
    file.rename(tmp_path / "config.json")
    file.symlink_to(tmp_path / "config.json")

    with pytest.raises(OSError, match="symbolic links"):
        CompiledRules(directory)


def test_a_pipe_is_not_waited_for(directory: Path, file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)

    with pytest.raises(PermissionError):
        CompiledRules(directory)


def test_a_full_disk_leaves_nothing_behind(
    directory: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    rules = CompiledRules(directory)
    before = file.read_bytes()
    monkeypatch.setattr(os, "pwrite", full)

    rules.put(b"other", lambda: b"compiled")

    assert rules.get(b"other") is None
    assert rules.get(KEY) == b"compiled"
    assert file.read_bytes() == before
