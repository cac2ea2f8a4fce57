"""A Debian that boots with systemd as its first process, in a container of systemd-nspawn."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.chroots.roots import clean_environment
from support.distributions.waiting import eventually
from support.servers.packages import required_program

BOOT_SECONDS = 120.0
STOP_SECONDS = 60.0

# systemd-nspawn wants a temporary file system for what it propagates, which systemd would provide.
_START = """
mkdir -p /run/systemd
mount --make-rprivate /
mount -t tmpfs tmpfs /run/systemd
exec systemd-nspawn --boot --quiet --register=no --keep-unit --private-network --console=pipe \
    --machine=support-packet-test --directory="$1"
"""


@dataclass(frozen=True)
class Machine:
    """A booted system; its network is its own."""

    root: Path
    first: int

    def run(self, *command: str, check: bool = True) -> str:
        """Run a command in it, and return what it printed."""
        done = subprocess.run(
            ["nsenter", "--target", str(self.first), "--all", *command],
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Write a file of root's."""
        target = self.root / path.removeprefix("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        target.chmod(mode)


@contextmanager
def booted(root: Path) -> Iterator[Machine]:
    """Boot the system in `root` and yield it; it is switched off at the end."""
    required_program("systemd-nspawn", "systemd-container")
    (root / "etc/machine-id").write_text("", encoding="ascii")
    command = ["unshare", "--mount", "sh", "-c", _START, "sh", str(root)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            machine = Machine(root, _first_process(process))
            assert eventually(lambda: _runs(machine), BOOT_SECONDS), "it does not boot"
            yield machine
            machine.run("systemctl", "poweroff", check=False)
            process.wait(STOP_SECONDS)
        finally:
            process.kill()


def process_name(pid: int) -> str:
    """Return what a process is called; nothing for one that has just ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").rstrip("\n")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _first_process(process: "subprocess.Popen[bytes]") -> int:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    found: list[int] = []

    def has_started() -> bool:
        if process.poll() is not None:
            return True
        found[:] = [
            int(pid)
            for pid in children.read_text(encoding="ascii").split()
            if process_name(int(pid)) == "systemd"
        ]
        return bool(found)

    assert eventually(has_started, BOOT_SECONDS)
    assert found, process.stdout and process.stdout.read().decode()
    return found[0]


def _runs(machine: Machine) -> bool:
    return machine.run("systemctl", "is-system-running", check=False).strip() in (
        "running",
        "degraded",
    )
