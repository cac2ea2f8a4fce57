"""Several clients at a time, patient and impatient, and the audit line of each."""

import socket
import struct
from pathlib import Path

import pytest
from support.serving.program import Program, serving

from demo.installation import Installation


def reset(client: socket.socket) -> None:
    """Leave like a client whose process was killed."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def gets_a_slot(program: Program, token: str) -> bool:
    with program.connect() as client:
        client.sendall(
            b"GET /api/v4/system/support_packet HTTP/1.1\r\nHost: test\r\n"
            b"Authorization: Bearer " + token.encode() + b"\r\n\r\n"
        )
        return client.recv(20).startswith(b"HTTP/1.1 200")


def test_downloads_that_are_not_read_block_no_other_request(
    endless: Program, installation: Installation
) -> None:
    tokens = installation.tokens
    with endless.begin(tokens["admin"]), endless.begin(tokens["manager"]):
        assert all(endless.request("GET", "/healthz").status == 200 for _ in range(20))


@pytest.mark.parametrize("leave", [socket.socket.close, reset])
def test_a_client_that_leaves_frees_its_slot(
    endless: Program, installation: Installation, leave: object
) -> None:
    token = installation.tokens["admin"]
    first, second = endless.begin(token), endless.begin(installation.tokens["manager"])
    with second:
        assert callable(leave)
        leave(first)

        endless.audited(1)
        assert gets_a_slot(endless, token)


def test_a_client_that_leaves_while_a_collector_hangs_frees_its_slot(
    waiting: Program, installation: Installation
) -> None:
    token = installation.tokens["admin"]
    first, second = waiting.begin(token), waiting.begin(installation.tokens["manager"])
    with second:
        first.close()

        waiting.audited(1)
        assert gets_a_slot(waiting, token)


def test_a_client_that_left_is_audited_as_such(
    endless: Program, installation: Installation
) -> None:
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
            Authorization=f"Bearer {token}",
            X_Forwarded_For=f"{'10.0.0.1, ' * 30}203.0.113.7\tsupport",
        )
        [line] = program.audited(1)
        log = program.log.read_text(encoding="utf-8")

    assert line["result"] == "complete"
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["remote_address"] == "127.0.0.1"
    assert line["forwarded_for"].endswith(" 203.0.113.7\tsupport")
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


def test_refusals_and_head_requests_are_audited_too(
    installation: Installation, tmp_path: Path
) -> None:
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
