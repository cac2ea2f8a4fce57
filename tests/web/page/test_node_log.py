"""The page asks another node for its log: as the same admin, and only where that is allowed."""

import json
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.servers.broken import noting_server, serving_tcp
from support.servers.certificates import CertificateAuthority
from support.serving.databases import BREAK_GLASS, break_glass
from support.serving.nodes import asking
from support.serving.program import Program

from demo.installation import Installation

HOURS = {"status": "OK", "hours": [{"start": 1_772_888_400, "lines": 2, "errors": 1}]}
BAR = 'value="2026-03-07T13:00:00Z/2026-03-07T14:00:00Z"'
NODE = "/support_packet?node=127.0.0.1"


def answered(document: object) -> bytes:
    body = json.dumps(document).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body


@contextmanager
def noted(
    installation: Installation, folder: Path, **variables: str
) -> Iterator[tuple[Program, list[str]]]:
    """Serve a program next to a node that answers everything with one hour, and is noted."""
    asked: list[str] = []
    with (
        noting_server(answered(HOURS), asked) as port,
        asking(installation, folder, port, **variables) as program,
    ):
        yield program, asked


def page_of(program: Program, token: str, path: str = NODE) -> str:
    answer = program.request("GET", path, Authorization=f"Bearer {token}")
    assert answer.status == 200
    return answer.body.decode()


def test_the_node_counts_as_this_one_does(
    installation: Installation, program: Program, tmp_path: Path
) -> None:
    token = installation.tokens["admin"]
    with asking(installation, tmp_path, program.port) as asker:
        other, own = (page_of(asker, token, path) for path in (NODE, "/support_packet"))

    bars = re.findall(r'class="bar-of-hour.*?title="[^"]*"', other)
    assert len(bars) >= 30
    assert bars == re.findall(r'class="bar-of-hour.*?title="[^"]*"', own)
    assert '<option value="127.0.0.1" selected>' in other
    # No package has asked for nodes here, and none is wanted.
    assert 'id="node"' not in own


def test_the_session_is_sent_after_the_state_was(
    installation: Installation, tmp_path: Path
) -> None:
    token = installation.tokens["admin"]
    with noted(installation, tmp_path) as (program, asked):
        page = page_of(program, token)

    assert BAR in page
    assert [request.split()[1] for request in asked] == [
        "/readyz",
        "/support_packet/hours?log=mattermost.log",
    ]
    assert [token in request for request in asked] == [False, True]
    assert re.search(r"Support-Packet-Hops: \S+\r\n", asked[1])


def test_a_node_that_nobody_vouches_for_gets_no_information(
    installation: Installation, authority: CertificateAuthority, tmp_path: Path
) -> None:
    issued = authority.issue(tmp_path, "node")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(issued.certificate, issued.key)
    told: list[bytes] = []

    def serve(client: socket.socket, _: threading.Event) -> None:
        with context.wrap_socket(client, server_side=True) as sealed:
            told.append(sealed.recv(65536))
            sealed.sendall(answered(HOURS))

    with serving_tcp(serve) as port:
        url = {"SUPPORT_PACKET_NODE_URL": f"https://{{hostname}}:{port}"}
        known = {"SUPPORT_PACKET_NODE_CA_FILE": str(authority.certificate)}
        for number, variables in enumerate((url, url | known)):
            folder = tmp_path / str(number)
            folder.mkdir()
            with asking(installation, folder, port, **variables) as program:
                page = page_of(program, installation.tokens["admin"])
            assert ("its certificate was rejected" in page) == (variables == url)
            assert bool(told) == (BAR in page) == (variables != url)


def test_an_address_that_is_not_a_node_is_never_asked(
    installation: Installation, tmp_path: Path
) -> None:
    with noted(installation, tmp_path, SUPPORT_PACKET_NODES="node-7") as (program, asked):
        page = page_of(program, installation.tokens["admin"])

    assert asked == []
    assert "is not asked: it is neither a live node" in page
    assert BAR not in page


def test_the_break_glass_token_is_handed_on_only_where_all_have_it(
    installation: Installation, tmp_path: Path
) -> None:
    for shared in ("false", "true"):
        folder = tmp_path / shared
        folder.mkdir()
        variables = {**break_glass(folder), "SUPPORT_PACKET_NODES_SHARE_BREAK_GLASS": shared}
        with noted(installation, folder, **variables) as (program, asked):
            page = page_of(program, BREAK_GLASS)

        told = [request for request in asked if BREAK_GLASS in request]
        assert bool(told) == (BAR in page) == (shared == "true")
        assert ("SUPPORT_PACKET_NODES_SHARE_BREAK_GLASS=true" in page) == (shared == "false")
