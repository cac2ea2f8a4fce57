"""What another node has searched with the same rules is not searched again, and all else is."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from support.archive.entries import LOG, MODIFIED, pack, read
from support.servers.broken import noting_server
from support.serving.nodes import ANSWER, archive_of, asking, files
from support.serving.program import PATH, serving

from demo.installation import Installation
from support_packet.archive.zip_stream import PacketArchive
from support_packet.host.nodes.searched import HEADER, searched_with
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import Span
from support_packet.settings import Settings

SAME = str(searched_with(Settings()))
OF_RULES = "client_secret=Zq81mostest9Xw2"
"""What a rule finds, and no one knows."""

Secrets = tuple[str, str, str]


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({}, SAME),
        ({"SUPPORT_PACKET_LAST_CHECK": "false"}, None),
        ({"SUPPORT_PACKET_ALLOW_BINARY": "true"}, None),
        ({"SUPPORT_PACKET_PSEUDONYMIZE_EMAILS": "true"}, None),
    ],
)
def test_a_node_is_told_what_its_packet_was_searched_with(
    installation: Installation, tmp_path: Path, variables: Mapping[str, str], says: str | None
) -> None:
    headers = {"Authorization": f"Bearer {installation.tokens['admin']}"}
    with serving(installation.directory, tmp_path, **variables) as program:
        by_person = program.request("GET", PATH, **headers)
        by_node = program.request("GET", PATH, **headers, Support_Packet_Hops="chat-1")

    assert by_person.headers[HEADER] is None
    assert by_node.headers[HEADER] == says


def answer(archive: bytes, says: str | None) -> bytes:
    header = f"{HEADER}: {says}\r\n\r\n".encode() if says is not None else b"\r\n"
    return ANSWER.removesuffix(b"\r\n") + header + archive


class RemovesNothing(Redactor):
    """The redactor of a program without rules."""

    def _spans(self, *_: object) -> list[Span]:
        return []


def secrets_of(installation: Installation) -> Secrets:
    """Return what a rule finds, the token of the request, and what the configuration holds."""
    known = next(secret for secret in sorted(installation.secrets) if len(secret) > 20)
    return OF_RULES, installation.tokens["admin"], known


@pytest.fixture(scope="module")
def secrets(installation: Installation) -> Secrets:
    return secrets_of(installation)


def asked(
    installation: Installation, folder: Path, reply: bytes, **variables: str
) -> dict[str, str]:
    """Return the files of a packet for which another node answers with `reply`."""
    with (
        noting_server(reply, []) as port,
        asking(installation, folder, port, **variables) as program,
    ):
        return files(program, installation.tokens["admin"])


@pytest.fixture(scope="module")
def lying(secrets: Secrets) -> bytes:
    """Return the packet of a node that removes nothing, with a secret in each of its blocks."""
    lines = [f"it is {secret}\n".encode() for secret in secrets]
    content = b"".join(LOG + line for line in lines) + LOG
    with closing(PacketArchive(RemovesNothing([]), modified=MODIFIED)) as archive:
        entries = [("mattermost.log", [content]), ("short.log", [f"it is {OF_RULES}\n".encode()])]
        return pack(archive, entries)[0]


def left(log: str, secrets: Secrets) -> list[str]:
    assert log.count("line 49999") == len(secrets) + 1
    return [secret for secret in secrets if secret in log]


def test_a_node_that_lies_gets_only_its_own_secrets_into_the_packet(
    installation: Installation, tmp_path: Path, secrets: Secrets, lying: bytes
) -> None:
    packet = asked(installation, tmp_path, answer(lying, SAME))

    assert left(packet["asker/other/mattermost.log"], secrets) == [OF_RULES]
    # Its only block is passed on as it came, like all others.
    assert packet["asker/other/short.log"] == f"it is {OF_RULES}\n"
    assert "withheld" not in packet.get("warning.txt", "")


@pytest.mark.parametrize(
    ("says", "variables"),
    [
        (None, {}),
        ("", {}),
        (SAME[:-1] + "-", {}),
        (SAME, {"SUPPORT_PACKET_LAST_CHECK": "false"}),
        (SAME, {"SUPPORT_PACKET_PSEUDONYMIZE_EMAILS": "true"}),
    ],
    ids=["older", "empty", "other", "no last check", "pseudonyms"],
)
def test_what_was_not_searched_with_the_same_is_searched(
    installation: Installation,
    tmp_path: Path,
    lying: bytes,
    says: str | None,
    variables: Mapping[str, str],
) -> None:
    packet = asked(installation, tmp_path, answer(lying, says), **variables)

    assert left(packet["asker/other/mattermost.log"], secrets_of(installation)) == []


def test_what_does_not_come_in_blocks_is_searched(
    installation: Installation, tmp_path: Path, secrets: Secrets, lying: bytes
) -> None:
    content = read(lying)["mattermost.log"]
    foreign = archive_of(**{"mattermost.log": content})

    packet = asked(installation, tmp_path, answer(foreign, SAME))

    assert left(packet["asker/other/mattermost.log"], secrets) == []
