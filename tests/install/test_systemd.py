"""The unit under a real systemd: start, reload, watchdog, socket, credential."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from support.chroots.machine import Machine, booted
from support.chroots.serving import portable_installation
from support.distributions.waiting import eventually

from demo.installation import Installation

UNIT = "support-packet.service"
DROP_IN = f"/etc/systemd/system/{UNIT}.d/test.conf"
ENV_FILE = "/etc/support-packet.env"
URL = "http://127.0.0.1:8066"
PACKET = f"{URL}/api4/system/generate_support_packet"


@pytest.fixture(scope="module")
def machine(
    debian_with_package: Callable[..., AbstractContextManager[Path]],
) -> Iterator[Machine]:
    """Return a booted Debian 12 with the package in it."""
    with debian_with_package("curl", "systemd-sysv") as root, booted(root) as machine:
        yield machine


@pytest.fixture(scope="module")
def installation(machine: Machine) -> Installation:
    """Return the example installation in it, of the account that the package has created."""
    owner = int(machine.run("id", "--user", "mattermost"))
    return portable_installation(machine.root / "opt/mattermost", owner)


@pytest.fixture
def service(machine: Machine, installation: Installation) -> Iterator[Machine]:
    """Return the machine with the service started as the package brings it."""
    assert installation.directory.exists()
    start_with(machine, "")
    yield machine
    machine.run("systemctl", "stop", "support-packet.socket", UNIT)


def start_with(machine: Machine, drop_in: str, settings: str = "") -> None:
    """Restart the service with these additions to the unit and these settings."""
    machine.run("systemctl", "stop", "support-packet.socket", UNIT)
    machine.write(DROP_IN, drop_in)
    (machine.root / ENV_FILE[1:]).write_text(settings, encoding="utf-8")
    machine.run("systemctl", "daemon-reload")
    machine.run("systemctl", "reset-failed", check=False)
    machine.run("systemctl", "start", UNIT)


def shown(machine: Machine, name: str) -> str:
    return machine.run("systemctl", "show", "--value", "--property", name, UNIT).strip()


def status(machine: Machine, token: str, url: str = PACKET) -> str:
    """Return the HTTP status of an answer, 000 without one."""
    options = ("--silent", "--output", "/dev/null", "--write-out", "%{http_code}")
    header = f"Authorization: Bearer {token}"
    return machine.run("curl", *options, "--header", header, url, check=False)


def test_it_serves_as_soon_as_it_is_started(service: Machine, installation: Installation) -> None:
    assert status(service, installation.tokens["admin"]) == "200"
    assert shown(service, "User") == "mattermost"
    assert shown(service, "NRestarts") == "0"


def test_the_settings_are_for_its_account(service: Machine) -> None:
    owner, group, mode = service.run("stat", "--format", "%U %G %a", ENV_FILE).split()

    assert (owner, group, mode) == ("root", "mattermost", "640")


def test_a_reload_takes_up_settings_in_the_same_process(
    service: Machine, installation: Installation
) -> None:
    main = shown(service, "MainPID")
    assert status(service, installation.tokens["auditor"]) == "200"
    settings = "SUPPORT_PACKET_REQUIRED_ROLE=system_admin\n"
    (service.root / ENV_FILE[1:]).write_text(settings, encoding="utf-8")

    service.run("systemctl", "reload", UNIT)

    assert eventually(lambda: status(service, installation.tokens["auditor"]) == "403")
    assert shown(service, "MainPID") == main
    # The new worker answers a moment before the main process knows, and says so.
    assert eventually(lambda: shown(service, "ActiveState") == "active")


def test_wrong_settings_leave_it_as_it_was(service: Machine, installation: Installation) -> None:
    (service.root / ENV_FILE[1:]).write_text("SUPPORT_PACKET_WORKERS=none\n", encoding="utf-8")

    service.run("systemctl", "reload", UNIT, check=False)

    assert eventually(lambda: "SUPPORT_PACKET_WORKERS" in shown(service, "StatusText"))
    assert status(service, installation.tokens["admin"]) == "200"


def test_what_hangs_is_replaced(machine: Machine, installation: Installation) -> None:
    start_with(machine, "[Service]\nWatchdogSec=3\nRestartSec=0\nTimeoutAbortSec=1\n")
    hanging = shown(machine, "MainPID")

    machine.run("systemctl", "kill", "--kill-whom=main", "--signal=STOP", UNIT)

    assert eventually(lambda: shown(machine, "MainPID") not in (hanging, "0"), 60)
    assert eventually(lambda: status(machine, installation.tokens["admin"]) == "200", 60)


def test_what_is_killed_is_replaced(machine: Machine, installation: Installation) -> None:
    start_with(machine, "[Service]\nRestartSec=0\n")
    killed = shown(machine, "MainPID")

    machine.run("systemctl", "kill", "--kill-whom=main", "--signal=KILL", UNIT)

    assert eventually(lambda: shown(machine, "MainPID") not in (killed, "0"), 60)
    assert eventually(lambda: status(machine, installation.tokens["admin"]) == "200", 60)


def test_the_first_request_starts_it(machine: Machine, installation: Installation) -> None:
    """With the commands of the comment in the unit of the socket; `--bind` is ignored then."""
    start_with(machine, "")
    comment = (machine.root / "usr/lib/systemd/system/support-packet.socket").read_text("utf-8")
    commands = [line[2:] for line in comment.splitlines() if line.startswith("# systemctl ")]
    assert len(commands) == 2
    for command in commands:
        machine.run(*command.split())
    assert shown(machine, "ActiveState") == "inactive"

    assert status(machine, installation.tokens["admin"]) == "200"
    # The answer may come a moment before systemd is told that the service is ready.
    assert eventually(lambda: shown(machine, "ActiveState") == "active")


def test_a_credential_of_root_opens_it_while_the_database_is_down(
    machine: Machine, installation: Installation
) -> None:
    token = "break-glass-token-of-a-test-0123456789"
    machine.write("/etc/support-packet.token", f"{token}\n", 0o600)
    unit = (machine.root / f"usr/lib/systemd/system/{UNIT}").read_text(encoding="utf-8")
    lines = [line[1:] for line in unit.splitlines() if line.startswith(("#LoadC", "#Environment"))]
    assert len(lines) == 2
    start_with(machine, "\n".join(["[Service]", *lines, ""]))
    away = installation.database.with_suffix(".away")
    installation.database.rename(away)
    try:
        found = status(machine, token)
    finally:
        away.rename(installation.database)

    assert found == "200"


def test_it_is_stopped_in_time(service: Machine) -> None:
    service.run("systemctl", "stop", UNIT)

    assert shown(service, "Result") == "success"


def test_its_exposure_is_what_we_say(machine: Machine) -> None:
    report = machine.run("systemd-analyze", "security", "--no-pager", UNIT)

    assert float(report.rsplit("level for support-packet.service: ", 1)[1].split()[0]) < 1.5


def test_the_unit_is_valid(machine: Machine) -> None:
    machine.write(DROP_IN, "")
    done = machine.run("systemd-analyze", "verify", f"/usr/lib/systemd/system/{UNIT}", check=False)

    assert done.strip() == ""
