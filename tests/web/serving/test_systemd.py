"""What systemd hands to the program, and what it is told; the tests take its place."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.serving.program import COMMAND, Program, environment_of, serving

from demo.installation import Installation
from support_packet.web.serving.systemd import Notifier

ACTIVATE = """
import fcntl, os, sys
names, first, second, *command = sys.argv[1:]
# Far away at first: no copy overwrites the other's source.
copies = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 50) for each in (first, second)]
os.dup2(copies[0], 3)
os.dup2(copies[1], 4)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDNAMES": names}
os.environ["LISTEN_FDS"] = str(len(names.split(":")))
os.execv(command[0], command)
"""
"""Starts a command as systemd does: the sockets are the descriptors from 3 on."""


@pytest.fixture
def notices(tmp_path: Path) -> Iterator[socket.socket]:
    """Return the socket to which a service reports."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(tmp_path / "notify"))
        server.settimeout(60)
        yield server


@pytest.fixture
def own(installation: Installation, tmp_path: Path, notices: socket.socket) -> Iterator[Program]:
    """Return a server that systemd watches, as it believes."""
    variables = {"NOTIFY_SOCKET": notices.getsockname(), "WATCHDOG_USEC": "3000000"}
    env_file = tmp_path / "settings.env"
    env_file.touch()
    options = "--env-file", str(env_file)
    with serving(installation.directory, tmp_path, *options, **variables) as program:
        yield program


def await_notice(notices: socket.socket, wanted: str) -> str:
    """Return the next message that begins with `wanted`."""
    while True:
        message = notices.recv(4096).decode()
        if message.startswith(wanted):
            return message


def test_it_says_when_it_is_ready_alive_and_stopping(own: Program, notices: socket.socket) -> None:
    await_notice(notices, "READY=1")
    await_notice(notices, "WATCHDOG=1")
    await_notice(notices, "WATCHDOG=1")
    own.process.terminate()
    await_notice(notices, "STOPPING=1")

    assert own.process.wait(60) == 0


def test_it_says_when_a_reload_begins_and_ends(own: Program, notices: socket.socket) -> None:
    await_notice(notices, "READY=1")

    own.process.send_signal(signal.SIGHUP)

    assert "MONOTONIC_USEC=" in await_notice(notices, "RELOADING=1")
    await_notice(notices, "READY=1")


def test_it_says_when_a_reload_fails(own: Program, notices: socket.socket, tmp_path: Path) -> None:
    await_notice(notices, "READY=1")
    (tmp_path / "settings.env").write_text("SUPPORT_PACKET_WORKERS=0\n", encoding="utf-8")

    own.process.send_signal(signal.SIGHUP)

    assert "SUPPORT_PACKET_WORKERS" in await_notice(notices, "STATUS=The last reload failed")
    await_notice(notices, "READY=1")


def test_no_child_process_can_speak_in_its_place() -> None:
    environment = {"NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "1", "LISTEN_PID": "1"}

    Notifier(environment)

    assert not environment


def test_sockets_of_systemd_are_served(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "http.sock"
    log = tmp_path / "program.log"
    command = [str(COMMAND), "serve", "--mattermost", str(installation.directory)]
    with (
        socket.create_server(("127.0.0.1", 0)) as metrics,
        socket.socket(socket.AF_UNIX) as listener,
        log.open("w", encoding="utf-8") as output,
    ):
        listener.bind(str(path))
        listener.listen()
        descriptors = str(listener.fileno()), str(metrics.fileno())
        with subprocess.Popen(
            [sys.executable, "-c", ACTIVATE, "support-packet:metrics", *descriptors, *command],
            pass_fds=(listener.fileno(), metrics.fileno()),
            env=environment_of(tmp_path),
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
        ) as process:
            try:
                assert process.stdout
                assert f"http://unix:{path}:/api4/" in process.stdout.readline(), log.read_text()
                with socket.socket(socket.AF_UNIX) as client:
                    client.connect(str(path))
                    # A client of this socket cannot claim to have used the other one.
                    host = f"127.0.0.1:{metrics.getsockname()[1]}"
                    client.sendall(f"GET /metrics HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
                    assert client.recv(100).startswith(b"HTTP/1.0 404")
                with socket.create_connection(metrics.getsockname()) as client:
                    client.sendall(b"GET /metrics HTTP/1.0\r\nHost: test\r\n\r\n")
                    assert client.recv(100).startswith(b"HTTP/1.0 200")
                process.terminate()
                assert process.wait(60) == 0
            finally:
                process.kill()
    # It is systemd's, which listens on.
    assert path.exists()
    assert eventually(lambda: "Shutting down" in log.read_text(encoding="utf-8"))
