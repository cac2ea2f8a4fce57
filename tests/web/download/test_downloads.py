"""Several clients at a time, patient and impatient, and what the audit line says of them."""

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.waiting import eventually
from support.serving.program import Program, serving

from demo.installation import Installation

ENDLESS = """
import os

def endless():
    while True:
        yield os.urandom(65536)

@hookimpl
def packet_files():
    return PacketFile(name="endless.bin", collect=endless)
"""
WAITING = """
import threading

def wait():
    yield b"begun"
    threading.Event().wait()

@hookimpl
def packet_files():
    return PacketFile(name="waiting.txt", collect=wait)
"""


@pytest.fixture
def endless(installation: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server whose packets never end by themselves."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    InstalledPackages(packages).install("endless", ENDLESS)
    with serving(installation.directory, tmp_path, PYTHONPATH=str(packages)) as program:
        yield program


@pytest.fixture
def waiting(installation: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server one of whose collectors begins its file and then waits for ever."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    InstalledPackages(packages).install("waiting", WAITING)
    with serving(installation.directory, tmp_path, PYTHONPATH=str(packages)) as program:
        yield program


def reset(client: socket.socket) -> None:
    """Leave as a client does whose process was killed."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def gets_a_slot(program: Program, token: str) -> bool:
    with program.connect() as client:
        client.sendall(
            b"GET /api/v4/system/support_packet HTTP/1.1\r\nHost: test\r\n"
            b"Authorization: Bearer " + token.encode() + b"\r\n\r\n"
        )
        return client.recv(20).startswith(b"HTTP/1.1 200")


def test_one_more_than_agreed_is_told_to_come_back(
    endless: Program, installation: Installation
) -> None:
    token = installation.tokens["admin"]
    with endless.begin(token), endless.begin(token):
        answer = endless.packet(token)

    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.error["id"] == "support_packet.too_many_packets"
    assert "2 support packets are being made" in answer.error["message"]


def test_downloads_that_nobody_reads_block_nobody_else(
    endless: Program, installation: Installation
) -> None:
    token = installation.tokens["admin"]
    with endless.begin(token), endless.begin(token):
        assert all(endless.request("GET", "/healthz").status == 200 for _ in range(20))


@pytest.mark.parametrize("leave", [socket.socket.close, reset])
def test_a_client_that_leaves_frees_its_slot(
    endless: Program, installation: Installation, leave: object
) -> None:
    token = installation.tokens["admin"]
    first, second = endless.begin(token), endless.begin(token)
    with second:
        assert callable(leave)
        leave(first)

        assert eventually(lambda: len(endless.audit()) == 1)
        assert gets_a_slot(endless, token)


def test_a_client_that_leaves_while_a_collector_hangs_frees_its_slot(
    waiting: Program, installation: Installation
) -> None:
    token = installation.tokens["admin"]
    first, second = waiting.begin(token), waiting.begin(token)
    with second:
        first.close()

        assert eventually(lambda: len(waiting.audit()) == 1)
        assert gets_a_slot(waiting, token)


def test_who_left_is_audited_as_such(endless: Program, installation: Installation) -> None:
    endless.begin(installation.tokens["admin"]).close()

    [line] = endless.audited(1)
    assert (line["result"], line["username"]) == ("abandoned", "admin")
    assert line["bytes"] > 0
    assert line["seconds"] > 0


def test_a_whole_packet_is_audited_without_its_token(
    installation: Installation, tmp_path: Path
) -> None:
    token = installation.tokens["admin"]
    with serving(installation.directory, tmp_path) as program:
        answer = program.request(
            Authorization=f"Bearer {token}", X_Forwarded_For="203.0.113.7\tsupport"
        )
        [line] = program.audited(1)
        log = program.log.read_text(encoding="utf-8")

    assert line["result"] == "complete"
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["remote_address"] == "127.0.0.1"
    assert line["forwarded_for"].startswith("203.0.113.7")
    assert line["bytes"] == len(answer.body)
    assert [file["name"] for file in line["files"]] == [
        "support_packet.yaml",
        "plugins.json",
        "sanitized_config.json",
        "mattermost.log",
        "notifications.log",
    ]
    assert sum(sum(file["removed"].values()) for file in line["files"]) > 0
    assert line["warnings"] == 0
    assert token not in log


def test_refusals_and_heads_are_audited_too(installation: Installation, tmp_path: Path) -> None:
    with serving(installation.directory, tmp_path) as program:
        program.request()
        program.packet(installation.tokens["user"])
        program.request("HEAD", Authorization=f"Bearer {installation.tokens['admin']}")

        lines = program.audited(3)

    assert [(line["result"], line.get("status"), line.get("username")) for line in lines] == [
        ("refused", 401, None),
        ("refused", 403, "user"),
        ("head", None, "admin"),
    ]
