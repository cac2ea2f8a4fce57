"""A program that is not installed skips its tests, and fails them in CI."""

import errno
import os
import select
from collections.abc import Callable
from pathlib import Path

import pytest
from support.servers.apt import Apt
from support.servers.packages import (
    find_program,
    program_if_possible,
    required_library,
    required_program,
)

FakeApt = Callable[..., Apt]


@pytest.fixture(autouse=True)
def _outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def _ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only root installs packages."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.fixture
def _root_on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend to be root, who may install packages; the tests have their own apt-get."""
    if not Path("/etc/debian_version").exists():
        pytest.skip("packages are installed on Debian only")
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.fixture
def fake_apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeApt:
    """Return what puts an `apt-get` with this script on `PATH`; it logs its arguments first."""

    def put(script: str, seconds: float = 60) -> Apt:
        program = tmp_path / "bin" / "apt-get"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\necho "$*" >>{tmp_path}/calls\n{script}\n', encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
        return Apt(seconds, tmp_path / "record.json")

    return put


def calls(tmp_path: Path) -> list[str]:
    """Return the arguments of each call of the fake apt-get."""
    return (tmp_path / "calls").read_text(encoding="utf-8").splitlines()


def skipped(apt: Apt) -> str:
    """Return why a test that needs a missing program is skipped."""
    with pytest.raises(pytest.skip.Exception) as raised:
        required_program("no-such-program", "slapd", apt=apt)
    return str(raised.value)


def test_a_program_outside_of_the_path_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert find_program("fsck")


@pytest.mark.usefixtures("_ordinary_user")
def test_a_missing_program_skips_and_names_the_package() -> None:
    with pytest.raises(
        pytest.skip.Exception, match=r"no-such-program of the Debian package slapd .*: to run this"
    ):
        required_program("no-such-program", "slapd")


@pytest.mark.usefixtures("_ordinary_user")
def test_a_missing_program_is_a_failure_in_ci_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match=r"apt-get install slapd\nCI does not .* image"):
        required_program("no-such-program", "slapd")


@pytest.mark.usefixtures("_root_on_debian")
def test_a_large_package_is_not_installed(fake_apt: FakeApt, tmp_path: Path) -> None:
    apt = fake_apt("exit 0")

    with pytest.raises(pytest.skip.Exception, match="as root: apt-get install slapd"):
        required_program("no-such-program", "slapd", large=True, apt=apt)

    assert not (tmp_path / "calls").exists()


@pytest.mark.usefixtures("_root_on_debian")
def test_what_is_preferred_and_cannot_be_installed_is_left(
    fake_apt: FakeApt, tmp_path: Path
) -> None:
    assert program_if_possible("no-such-program", "slapd", apt=fake_apt("exit 100")) is None

    assert calls(tmp_path)[0].endswith("slapd")


@pytest.mark.usefixtures("_ordinary_user")
def test_what_is_preferred_is_found_where_it_is(fake_apt: FakeApt, tmp_path: Path) -> None:
    apt = fake_apt("exit 0")

    assert program_if_possible("no-such-program", "slapd", apt=apt) is None
    assert program_if_possible("apt-get", "apt", apt=apt) == tmp_path / "bin" / "apt-get"
    assert not (tmp_path / "calls").exists()


@pytest.mark.usefixtures("_root_on_debian")
def test_a_mirror_that_fails_is_the_reason(fake_apt: FakeApt) -> None:
    apt = fake_apt("echo 'Reading package lists...'; echo 'E: held broken packages.' >&2; exit 100")

    reason = skipped(apt)

    assert reason.startswith("no-such-program of the Debian package slapd is missing: ")
    assert "apt-get install failed with status 100: Reading" in reason
    assert "E: held broken packages." in reason


@pytest.mark.usefixtures("_root_on_debian")
def test_an_installation_that_brings_nothing_and_says_nothing_skips(fake_apt: FakeApt) -> None:
    assert skipped(fake_apt("exit 0")) == (
        "no-such-program of the Debian package slapd is missing: "
        "apt-get reported no error, but there is still no no-such-program"
    )


@pytest.mark.usefixtures("_root_on_debian")
def test_a_failure_without_a_message_skips(fake_apt: FakeApt) -> None:
    assert "apt-get install failed with status 7: no output" in skipped(fake_apt("exit 7"))


def loses_its_reader(fifo: Path) -> bool:
    """Return whether no process reads `fifo`, or soon none: one that was killed may still end."""
    try:
        writer = os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        return error.errno == errno.ENXIO
    try:
        # While this end is open, a living reader keeps waiting.
        ended = select.poll()
        ended.register(writer, 0)
        return any(event & select.POLLERR for _, event in ended.poll(60_000))
    finally:
        os.close(writer)


@pytest.mark.usefixtures("_root_on_debian")
def test_an_installation_that_hangs_is_ended_with_what_it_started(
    fake_apt: FakeApt, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "fifo")
    apt = fake_apt(f"cat {tmp_path}/fifo & wait", seconds=0.5)

    assert skipped(apt).endswith("is missing: apt-get had not finished after 0.5 seconds")

    assert loses_its_reader(tmp_path / "fifo")


def test_an_installation_never_removes_a_package(fake_apt: FakeApt, tmp_path: Path) -> None:
    fake_apt("exit 0").install("slapd")

    [call] = calls(tmp_path)
    assert {"install", "--no-remove", "slapd"} <= set(call.split())


def test_old_lists_of_packages_are_brought_up_to_date(fake_apt: FakeApt, tmp_path: Path) -> None:
    apt = fake_apt(f'test "$2" = update && touch {tmp_path}/new; test -e {tmp_path}/new')

    assert apt.install("slapd") is None
    assert [call.split()[1] for call in calls(tmp_path)] == ["install", "update", "install"]


def test_what_failed_once_is_not_tried_again_in_the_same_run(
    fake_apt: FakeApt, tmp_path: Path
) -> None:
    apt = fake_apt("exit 100")
    first = apt.install("slapd")
    count = len(calls(tmp_path))

    assert Apt(record=tmp_path / "record.json").install("slapd") == first
    assert len(calls(tmp_path)) == count


def test_without_apt_the_reason_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert Apt(record=tmp_path / "record.json").install("slapd") == "there is no apt-get"


@pytest.mark.usefixtures("_root_on_debian")
def test_a_library_is_installed_where_a_program_does_not_work_without_it(
    fake_apt: FakeApt, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    apt = fake_apt(f"touch {library}")

    required_library("libx.so.1", "libx1", works=library.exists, apt=apt)

    assert any("libx1" in call for call in calls(tmp_path))


@pytest.mark.usefixtures("_ordinary_user")
def test_a_missing_library_skips_and_names_the_package() -> None:
    with pytest.raises(pytest.skip.Exception, match=r"libx.so.1 of the Debian package libx1 is"):
        required_library("libx.so.1", "libx1", works=lambda: False)
