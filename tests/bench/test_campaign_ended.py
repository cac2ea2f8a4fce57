"""A campaign that is ended by a signal leaves nothing: no process, no file."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.servers.packages import required_program

from bench.campaign.parsers import fuzzed_beside

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place() -> Iterator[Path]:
    """Return a directory for all temporary files, which other accounts may enter, too."""
    directory = Path(tempfile.mkdtemp(prefix="support-packet-ended-"))
    directory.chmod(0o755)
    yield directory
    for process in _processes(directory):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    shutil.rmtree(directory, ignore_errors=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("attack", ["slow database", "soak"])
def test_a_signal_ends_all_that_was_started(
    place: Path, tmp_path: Path, number: signal.Signals, attack: str
) -> None:
    required_program("postgres", "postgresql")
    command = [sys.executable, "-m", "bench.campaign", "--minutes", "5"]
    # Not nice to the other tests: it would get next to nothing of a busy machine.
    command += ["--only", attack, "--report", str(tmp_path / "report.md"), "--nice", "0"]
    begun = _serves_postgres if attack == "slow database" else _serves_packets
    with subprocess.Popen(
        command,
        cwd=_ROOT,
        env={**os.environ, "TMPDIR": str(place)},
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 -- background jobs ignore SIGINT
    ) as campaign:
        try:
            assert eventually(lambda: begun(place), 240), _commands(place)

            campaign.send_signal(number)

            assert campaign.wait(60) == 128 + number
        finally:
            campaign.kill()

    assert eventually(lambda: not _processes(place)), _commands(place)
    assert list(place.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def _serves_postgres(place: Path) -> bool:
    """Return whether the PostgreSQL of a campaign is ready: its file says so in its last line."""
    for file in place.glob("support-packet-postgres-*/data/postmaster.pid"):
        # The server that only makes the cluster removes its own.
        with suppress(FileNotFoundError):
            return "ready" in file.read_text(encoding="utf-8")
    return False


def _serves_packets(place: Path) -> bool:
    """Return whether the service of a campaign has a worker: then there are two of it."""
    return _commands(place).count("support-packet serve") > 1


def _processes(place: Path) -> dict[int, str]:
    """Return the commands of the processes that have to do with `place`."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
            here = str((folder / "cwd").readlink()).startswith(str(place))
            if here or os.fsencode(place) in command + environment:
                found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found


def _commands(place: Path) -> str:
    return "\n".join(_processes(place).values())


def test_parsers_end_with_the_campaign() -> None:
    def end_during_it() -> None:
        with fuzzed_beside({}, 600, 1, processes=2):
            assert eventually(lambda: len(_children()) == 2)
            sys.exit(143)

    with pytest.raises(SystemExit):
        end_during_it()

    assert _children() == []


def _children() -> list[str]:
    """Return the processes of this one that try parsers."""
    command = b"bench.campaign.parsers"
    children = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid() and command in (folder / "cmdline").read_bytes():
                children.append(folder.name)
    return children
