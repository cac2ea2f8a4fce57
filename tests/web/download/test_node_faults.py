"""Other nodes that send something other than a packet, or none."""

import json
from pathlib import Path

from support.servers.broken import broken_server, slow_server
from support.serving.nodes import ANSWER, answered_with, archive_of, asking, files, others

from demo.installation import Installation


def test_a_redirect_is_not_followed(installation: Installation, tmp_path: Path) -> None:
    connections: list[object] = []
    with broken_server(ANSWER, hangs=False, connections=connections) as elsewhere:
        moved = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{elsewhere}/\r\n\r\n".encode()

        packet = answered_with(installation, tmp_path, moved)

    assert connections == []
    assert "127.0.0.1 refused: HTTP status 302." in packet["warning.txt"]


def test_an_answer_without_a_packet_is_refused(installation: Installation, tmp_path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi"

    packet = answered_with(installation, tmp_path, page)

    assert others(packet) == []
    assert "answered with something other than a packet" in packet["warning.txt"]


def test_a_packet_that_breaks_off_is_cut_there(installation: Installation, tmp_path: Path) -> None:
    archive = archive_of(**{"first.txt": b"whole\n", "second.txt": b"half of it\n" * 1000})

    packet = answered_with(installation, tmp_path, ANSWER + archive[:90])

    assert packet["asker/other/first.txt"] == "whole\n"
    assert "The packet of 127.0.0.1 is damaged from here on" in packet["warning.txt"]
    assert "plugins.json" in packet


def test_hostile_names_are_refused(installation: Installation, tmp_path: Path) -> None:
    archive = archive_of(**{"../../etc/passwd": b"x", "/root": b"x", "good.txt": b"good\n"})

    packet = answered_with(installation, tmp_path, ANSWER + archive)

    assert others(packet) == ["asker/other/good.txt"]
    assert "etc/passwd" in packet["warning.txt"]


def test_a_bomb_ends_at_the_limit(installation: Installation, tmp_path: Path) -> None:
    archive = archive_of(**{"bomb.txt": b"0" * 2**24})

    packet = answered_with(
        installation, tmp_path, ANSWER + archive, SUPPORT_PACKET_MAX_FILE_BYTES=str(2**20)
    )

    assert len(packet["asker/other/bomb.txt"]) == 2**20
    assert "larger than SUPPORT_PACKET_MAX_FILE_BYTES" in packet["warning.txt"]


def test_secrets_that_only_this_node_knows_are_removed(
    installation: Installation, tmp_path: Path
) -> None:
    config = json.loads(installation.config.read_text(encoding="utf-8"))
    secret = config["EmailSettings"]["SMTPPassword"]
    archive = archive_of(**{"leak.txt": f"the word is {secret}\n".encode()})

    packet = answered_with(installation, tmp_path, ANSWER + archive)

    assert secret
    assert secret not in packet["asker/other/leak.txt"]


def test_a_silent_node_costs_its_own_part(installation: Installation, tmp_path: Path) -> None:
    with (
        broken_server(hangs=True) as port,
        asking(installation, tmp_path, port, SUPPORT_PACKET_COLLECTOR_TIMEOUT="0.4") as program,
    ):
        packet = files(program, installation.tokens["admin"])

    assert others(packet) == []
    assert "asker/other/" in packet["warning.txt"]
    assert "mattermost.log" in packet


def test_a_node_that_drips_ends_with_the_packet(installation: Installation, tmp_path: Path) -> None:
    with (
        slow_server(ANSWER + archive_of(a=b"x" * 10)[:20], b"x", seconds=0.05) as port,
        asking(installation, tmp_path, port, SUPPORT_PACKET_PACKET_TIMEOUT="2") as program,
    ):
        packet = files(program, installation.tokens["admin"])

    assert "warning.txt" in packet
