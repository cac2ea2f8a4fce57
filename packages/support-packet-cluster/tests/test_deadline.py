"""The time of the packet is over while nodes are waited for, which may take longer themselves."""

import io
import zipfile
from functools import partial
from pathlib import Path

from clusters import WITH_PACKAGE
from demo.installation import build_installation
from peers import ZIP, Peer, archive_of, dripping, listening, silent, zipped
from support.servers.process import free_port
from support.serving.program import serving

DRIPPING, SILENT, LAST = "127.0.5.1", "127.0.5.2", "127.0.5.3"
LOG = {"mattermost.log": b'{"msg":"of this node"}\n'}


def test_the_packet_ends_in_time_and_names_the_nodes_that_are_missing(tmp_path: Path) -> None:
    port = free_port()
    begun = archive_of({"first.log": b"whole\n", **LOG})
    peers = {
        DRIPPING: Peer(partial(dripping, (ZIP % b"") + begun[:60])),
        SILENT: Peer(silent),
        LAST: Peer(zipped(LOG)),
    }
    example = build_installation(tmp_path / "mattermost", log_bytes=5000)
    settings = {
        "SUPPORT_PACKET_NODES": ",".join(peers),
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
        "SUPPORT_PACKET_PACKET_TIMEOUT": "8",
        "SUPPORT_PACKET_COLLECTOR_TIMEOUT": "600",
        "SUPPORT_PACKET_CLUSTER__SECONDS": "600",
        **WITH_PACKAGE,
    }
    with listening(peers, port), serving(example.directory, tmp_path, **settings) as program:
        answer = program.packet(example.tokens["admin"])
        line = program.audited(1)[-1]

    assert (answer.status, line["result"]) == (200, "cut")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packet:
        assert packet.testzip() is None
        names, said = packet.namelist(), packet.read("warning.txt").decode()
    assert "mattermost.log" in names
    assert f"{DRIPPING}/first.log" in names
    for node in peers:
        assert any(node in entry and "8 seconds" in entry for entry in said.split("\n\n")), node
