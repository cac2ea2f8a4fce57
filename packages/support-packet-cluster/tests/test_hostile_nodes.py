"""Nodes that are down, slow, refuse, lie or attack: each costs its own part, and says why.

All of them are asked for one packet, so that each test also shows that the others arrive.
"""

import json
import os
import socket
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from random import Random

import pytest
import yaml
from clusters import WITH_PACKAGE
from demo.installation import Installation, build_installation
from made import Made, files_of
from peers import ZIP, Peer, Serve, answer, archive_of, dripping, listening, silent, zipped
from support.servers.process import free_port
from support.serving.program import serving

from support_packet_cluster._received import FROM_DATABASE

LIMIT = 12 * 2**20
TOKEN = "admin"
LOG = {"mattermost.log": b'{"msg":"of this node"}\n'}
OWN = "127.0.1.1"
GOOD, DOWN, HANGING, REFUSING, OTHER_PAGE = (f"127.0.1.{number}" for number in range(2, 7))
BROKEN, NAMES, BOMB, RATIO, TWICE_A, TWICE_B = (f"127.0.1.{number}" for number in range(7, 13))
DRIPPING, DIFFERENT, OLDER, SKEWED, NOT_READY = (f"127.0.1.{number}" for number in range(13, 18))
MOVED, ENDLESS_NAMES, NO_JSON, LARGE, LIAR = (f"127.0.1.{number}" for number in range(18, 23))
ALL = [f"127.0.1.{number}" for number in range(1, 23)]


def refusing_to_exclude(peer: Peer) -> Serve:
    """Return what a release does that does not know the state, nor what it is to leave out."""

    def serve(client: socket.socket, _: object) -> None:
        unknown = json.dumps({"message": "No file of the packet is called 'stats.yaml'."}).encode()
        refused = "exclude=" in peer.asked[-1].partition("\r\n")[0]
        whole = zipped({**LOG, "stats.yaml": b"of all nodes"})
        client.sendall(answer("400 Bad Request", unknown) if refused else whole)

    return serve


def make_peers(port: int) -> dict[str, Peer]:
    """Return all nodes but this one, the good one and the one that is down."""
    late = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    ready = json.dumps({"status": "OK"}).encode()
    twice = Peer(
        zipped(LOG, header="Support-Packet-Program: 0123456789abcdef\r\n"),
        answer("200 OK", ready, Support_Packet_Program="0123456789abcdef"),
    )
    refusal = json.dumps({"message": "A license is required."}).encode()
    states = {"status": "unavailable", "configuration": "OK", "database": "unreachable"}
    gone = json.dumps({"id": "api.context.404.app_error", "status_code": 404}).encode()
    bomb = archive_of({"a.log": b"0" * 2**26, "b.log": b"never"})
    older = Peer(state=answer("404 Not Found", gone))
    older.packet = refusing_to_exclude(older)
    about = b'hostname: elsewhere\nsupport_packet: "0.0.1"\n'
    noise = Random(1).randbytes(50_000)
    return {
        HANGING: Peer(state=silent),
        REFUSING: Peer(answer("403 Forbidden", refusal)),
        OTHER_PAGE: Peer(state=answer("200 OK", b"<p>Chat</p>", "text/html")),
        BROKEN: Peer(zipped({**LOG, "second.log": noise})[:-9000]),
        NAMES: Peer(zipped({"../../etc/passwd": b"x", "/etc/x": b"x", "a\\b": b"x", **LOG})),
        BOMB: Peer(ZIP % b"" + bomb),
        RATIO: Peer(zipped({"..": b"0" * 2**22, **LOG}, zipfile.ZIP_BZIP2)),
        TWICE_A: twice,
        TWICE_B: twice,
        DRIPPING: Peer(partial(dripping, (ZIP % b"") + archive_of(LOG)[:20])),
        DIFFERENT: Peer(zipped({"sanitized_config.json": b'{"ASettings": {"x": 1}}', **LOG})),
        OLDER: older,
        SKEWED: Peer(zipped(LOG), answer("200 OK", ready, Date=late)),
        NOT_READY: Peer(state=answer("503 Service Unavailable", json.dumps(states).encode())),
        MOVED: Peer(answer("302 Found", b"", Location=f"http://{GOOD}:{port}/")),
        ENDLESS_NAMES: Peer(zipped({f"{number}": b"" for number in range(10_010)})),
        NO_JSON: Peer(zipped({"sanitized_config.json": b"[" * 5000, **LOG})),
        LARGE: Peer(zipped({"sanitized_config.json": bytes(9 * 2**20), **LOG})),
        LIAR: Peer(zipped({"cluster/node.yaml": about, "warning.txt": b"why\n", **LOG})),
    }


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return build_installation(tmp_path_factory.mktemp("installation") / "mattermost")


