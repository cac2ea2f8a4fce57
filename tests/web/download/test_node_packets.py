"""Packets of other nodes: asked as the same admin, and only where that is allowed."""

import json
import sqlite3
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.archive.entries import read
from support.servers.broken import broken_server, noting_server
from support.servers.certificates import CertificateAuthority
from support.servers.process import free_port
from support.serving.databases import BREAK_GLASS, break_glass
from support.serving.nodes import (
    ANSWER,
    ASKER,
    ENDLESS_ASKER,
    answered_with,
    archive_of,
    asking,
    files,
    others,
)
from support.serving.program import PATH, Program

from demo.installation import Installation, build_installation
from demo.server_rows import CLUSTER


def test_the_files_of_another_node_are_in_the_packet(
    installation: Installation, program: Program, tmp_path: Path
) -> None:
    token = installation.tokens["admin"]
    with asking(installation, tmp_path, program.port) as asker:
        packet = files(asker, token)
        line = program.audited(1)[-1]

    assert others(packet) == ["asker/other/plugins.json", "asker/other/mattermost.log"]
    assert packet["asker/other/plugins.json"] == packet["plugins.json"]
    assert packet["asker/other/mattermost.log"] == packet["mattermost.log"]
    assert line["result"] == "complete"
    assert line["username"] == "admin"
    assert len(line["hops"]) == 1


def test_a_node_that_refuses_says_why(installation: Installation, tmp_path: Path) -> None:
    body = json.dumps({"message": "A Professional or Enterprise license is required."}).encode()
    head = f"HTTP/1.1 403 Forbidden\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    packet = answered_with(installation, tmp_path, head + body)

    assert others(packet) == []
    assert (
        "127.0.0.1 refused: HTTP status 403 (A Professional or Enterprise license is required)."
        in packet["warning.txt"]
    )


def test_other_addresses_are_never_asked(installation: Installation, tmp_path: Path) -> None:
    connections: list[object] = []
    with (
        broken_server(ANSWER, hangs=False, connections=connections) as port,
        asking(installation, tmp_path, port, SUPPORT_PACKET_NODES="node-7") as program,
    ):
        packet = files(program, installation.tokens["admin"])

    assert connections == []
    assert (
        "'127.0.0.1' is not asked: it is neither a live node in Mattermost's table "
        "ClusterDiscovery nor in SUPPORT_PACKET_NODES." in packet["warning.txt"]
    )


def test_a_live_node_of_mattermost_is_asked(program: Program, tmp_path: Path) -> None:
    example = build_installation(tmp_path / "mattermost")
    node = (
        "n" * 26,
        "mattermost_app",
        CLUSTER,
        "127.0.0.1",
        8074,
        8075,
        1,
        round(time.time() * 1000),
    )
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute(
            "CREATE TABLE IF NOT EXISTS ClusterDiscovery (Id, Type, ClusterName, Hostname, "
            "GossipPort, Port, CreateAt, LastPingAt)"
        )
        database.execute("DELETE FROM ClusterDiscovery")
        database.execute("INSERT INTO ClusterDiscovery VALUES (?, ?, ?, ?, ?, ?, ?, ?)", node)
    with asking(example, tmp_path, program.port, SUPPORT_PACKET_NODES="") as asker:
        packet = files(asker, example.tokens["admin"])

    assert others(packet) == ["asker/other/plugins.json", "asker/other/mattermost.log"]


def test_the_break_glass_token_is_handed_on_only_where_all_have_it(
    installation: Installation, tmp_path: Path
) -> None:
    connections: list[object] = []
    variables = break_glass(tmp_path)
    with (
        broken_server(ANSWER, hangs=False, connections=connections) as port,
        asking(installation, tmp_path, port, **variables) as program,
    ):
        packet = files(program, BREAK_GLASS)

    assert connections == []
    assert "set SUPPORT_PACKET_NODES_SHARE_BREAK_GLASS=true" in packet["warning.txt"]

    asked: list[str] = []
    shared = {**variables, "SUPPORT_PACKET_NODES_SHARE_BREAK_GLASS": "true"}
    (tmp_path / "shared").mkdir()
    with (
        noting_server(ANSWER + archive_of(a=b""), asked) as port,
        asking(installation, tmp_path / "shared", port, **shared) as program,
    ):
        packet = files(program, BREAK_GLASS)

    assert others(packet) == ["asker/other/a"]
    assert f"Authorization: Bearer {BREAK_GLASS}\r\n" in asked[0]


