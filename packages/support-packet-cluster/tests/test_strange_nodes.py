"""Answers that no program of this kind gives: bit by bit, of other kinds of ZIP, or without an end.

All of them are asked for one packet, so that each test also shows that the others arrive.
"""

import io
import json
import socket
import threading
import warnings
import zipfile
from collections.abc import Iterator
from functools import partial

import pytest
from clusters import WITH_PACKAGE
from demo.installation import build_installation
from made import Made, files_of
from peers import ZIP, Peer, answer, archive_of, listening, zipped
from support.servers.process import free_port
from support.serving.program import serving

LOG = {"mattermost.log": b'{"msg":"of this node"}\n'}
NAMES = ("a.log", "a.log", "A.LOG", "a.log/b", "e\u0301.log", "\u00e9.log", "b/c", "b", "b/d")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def endless(start: bytes, again: bytes, client: socket.socket, stopped: threading.Event) -> None:
    """Send `start`, and then `again` from time to time until the client leaves."""
    client.sendall(start)
    while not stopped.wait(0.05):
        client.sendall(again)


def names_in_conflict() -> bytes:
    with io.BytesIO() as buffer, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in NAMES:
                archive.writestr(name, name)
        return buffer.getvalue()


def changed(archive: bytes, at: int, new: bytes) -> bytes:
    return archive[:at] + new + archive[at + len(new) :]


def with_the_session(peer: Peer, client: socket.socket, _: threading.Event) -> None:
    """Answer with what the request was authorized with, as a log and as a name."""
    token = peer.asked[-1].partition("Bearer ")[2].partition("\r\n")[0]
    client.sendall(zipped({**LOG, "session.log": f"it is {token}\n".encode(), f"{token}.txt": b""}))


ARCHIVE = archive_of(LOG)
STORED = archive_of(LOG, zipfile.ZIP_STORED)
CHUNKS = CHUNKED + b"%x\r\n%s\r\n0\r\n" % (len(ARCHIVE), ARCHIVE)
KEYS = {f"A{number}\n" + "x" * 500_000: 1 for number in range(5)}
PEERS = {
    "headers": Peer(partial(endless, OK + b"X: ", b"x")),
    "chunk": Peer(partial(endless, CHUNKED + b"1;", b"x")),
    "trailers": Peer(partial(endless, CHUNKS, b"a: b\r\n")),
    "continue": Peer(partial(endless, b"", b"HTTP/1.1 100 Continue\r\n\r\n")),
    "after": Peer(partial(endless, ZIP % b"" + ARCHIVE, b"x")),
    "encrypted": Peer(ZIP % b"" + changed(ARCHIVE, 6, b"\x01")),
    "stored": Peer(ZIP % b"" + STORED),
    "no size": Peer(ZIP % b"" + changed(changed(STORED, 6, b"\x08"), 14, bytes(12))),
    "lzma": Peer(zipped(LOG, zipfile.ZIP_LZMA)),
    "conflicts": Peer(ZIP % b"" + names_in_conflict()),
    "too short": Peer(OK + b"Content-Length: %d\r\n\r\n" % (len(ARCHIVE) + 5) + ARCHIVE),
    "no file": Peer(ZIP % b"" + b"PK\x05\x06" + bytes(18)),
    "nothing": Peer(ZIP % b""),
    "no http": Peer(b"hello\r\n"),
    "capitals": Peer(zipped(LOG).replace(b"application/zip", b"Application/ZIP; x=y")),
    "year 9999": Peer(
        zipped(LOG), answer("200 OK", b'{"status": "OK"}', Date="1 Jan 9999 00:00 Z")
    ),
    "numbers": Peer(zipped(LOG), answer("200 OK", b'{"status": %s}' % (b"9" * 60_000))),
    "keys": Peer(zipped({"sanitized_config.json": json.dumps(KEYS).encode(), **LOG})),
    "session": Peer(),
}
PEERS["session"].packet = partial(with_the_session, PEERS["session"])
ADDRESSES = {name: f"127.0.4.{number}" for number, name in enumerate(PEERS, 2)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    example = build_installation(tmp_path_factory.mktemp("installation") / "mattermost")
    port, token = free_port(), example.tokens["admin"]
    peers = {ADDRESSES[name]: peer for name, peer in PEERS.items()}
    settings = {
        "SUPPORT_PACKET_NODES": ",".join([*peers, "dns+no.such.invalid"]),
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "5",
        "SUPPORT_PACKET_CLUSTER__SECONDS": "2",
        **WITH_PACKAGE,
    }
    own = tmp_path_factory.mktemp("own")
    with listening(peers, port), serving(example.directory, own, **settings) as program:
        yield Made(files_of(program.packet(token)), program, peers, token)


@pytest.mark.parametrize(
    ("name", "files", "why"),
    [
        ("headers", [], "did not send everything within 2 seconds."),
        ("chunk", [], "did not send everything within 2 seconds."),
        ("continue", [], "did not send everything within 2 seconds."),
        ("trailers", [*LOG], "did not send everything within 2 seconds."),
        ("after", [*LOG], "did not send everything within 2 seconds."),
        ("encrypted", [], "is damaged from here on (MissingZipCryptoPasswordError)"),
        ("no size", [], "is damaged from here on (NotStreamUnzippable)"),
        ("lzma", [], "is damaged from here on (UnsupportedCompressionTypeError)"),
        ("too short", [*LOG], "the content is incomplete"),
        ("no file", [], "answered with something other than a packet"),
        ("nothing", [], "is damaged from here on (TruncatedDataError)"),
        ("no http", [], "it did not answer in HTTP."),
        ("year 9999", [*LOG], "seconds ahead of this node's."),
        ("numbers", [], "answered with something other than a packet"),
    ],
)
def test_what_is_strange_is_reported(made: Made, name: str, files: list[str], why: str) -> None:
    assert made.of(ADDRESSES[name]) == files
    assert why in made.why(ADDRESSES[name])


@pytest.mark.parametrize("name", ["stored", "capitals"])
def test_what_is_a_packet_nevertheless_arrives(made: Made, name: str) -> None:
    assert made.of(ADDRESSES[name]) == [*LOG]
    assert made.why(ADDRESSES[name]) == ""


def test_of_names_in_conflict_the_first_one_arrives_and_the_node_is_blamed(made: Made) -> None:
    node = ADDRESSES["conflicts"]

    contents = [made.files[f"{node}/{name}"].encode("latin-1") for name in made.of(node)]
    assert b" ".join(contents).decode() == "a.log e\u0301.log b/c b/d"
    assert made.why(node).count("is left out because of its name") == len(NAMES) - 4
    assert "report the error to its maintainers" not in made.why(node)


def test_the_names_of_settings_are_cut(made: Made) -> None:
    """They come from the node, and `warning.txt` is for people."""
    assert ", ".join(f"A{number} {'x' * 97}" for number in range(5)) in made.why(ADDRESSES["keys"])
    assert len(made.why(ADDRESSES["keys"])) < 5000


def test_a_node_that_sends_the_session_does_not_get_it_into_the_packet(made: Made) -> None:
    node = ADDRESSES["session"]

    assert made.token in made.peers[node].asked[-1]
    assert len(made.of(node)) == 3
    assert not [name for name, text in made.files.items() if made.token in name + text]


def test_a_name_without_an_address_costs_no_other_node(made: Made) -> None:
    assert "no.such.invalid, which SUPPORT_PACKET_NODES names, has no address" in made.why(
        "no.such.invalid"
    )


def test_the_program_goes_on(made: Made) -> None:
    assert len(made.program.workers()) == 1
    log = made.program.log.read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "WORKER TIMEOUT" not in log
