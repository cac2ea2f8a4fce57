"""The chart of the page for the log of another node, and nodes that have none to show."""

import html
import http.client
import io
import json
import re
import socket
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pytest
from clusters import WITH_PACKAGE
from demo.installation import Installation, build_installation
from peers import Peer, answer, dripping, listening, silent
from support.servers.process import free_port
from support.serving.program import Program, serving

OWN, GOOD, DOWN, HANGING, LATE, REFUSING = (f"127.0.4.{number}" for number in range(1, 7))
OLDER, PAGE, ENDLESS, DRIPPING, MOVED, LIAR = (f"127.0.4.{number}" for number in range(7, 13))
EMPTY, BREAKING = "127.0.4.13", "127.0.4.14"
ALL = [f"127.0.4.{number}" for number in range(1, 15)]
HOURS_PATH = "/support_packet/hours"
HOUR = 1_772_888_400
"""2026-03-07 13:00 UTC."""


def line(start: int, level: str = "error") -> str:
    return f'{{"level":"{level}","ts":{start + 60},"msg":"of this node"}}\n'


def hours(*found: object) -> bytes:
    return answer("200 OK", json.dumps({"hours": found}).encode())


def make_peers(port: int) -> dict[str, Peer]:
    unknown = {"id": "api.context.404.app_error", "message": "No such page.", "status_code": 404}
    gone = answer("404 Not Found", json.dumps(unknown).encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    whole = {"start": HOUR, "lines": 1, "errors": 0}
    refusal = json.dumps({"message": "A <b>license</b> is required."}).encode()
    return {
        HANGING: Peer(state=silent),
        LATE: Peer(silent),
        REFUSING: Peer(answer("403 Forbidden", refusal)),
        OLDER: Peer(gone, gone),
        PAGE: Peer(answer("200 OK", b"<p>Chat</p>", "text/html")),
        ENDLESS: Peer(lambda client, _: _send_without_end(client, head)),
        DRIPPING: Peer(partial(dripping, head)),
        MOVED: Peer(answer("302 Found", b"", Location=f"http://{GOOD}:{port}{HOURS_PATH}")),
        LIAR: Peer(hours(whole, {**whole, "start": 10**30})),
        EMPTY: Peer(hours()),
        BREAKING: Peer(hours(whole)[:-5]),
    }


def _send_without_end(client: socket.socket, head: bytes) -> None:
    client.sendall(head + b"{")
    while True:  # until the client leaves
        client.sendall(b" " * 65536)


@dataclass(frozen=True)
class Site:
    """The program that is asked for its page, all other nodes, and an admin's token."""

    program: Program
    peers: Mapping[str, Peer]
    token: str

    def page(self, query: str = "") -> str:
        """Return the page."""
        path = f"/support_packet{query}"
        received = self.program.request("GET", path, Cookie=f"MMAUTHTOKEN={self.token}")
        assert received.status == 200
        return received.body.decode()

    def of(self, node: str) -> str:
        """Return the part of the page with the log of a node, its times in a fixed form."""
        page = self.page(f"?node={node}")
        [section] = re.findall(r'<section class="times".*?</section>', page, re.DOTALL)
        # The rest of the page is there, too.
        assert "mattermost.log" in page
        assert page.rstrip().endswith("</html>")
        return html.unescape(section)


def bars(section: str) -> list[str]:
    """Return the windows of the bars."""
    return re.findall(r'class="bar-of-hour[^>]*value="([^"]*)"', section)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, Installation]:
    """Return the installations of this node and of the good one, with logs of different hours."""
    made = []
    for name, start in (("own", HOUR), ("good", HOUR + 7200)):
        example = build_installation(tmp_path_factory.mktemp(name) / "mattermost", log_bytes=5000)
        (example.logs / "mattermost.log").write_text(line(start) * 3 + line(start + 3600, "info"))
        made.append(example)
    return made[0], made[1]


