"""`make demo`, with the real server."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.packet import FILES, WARNINGS
from demo.people import PEOPLE

COMMAND = (sys.executable, "-m", "demo.run")
STOP_SECONDS = 30


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a demo that is starting."""
    with subprocess.Popen(
        [*COMMAND, str(tmp_path)], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        yield process
        process.terminate()


@pytest.fixture
def url(process: subprocess.Popen[str]) -> str:
    """Return the address of the health check, once the demo serves."""
    printed = ""
    for line in process.stdout or ():
        printed += line
        if "Serving until Ctrl-C." in line:
            break
    served = re.search(r"Serving it at (http://127\.0\.0\.1:\d+),", printed)
    assert served, printed
    return f"{served[1]}/healthz"


def status(url: str) -> int:
    """Return the HTTP status of `url`, which is requested without a proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=10) as answer:
        return int(answer.status)


KEYS = (
    *("server_os", "server_architecture", "database_type", "database_version"),
    *("ldap_vendor_name", "ldap_vendor_version", "elastic_server_version"),
    "elastic_server_plugins",
)
"""All keys of `support_packet.yaml`."""


def run(directory: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a demo that ends after one packet."""
    return subprocess.run(
        [*COMMAND, directory, "--once", *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what a demo prints that ends after one packet."""
    done = run(tmp_path_factory.mktemp("once") / "demo")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_once_shows_a_complete_packet_and_ends(printed: str) -> None:
    assert all(f"  {name} " in printed for name in FILES)
    assert all(f"\n  {key}:" in printed for key in KEYS)
    assert WARNINGS not in printed
    assert "Planted secrets found in it: 0 of" in printed
    assert all(f"{person.token}  {person.status}" in printed for person in PEOPLE)


def test_once_prints_no_address_of_a_server_that_is_gone(printed: str) -> None:
    assert "://" not in printed
    assert "127.0.0.1" not in printed


def test_a_second_demo_disturbs_no_running_one(url: str, tmp_path: Path) -> None:
    done = run(tmp_path)

    assert done.returncode == 1
    assert done.stderr == f"demo: Another demo uses {tmp_path}. Name another directory.\n"
    assert status(url) == 200
    assert (tmp_path / "config/config.json").is_file()


@pytest.mark.parametrize(
    ("number", "exit_status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_it_serves_until_a_signal_and_stops_its_server(
    process: subprocess.Popen[str], url: str, number: signal.Signals, exit_status: int
) -> None:
    assert status(url) == 200

    process.send_signal(number)

    assert process.wait(STOP_SECONDS) == exit_status
    # Not by asking its address again: another demo may have taken the port.
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_directory_with_other_files_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "precious").touch()

    done = run(tmp_path)

    assert done.returncode == 1
    assert done.stderr == (
        f"demo: {tmp_path} is not empty and is not an example installation."
        " Name another directory.\n"
    )
