"""SIGHUP: new requests see the new state, downloads go on, and a failure changes nothing."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.waiting import eventually
from support.serving.program import Program, serving

from demo.installation import Installation

ONE_FILE = """
    @hookimpl
    def packet_files():
        return PacketFile("late/file.txt", lambda: "installed later")
"""

ONE_SETTING = f"""
    @hookimpl
    def packet_settings():
        return PacketSetting("name")
{ONE_FILE}"""


@pytest.fixture
def packages(tmp_path: Path) -> InstalledPackages:
    """Return where packages can be installed while the server runs."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    return InstalledPackages(folder)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    """Return the file with the server's settings."""
    path = tmp_path / "settings.env"
    path.write_text("SUPPORT_PACKET_MAX_PACKETS=2\n", encoding="utf-8")
    return path


@pytest.fixture
def own(
    installation: Installation, tmp_path: Path, packages: InstalledPackages, env_file: Path
) -> Iterator[Program]:
    """Return a server that a test may reload."""
    variables = {"PYTHONPATH": packages.search_path[0]}
    options = ("--env-file", str(env_file))
    with serving(installation.directory, tmp_path, *options, **variables) as program:
        yield program


def reload(program: Program) -> None:
    """Send SIGHUP and wait until all requests go to a new worker."""
    before = program.workers()
    retire(program)
    assert eventually(lambda: not program.workers() & before)


def retire(program: Program) -> None:
    """Send SIGHUP and wait until a new worker answers; the old one may still take requests."""

    def retired() -> int:
        return program.log.read_text(encoding="utf-8").count("Retiring worker")

    before = retired()
    program.process.send_signal(signal.SIGHUP)
    assert eventually(lambda: retired() > before)


def test_a_package_that_was_installed_since_is_taken_up(
    own: Program, installation: Installation, packages: InstalledPackages
) -> None:
    packages.install("late", ONE_FILE)

    reload(own)

    assert b"late/file.txt" in own.packet(installation.tokens["admin"]).body


def test_a_package_that_was_updated_since_is_the_new_one(
    own: Program, installation: Installation, packages: InstalledPackages
) -> None:
    packages.install("late", ONE_FILE)
    reload(own)
    [module] = Path(packages.search_path[0]).glob("late*.py")
    source = module.read_text(encoding="utf-8")
    # Of another length: two files of one second and one size count as the same.
    module.write_text(source.replace("late/file.txt", "late/another.txt"), encoding="utf-8")
    reload(own)

    assert b"late/another.txt" in own.packet(installation.tokens["admin"]).body


def test_a_setting_that_was_changed_since_is_in_force(
    own: Program, installation: Installation, env_file: Path
) -> None:
    env_file.write_text("SUPPORT_PACKET_BLOCKED_COLLECTORS=mattermost_log\n", encoding="utf-8")

    reload(own)

    assert b"mattermost.log" not in own.packet(installation.tokens["admin"]).body


@pytest.mark.parametrize(
    "broken", ["SUPPORT_PACKET_MAX_PACKETS=0\n", "SUPPORT_PACKET_NOBODY__KNOWS=1\n"]
)
def test_a_reload_that_fails_leaves_everything_as_it_was(
    own: Program, installation: Installation, env_file: Path, broken: str
) -> None:
    """The first is refused by the main process, the second by the new worker."""
    [worker] = own.workers()
    env_file.write_text(broken, encoding="utf-8")

    own.process.send_signal(signal.SIGHUP)

    log = own.log
    assert eventually(lambda: "The reload failed" in log.read_text(encoding="utf-8"))
    assert eventually(lambda: own.workers() == {worker})
    assert own.packet(installation.tokens["admin"]).status == 200


def kill_workers(program: Program) -> None:
    """Kill them, and wait until there is another one."""
    before = program.workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: bool(program.workers() - before))


def test_a_lost_worker_is_replaced_without_a_package_that_is_gone(
    own: Program, installation: Installation, packages: InstalledPackages, env_file: Path
) -> None:
    packages.install("late", ONE_SETTING)
    env_file.write_text("SUPPORT_PACKET_LATE__NAME=any\n", encoding="utf-8")
    reload(own)
    assert b"late/file.txt" in own.packet(installation.tokens["admin"]).body
    shutil.rmtree(packages.folder)
    packages.folder.mkdir()
    own.process.send_signal(signal.SIGHUP)
    log = own.log
    assert eventually(lambda: "The reload failed" in log.read_text(encoding="utf-8"))

    kill_workers(own)

    packet = own.packet(installation.tokens["admin"])
    assert packet.status == 200
    assert b"late/file.txt" not in packet.body
    why = "The packet is made nevertheless, but: SUPPORT_PACKET_LATE__NAME"
    assert why in log.read_text(encoding="utf-8")


def test_a_package_that_ends_the_new_worker_changes_nothing(
    own: Program, installation: Installation, packages: InstalledPackages
) -> None:
    """The code is that of gunicorn's workers that cannot start, at which it ends by itself."""
    [worker] = own.workers()
    packages.install("late", "import os; os._exit(3)")

    own.process.send_signal(signal.SIGHUP)

    log = own.log
    assert eventually(lambda: "The reload failed" in log.read_text(encoding="utf-8"))
    assert own.workers() == {worker}
    assert own.packet(installation.tokens["admin"]).status == 200


def test_a_lost_worker_is_replaced_once_one_can_start(
    own: Program, installation: Installation, tmp_path: Path, env_file: Path
) -> None:
    """What fails is the token's file, without which nothing is served."""
    token = tmp_path / "token"
    token.write_text("b" * 40 + "\n", encoding="utf-8")
    token.chmod(0o600)
    env_file.write_text(f"SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE={token}\n", encoding="utf-8")
    reload(own)
    away = token.rename(tmp_path / "away")
    kill_workers(own)
    log = own.log
    assert eventually(lambda: "No worker can start" in log.read_text(encoding="utf-8"))

    away.rename(token)

    assert own.packet(installation.tokens["admin"]).status == 200


def test_no_request_is_refused_meanwhile(own: Program) -> None:
    before = own.workers()
    own.process.send_signal(signal.SIGHUP)
    statuses = []

    def ask() -> bool:
        statuses.append(own.request("GET", "/healthz").status)
        return not own.workers() & before

    assert eventually(ask)
    assert set(statuses) == {200}


def test_a_download_goes_on_in_the_old_worker(endless: Program, installation: Installation) -> None:
    with endless.begin(installation.tokens["admin"]) as download:
        [old] = endless.workers()
        retire(endless)

        for _ in range(100):
            assert download.recv(65536)
        assert old in endless.workers()
        assert endless.request("GET", "/healthz").status == 200
        download.close()
        assert eventually(lambda: old not in endless.workers())
        assert [line["result"] for line in endless.audit()] == ["abandoned"]


def test_a_stop_ends_old_workers_too(endless: Program, installation: Installation) -> None:
    with endless.begin(installation.tokens["admin"]):
        retire(endless)

        assert endless.stop() == 0
        assert [line["result"] for line in endless.audit()] == ["abandoned"]
