"""The break-glass token: off by default, and strict about its file."""

import os
from pathlib import Path

import pytest

from support_packet.errors import SettingsError
from support_packet.web.access.break_glass import admits, check_token_file, operator_secrets

TOKEN = "only-for-the-night-the-database-died"


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    """Return a file that may be used."""
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n", encoding="ascii")
    path.chmod(0o600)
    return path


def test_the_token_in_the_file_is_admitted(token_file: Path) -> None:
    assert admits(token_file, TOKEN)


@pytest.mark.parametrize(
    "token", ["", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ä" * 32, " " + TOKEN]
)
def test_no_other_token_is_admitted(token_file: Path, token: str) -> None:
    assert not admits(token_file, token)


def test_without_a_file_nothing_is_admitted() -> None:
    check_token_file(None)

    assert not admits(None, "")
    assert not admits(None, TOKEN)
    assert operator_secrets(None) == frozenset()


def test_the_token_is_a_secret(token_file: Path) -> None:
    assert operator_secrets(token_file) == {TOKEN}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o610, 0o666])
def test_a_file_that_others_may_access_is_refused(token_file: Path, mode: int) -> None:
    token_file.chmod(mode)

    with pytest.raises(SettingsError, match="owner only"):
        check_token_file(token_file)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused(token_file: Path) -> None:
    os.chown(token_file, 65534, -1)

    with pytest.raises(SettingsError, match="must belong to"):
        check_token_file(token_file)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")
@pytest.mark.parametrize(("mode", "admitted"), [(0o440, True), (0o460, False), (0o444, False)])
def test_a_credential_of_systemd_belongs_to_root(
    token_file: Path, monkeypatch: pytest.MonkeyPatch, mode: int, admitted: bool
) -> None:
    token_file.chmod(mode)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(token_file.parent))

    assert admits(token_file, TOKEN) is admitted


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to a group")
@pytest.mark.parametrize(
    ("mode", "group", "admitted"),
    [(0o440, 0, True), (0o460, 0, False), (0o444, 0, False), (0o440, 65534, False)],
)
def test_a_file_of_root_may_be_for_a_group_of_this_program(
    token_file: Path, monkeypatch: pytest.MonkeyPatch, mode: int, group: int, admitted: bool
) -> None:
    """As Kubernetes mounts a secret, with `fsGroup`."""
    os.chown(token_file, 0, group)
    token_file.chmod(mode)
    monkeypatch.setattr(os, "geteuid", lambda: 2000)
    monkeypatch.setattr(os, "getegid", lambda: 2000)
    monkeypatch.setattr(os, "getgroups", lambda: [0])

    assert admits(token_file, TOKEN) is admitted


@pytest.mark.parametrize(
    "content",
    [b"", b"x" * 31, b"x" * 513, b"x" * 20 + b" " + b"x" * 20, b"\xff" * 40, b"x" * 10**6],
)
def test_anything_but_one_long_token_is_refused(token_file: Path, content: bytes) -> None:
    token_file.write_bytes(content)

    with pytest.raises(SettingsError, match="32 to 512"):
        check_token_file(token_file)


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)

    with pytest.raises(SettingsError, match="named pipe"):
        check_token_file(tmp_path / "pipe")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="directory"):
        check_token_file(tmp_path)


def test_deleting_the_file_revokes_the_token(
    token_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert admits(token_file, TOKEN)
    token_file.unlink()

    assert not admits(token_file, TOKEN)
    [message] = caplog.messages
    assert message.startswith("The break-glass token can't be used.")
    assert message.endswith(f"{token_file}: No such file or directory.")


def test_no_message_holds_the_token(token_file: Path) -> None:
    token_file.chmod(0o644)

    with pytest.raises(SettingsError) as caught:
        check_token_file(token_file)

    assert TOKEN not in str(caught.value)