@pytest.mark.parametrize("hops", ["a,b,c,d", "a b", "a,,b", "a" * 300, "ä", ",".join("x" * 999)])
def test_a_request_that_came_through_too_many_nodes_is_refused(
    program: Program, installation: Installation, hops: str
) -> None:
    token = installation.tokens["admin"]

    answer = program.request("GET", PATH, Authorization=f"Bearer {token}", Support_Packet_Hops=hops)

    assert answer.status == 400
    assert answer.json["id"] == "support_packet.too_many_hops"


def test_after_three_nodes_no_other_is_asked(installation: Installation, tmp_path: Path) -> None:
    connections: list[object] = []
    token = installation.tokens["admin"]
    with (
        broken_server(ANSWER, hangs=False, connections=connections) as port,
        asking(installation, tmp_path, port, ENDLESS_ASKER) as program,
    ):
        answer = program.request(
            "GET", PATH, Authorization=f"Bearer {token}", Support_Packet_Hops="a, b, c"
        )

    assert answer.status == 200
    assert connections == []


def test_what_is_wanted_of_logs_is_wanted_from_other_nodes_too(
    installation: Installation, tmp_path: Path
) -> None:
    asked: list[str] = []
    query = "?since=2026-11-27T08:00:00Z&until=2026-11-27T09:00:00Z&basic_server_logs=false"
    with (
        noting_server(ANSWER + archive_of(a=b""), asked) as port,
        asking(installation, tmp_path, port) as program,
    ):
        program.request("GET", PATH + query, Authorization=f"Bearer {installation.tokens['admin']}")

    names = "only=mattermost.log&only=plugins.json"
    times = "since=2026-11-27T08%3A00%3A00Z&until=2026-11-27T09%3A00%3A00Z"
    assert asked[0].split()[1] == (
        f"/api/v4/system/support_packet?{names}&{times}&basic_server_logs=false"
    )


def test_another_node_leaves_out_what_it_has_and_is_not_refused_the_rest(
    program: Program, installation: Installation
) -> None:
    authorization = f"Bearer {installation.tokens['admin']}"
    path = f"{PATH}?exclude=plugins.json&exclude=of-another-release.txt"

    person = program.request("GET", path, Authorization=authorization)
    node = program.request("GET", path, Authorization=authorization, Support_Packet_Hops="chat-1")

    assert person.status == 400
    assert node.status == 200
    assert "plugins.json" not in read(node.body)
    assert (
        node.headers["Support-Packet-Program"]
        == program.request("GET", "/readyz").headers["Support-Packet-Program"]
    )


def test_a_node_that_leads_back_to_the_program_is_not_asked_again(
    installation: Installation, tmp_path: Path
) -> None:
    port = free_port()
    check = "check_node(settings['node']) and fetch_packet("
    source = ASKER.replace("fetch_packet(", check)
    with asking(installation, tmp_path, port, source, str(port)) as program:
        packet = files(program, installation.tokens["admin"])

    assert others(packet) == []
    assert "127.0.0.1 leads to the same program as" in packet["warning.txt"]


class Sealed(BaseHTTPRequestHandler):
    """A node that sends a packet of one file."""

    def do_GET(self) -> None:
        """Answer."""
        self.wfile.write(ANSWER + archive_of(**{"good.txt": b"good\n"}))

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def sealed(authority: CertificateAuthority, tmp_path: Path) -> Iterator[int]:
    """Run a node with TLS, whose certificate only the test's authority knows."""
    issued = authority.issue(tmp_path, "node")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(issued.certificate, issued.key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Sealed) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_node_is_verified_by_the_given_authority(
    installation: Installation, authority: CertificateAuthority, sealed: int, tmp_path: Path
) -> None:
    variables = {
        "SUPPORT_PACKET_NODE_URL": f"https://{{hostname}}:{sealed}",
        "SUPPORT_PACKET_NODE_CA_FILE": str(authority.certificate),
    }
    with asking(installation, tmp_path, sealed, **variables) as program:
        packet = files(program, installation.tokens["admin"])

    assert packet["asker/other/good.txt"] == "good\n"


def test_a_node_that_nobody_vouches_for_does_not_get_the_token(
    installation: Installation, sealed: int, tmp_path: Path
) -> None:
    url = f"https://{{hostname}}:{sealed}"
    with asking(installation, tmp_path, sealed, SUPPORT_PACKET_NODE_URL=url) as program:
        packet = files(program, installation.tokens["admin"])

    assert others(packet) == []
    assert "its certificate was rejected" in packet["warning.txt"]
