"""A program whose packets have files of another node."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.distributions.disk import InstalledPackages
from support.servers.broken import broken_server
from support.serving.program import Program, serving

from demo.installation import Installation

ASKER = """
    @hookimpl
    def packet_settings():
        return PacketSetting("node", "127.0.0.1")

    @hookimpl
    def packet_files(mattermost, settings, request):
        if request.hops:
            return []
        only = ["mattermost.log", "plugins.json"]
        return PacketFolder("asker/other", lambda: fetch_packet(settings["node"], only=only))
"""
"""A package that asks one other node, and stops there."""

ENDLESS_ASKER = ASKER.replace("if request.hops:", "if False:")
"""A package that asks another node in any case."""

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nConnection: close\r\n\r\n"
"""The head of a packet, over HTTP."""


@contextmanager
def asking(
    installation: Installation,
    folder: Path,
    port: int,
    source: str = ASKER,
    bind: str = "0",
    **variables: str,
) -> Iterator[Program]:
    """Serve the example, at the port `bind`, with a package that asks the node at `port`."""
    packages = folder / "site-packages"
    packages.mkdir()
    InstalledPackages(packages).install("asker", source)
    settings = {
        "PYTHONPATH": str(packages),
        "SUPPORT_PACKET_NODES": "127.0.0.1",
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
        **variables,
    }
    listen = ("--bind", f"127.0.0.1:{bind}")
    with serving(installation.directory, folder, *listen, **settings) as program:
        yield program


def files(program: Program, token: str) -> dict[str, str]:
    """Return the files of a packet."""
    answer = program.packet(token)
    assert answer.status == 200
    return answer.files


def others(packet: dict[str, str]) -> list[str]:
    """Return the files of the other node."""
    return [name for name in packet if name.startswith("asker/")]


def answered_with(
    installation: Installation, folder: Path, answer: bytes, **variables: str
) -> dict[str, str]:
    """Return the files of a packet for which the other node answers with `answer`."""
    with (
        broken_server(answer, hangs=False) as port,
        asking(installation, folder, port, **variables) as program,
    ):
        return files(program, installation.tokens["admin"])


def archive_of(**entries: bytes) -> bytes:
    """Return a ZIP of `entries`."""
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return buffer.getvalue()