@pytest.fixture(scope="module")
def made(example: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    port, token = free_port(), example.tokens[TOKEN]
    peers = make_peers(port)
    settings = {
        "SUPPORT_PACKET_NODES": ",".join(ALL),
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
        "SUPPORT_PACKET_MAX_FILE_BYTES": str(LIMIT),
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "3",
        "SUPPORT_PACKET_CLUSTER__SECONDS": "5",
        **WITH_PACKAGE,
    }
    own, good = (tmp_path_factory.mktemp(name) for name in ("own", "good"))
    # Here, and not on the good node, what is the same on all nodes is in the packet already.
    diagnostics = own / "support_packet_diagnostics-1.dist-info"
    diagnostics.mkdir()
    (diagnostics / "METADATA").write_text("Name: support-packet-diagnostics\nVersion: 1\n")
    settings["PYTHONPATH"] = os.pathsep.join([*WITH_PACKAGE.values(), str(own)])
    with (
        listening(peers, port),
        serving(example.directory, good, "--bind", f"{GOOD}:{port}", **WITH_PACKAGE) as other,
        serving(example.directory, own, "--bind", f"{OWN}:{port}", **settings) as program,
    ):
        # The first packet of a program takes longer.
        assert other.packet(token).status == 200
        yield Made(files_of(program.packet(token)), program, peers, token)


def test_a_good_node_arrives_whole(made: Made) -> None:
    assert made.why(GOOD) == ""
    assert made.of(GOOD) == [
        *("node.yaml", "support_packet.yaml", "plugins.json"),
        *("mattermost.log", "notifications.log"),
    ]
    assert made.files[f"{GOOD}/mattermost.log"] == made.files["mattermost.log"]


def test_the_folders_come_last_and_in_order(made: Made) -> None:
    names = [name.partition("/")[0] for name in made.files]
    folders = [name for name in dict.fromkeys(names) if name.startswith("127.")]

    assert folders == sorted(folders)
    assert names.index(folders[0]) > names.index("mattermost.log")


@pytest.mark.parametrize(
    ("node", "why"),
    [
        (OWN, f"{OWN} leads to the same program as"),
        (DOWN, "Connection refused"),
        (HANGING, "within 3 seconds"),
        (REFUSING, "refused: HTTP status 403 (A license is required)."),
        (OTHER_PAGE, "answered with something other than a packet"),
        (TWICE_B, f"{TWICE_B} leads to the same program as {TWICE_A}"),
        (NOT_READY, "cannot provide a packet now: configuration OK, database unreachable."),
        (MOVED, "refused: HTTP status 302."),
    ],
)
def test_a_node_without_a_packet_says_why(made: Made, node: str, why: str) -> None:
    assert made.of(node) == []
    assert why in made.why(node)


@pytest.mark.parametrize(
    ("node", "why"),
    [
        (BROKEN, "is damaged from here on (TruncatedDataError)"),
        (NAMES, "etc/passwd"),
        (RATIO, "compressed more than 1100 times"),
        (DIFFERENT, "differs from that of this node: "),
        (SKEWED, f"The clock of {SKEWED} is "),
        (NO_JSON, "not valid JSON"),
        (LARGE, "more than 8388608 bytes"),
        (LIAR, "runs support-packet 0.0.1, this node"),
        (LIAR, f"{LIAR} could not collect everything; {LIAR}/warning.txt says why."),
    ],
)
def test_what_is_wrong_with_a_node_is_reported(made: Made, node: str, why: str) -> None:
    assert why in made.why(node)


def test_a_packet_that_breaks_off_is_cut_there(made: Made) -> None:
    assert made.of(BROKEN) == ["mattermost.log", "second.log"]
    assert made.files[f"{BROKEN}/mattermost.log"] == LOG["mattermost.log"].decode()


def test_hostile_names_stay_outside(made: Made) -> None:
    assert made.of(NAMES) == ["mattermost.log"]
    assert not [name for name in made.files if "passwd" in name or ".." in name]


def test_a_bomb_ends_at_the_limit(made: Made) -> None:
    assert made.of(BOMB) == ["a.log"]
    assert len(made.files[f"{BOMB}/a.log"]) == LIMIT
    assert "larger than SUPPORT_PACKET_MAX_FILE_BYTES" in made.why(BOMB)


def test_a_bomb_that_nobody_takes_is_not_unpacked_either(made: Made) -> None:
    assert made.of(RATIO) == []


def test_too_many_files_end_the_packet_of_the_node(made: Made) -> None:
    assert len(made.of(ENDLESS_NAMES)) == 10_000
    assert "10000 files" in made.why(ENDLESS_NAMES)


def test_a_node_that_drips_is_not_waited_for(made: Made) -> None:
    assert "did not send everything within 5 seconds" in made.why(DRIPPING)


def test_only_the_keys_of_different_settings_are_named(made: Made) -> None:
    assert "this node: ASettings, " in made.why(DIFFERENT)
    assert made.of(DIFFERENT) == ["sanitized_config.json", "mattermost.log"]


def test_an_older_release_is_asked_as_it_understands(made: Made) -> None:
    assert made.of(OLDER) == ["mattermost.log"]
    assert made.why(OLDER) == ""
    requests = [each for each in made.peers[OLDER].asked if made.token in each]
    assert ["exclude=stats.yaml" in request for request in requests] == [True, False]


def test_what_is_the_same_on_all_nodes_is_not_asked_for_again(made: Made) -> None:
    [request] = [each for each in made.peers[LIAR].asked if made.token in each]

    for name in FROM_DATABASE:
        assert f"exclude={name}" in request.partition("\r\n")[0]


def test_the_session_goes_to_nodes_that_could_answer_and_only_for_packets(made: Made) -> None:
    told = {
        node: [
            request.split()[1].partition("?")[0] for request in peer.asked if made.token in request
        ]
        for node, peer in made.peers.items()
    }

    assert {path for paths in told.values() for path in paths} == {"/api/v4/system/support_packet"}
    assert [node for node in told if not told[node]] == [HANGING, OTHER_PAGE, NOT_READY]


def test_the_list_of_nodes_has_their_states(made: Made) -> None:
    listed = yaml.safe_load(made.files["cluster/nodes.yaml"])["other_nodes"]

    assert list(listed) == sorted([*ALL, "chat-1.example.com", "chat-2.example.com"])
    good = {"folder": GOOD, "last_ping_at": None, "state": "responds"}
    assert good.items() <= listed[GOOD].items()
    assert abs(listed[SKEWED]["clock_ahead_seconds"] - 600) < 60
    assert "Connection refused" in listed[DOWN]["state"]


def test_the_page_shows_states_without_asking_for_packets(made: Made) -> None:
    before = {node: len(peer.asked) for node, peer in made.peers.items()}
    cookie = f"MMAUTHTOKEN={made.token}"

    page = made.program.request("GET", "/support_packet", Cookie=cookie).body.decode()

    assert f"Node {GOOD}" in page
    assert "cannot provide a packet now: configuration OK, database unreachable" in page
    new = [request for node, peer in made.peers.items() for request in peer.asked[before[node] :]]
    assert {request.split()[1] for request in new} == {"/readyz"}
    assert not [request for request in new if made.token in request]


def test_one_node_can_be_chosen(made: Made) -> None:
    query = f"?option=cluster.node:{GOOD}&exclude=mattermost.log"
    path = f"/api4/system/generate_support_packet{query}"

    packet = files_of(made.program.request("GET", path, Authorization=f"Bearer {made.token}"))

    assert {name.partition("/")[0] for name in packet if "/" in name} == {"cluster", GOOD}
    # What the admin leaves out is left out everywhere.
    assert not [name for name in packet if name.endswith("mattermost.log")]