@pytest.fixture(scope="module")
def site(
    examples: tuple[Installation, Installation], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    own, good = examples
    port = free_port()
    peers = make_peers(port)
    settings = {
        "SUPPORT_PACKET_NODES": ",".join(ALL),
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
        **WITH_PACKAGE,
    }
    folders = [tmp_path_factory.mktemp(name) for name in ("asking", "asked")]
    with (
        listening(peers, port),
        serving(good.directory, folders[1], "--bind", f"{GOOD}:{port}", **WITH_PACKAGE) as other,
        serving(own.directory, folders[0], "--bind", f"{OWN}:{port}", **settings) as program,
    ):
        token = own.tokens["admin"]
        # What a program does first takes longer.
        assert other.request("GET", HOURS_PATH, Cookie=f"MMAUTHTOKEN={token}").status == 200
        yield Site(program, peers, token)


def test_the_page_lets_each_node_be_chosen_and_shows_this_one_at_first(site: Site) -> None:
    page = site.page()

    [select] = re.findall(r'<select id="node".*?</select>', page, re.DOTALL)
    others = [node for node in ALL if f'value="{node}"' in select]
    assert others == ALL
    assert "selected" not in select
    assert bars(page) == [
        "2026-03-07T13:00:00Z/2026-03-07T14:00:00Z",
        "2026-03-07T14:00:00Z/2026-03-07T15:00:00Z",
    ]


def test_the_log_of_a_node_is_shown_by_hour(site: Site) -> None:
    shown = site.of(GOOD)

    assert bars(shown) == [
        "2026-03-07T15:00:00Z/2026-03-07T16:00:00Z",
        "2026-03-07T16:00:00Z/2026-03-07T17:00:00Z",
    ]
    assert "3 lines, 3 errors" in shown
    assert f'<option value="{GOOD}" selected>' in shown
    assert "mattermost.log</code>" in shown


def test_an_hour_of_a_node_is_one_of_the_packet(site: Site) -> None:
    hour = "2026-03-07T15:00:00Z/2026-03-07T16:00:00Z"

    page = site.page(f"?node={GOOD}&window={hour}")

    assert 'name="since" value="2026-03-07T15:00:00Z"' in page
    assert 'name="until" value="2026-03-07T16:00:00Z"' in page
    assert re.findall(r'class="bar-of-hour peak within"[^>]*value="([^"]*)"', page) == [hour]
    assert f'<option value="{GOOD}" selected>' in page


@pytest.mark.parametrize(
    ("node", "why"),
    [
        (OWN, f"{OWN} leads to the same program as"),
        (DOWN, "Connection refused."),
        (HANGING, "did not send everything within 1 seconds."),
        (LATE, "within 2 seconds."),
        (REFUSING, f"{REFUSING} refused: HTTP status 403."),
        (OLDER, f"{OLDER} runs an older release of support-packet"),
        (PAGE, f"{PAGE} answered with something other than a packet."),
        (ENDLESS, f"{ENDLESS} answered with something other than a packet."),
        (DRIPPING, "within 2 seconds."),
        (MOVED, f"{MOVED} refused: HTTP status 302."),
        (LIAR, f"{LIAR} answered with something other than a packet."),
        (EMPTY, f"mattermost.log of {EMPTY} has no lines whose time is known."),
        (BREAKING, "the content is incomplete."),
        ("127.0.4.99", "'127.0.4.99' is not asked: it is neither a live node"),
        ("<b>", "'<b>' is not asked: it is neither a live node"),
    ],
)
def test_the_chart_says_why_a_node_has_no_hours(site: Site, node: str, why: str) -> None:
    shown = site.of(node)

    [said] = re.findall(r'<p class="problem">(.*?)</p>', shown)
    assert why in said
    assert bars(shown) == []
    # The way back, and to any other window.
    assert 'value="24h/"' in shown
    assert '<option value="">' in shown
    assert ("selected" in shown) == (node in ALL)


def test_a_name_that_is_not_a_node_cannot_be_chosen(site: Site) -> None:
    assert 'value="127.0.4.99"' not in site.of("127.0.4.99")
    assert "&#39;&lt;b&gt;&#39; is not asked" in site.page("?node=<b>")


def test_the_session_goes_only_to_the_chosen_node_and_not_to_one_that_does_not_respond(
    site: Site,
) -> None:
    before = {node: len(peer.asked) for node, peer in site.peers.items()}
    for node in (REFUSING, HANGING):
        site.of(node)

    new = {node: peer.asked[before[node] :] for node, peer in site.peers.items()}
    told = {
        node: [request.split()[1] for request in asked if site.token in request]
        for node, asked in new.items()
    }
    assert told == {node: [] for node in site.peers} | {
        REFUSING: ["/support_packet/hours?log=mattermost.log"]
    }
    assert not [request for request in new[HANGING] if HOURS_PATH in request]


def test_the_beginning_of_the_page_does_not_wait_for_a_node(site: Site) -> None:
    connection = http.client.HTTPConnection(site.program.host, site.program.port, timeout=60)
    asked = len(site.peers[LATE].asked)
    cookie = {"Cookie": f"MMAUTHTOKEN={site.token}"}
    connection.request("GET", f"/support_packet?node={LATE}", headers=cookie)
    with connection.getresponse() as received:
        first = received.read1().decode()
        unasked = not [each for each in site.peers[LATE].asked[asked:] if HOURS_PATH in each]
        rest = received.read().decode()
    connection.close()

    assert "<h1>Support Packet</h1>" in first
    assert unasked
    assert "within 2 seconds." in rest


def test_the_packet_does_not_depend_on_the_node_of_the_chart(site: Site) -> None:
    path = f"/api4/system/generate_support_packet?node={GOOD}&option=cluster.node:none"

    received = site.program.request("GET", path, Cookie=f"MMAUTHTOKEN={site.token}")

    assert received.status == 200
    with zipfile.ZipFile(io.BytesIO(received.body)) as packet:
        names = packet.namelist()
        said = packet.read("warning.txt").decode() if "warning.txt" in names else ""
    assert "mattermost.log" in names
    assert not [name for name in names if name.startswith("127.")]
    assert "Parameters of the request were ignored" not in said


def test_a_user_who_may_not_have_a_packet_gets_no_hours(
    examples: tuple[Installation, Installation], site: Site
) -> None:
    for token, status in (("x" * 26, 401), (examples[0].tokens["user"], 403)):
        received = site.program.request("GET", HOURS_PATH, Cookie=f"MMAUTHTOKEN={token}")
        assert (received.status, json.loads(received.body)["status_code"]) == (status, status)


def test_a_file_that_is_not_a_log_has_no_hours(site: Site) -> None:
    for name in ("plugins.json", "nothing.log", "", "../config/config.json"):
        path = f"{HOURS_PATH}?log={name}"
        received = site.program.request("GET", path, Cookie=f"MMAUTHTOKEN={site.token}")
        assert json.loads(received.body) == {"hours": []}


def test_an_answer_over_a_request_that_went_in_a_circle_is_refused(site: Site) -> None:
    headers = {"Cookie": f"MMAUTHTOKEN={site.token}", "Support-Packet-Hops": "a, b, c, d"}

    assert site.program.request("GET", HOURS_PATH, **headers).status == 400
