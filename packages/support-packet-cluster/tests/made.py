"""One packet of a program that has asked peers."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from peers import Peer
from support.serving.program import Answer, Program


@dataclass(frozen=True)
class Made:
    """One packet: its files, and its problems by the folder that they are about."""

    files: Mapping[str, str]
    program: Program
    peers: Mapping[str, Peer]
    token: str

    def of(self, node: str) -> list[str]:
        """Return the files of a node."""
        prefix = f"{node}/"
        return [name.removeprefix(prefix) for name in self.files if name.startswith(prefix)]

    def why(self, node: str) -> str:
        """Return what `warning.txt` says about a node."""
        entries = self.files["warning.txt"].split("\n\n")
        name = re.compile(rf"{re.escape(node)}(?![0-9])")
        return "\n".join(entry for entry in entries if name.search(entry))


def files_of(received: Answer) -> dict[str, str]:
    """Return the files of a packet, which is valid."""
    assert received.status == 200
    with zipfile.ZipFile(io.BytesIO(received.body)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
