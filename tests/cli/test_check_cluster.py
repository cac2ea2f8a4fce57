"""`support-packet check --cluster`: whether the program on each other node responds."""

from pathlib import Path

from support.servers.process import free_port
from support.serving.checking import Checker
from support.serving.program import serving

from demo.installation import Installation

GOOD, DOWN = "127.0.3.2", "127.0.3.3"
ALONE = {"MM_CLUSTERSETTINGS_CLUSTERNAME": "without-rows"}


def test_each_node_has_a_line(checker: Checker, example: Installation, tmp_path: Path) -> None:
    port = free_port()
    nodes = ALONE | {
        "SUPPORT_PACKET_NODES": f"{DOWN},{GOOD}",
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
    }
    with serving(example.directory, tmp_path, "--bind", f"{GOOD}:{port}"):
        checked = checker.check(example, "--cluster", **nodes)

    assert (f"node {GOOD}", "responds") in checked.of("ok")
    [(area, text)] = checked.of("missing")
    assert (checked.status, area) == (1, f"node {DOWN}")
    assert "Connection refused" in text
    [hint] = [text for area, text in checked.of("note") if area == "nodes"]
    assert hint == "support-packet-cluster is not installed: packets have this node's files only"


def test_a_node_that_mattermost_lists_is_asked(checker: Checker, example: Installation) -> None:
    checked = checker.check(example, "--cluster")

    text = dict(checked.of("missing"))["node chat-2.example.com"]
    # Its name has no address, or a resolver that knows every name says another one.
    assert text.startswith("https://chat-2.example.com:8066: ")


def test_where_no_node_is_known_a_note_says_so(checker: Checker, example: Installation) -> None:
    checked = checker.check(example, "--cluster", **ALONE)

    assert checked.status == 0
    assert "no other node is known" in dict(checked.of("note"))["nodes"]


def test_a_name_without_an_address_is_one_line(checker: Checker, example: Installation) -> None:
    checked = checker.check(example, "--cluster", SUPPORT_PACKET_NODES="dns+nodes.invalid")

    assert checked.status == 1
    assert "nodes.invalid" in dict(checked.of("missing"))["nodes"]


def test_without_the_option_no_node_is_asked(checker: Checker, example: Installation) -> None:
    checked = checker.check(example, SUPPORT_PACKET_NODES=DOWN)

    assert (checked.status, checked.of("missing")) == (0, [])


def test_a_wrong_address_of_the_nodes_is_one_line(checker: Checker, example: Installation) -> None:
    checked = checker.check(example, SUPPORT_PACKET_NODE_URL="http://{hostname}:99999")

    assert checked.status == 2
    assert "NODE_URL: the value has the port 99999, but ports are 1 to 65535." in checked.error
