"""A packet downloaded over HTTP, and its contents."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from demo.server import Answer, DemoError

PATH = "/api4/system/generate_support_packet"
FILES = (
    "support_packet.yaml",
    "plugins.json",
    "sanitized_config.json",
    "mattermost.log",
    "notifications.log",
)
MASK = "*" * 32
_NAME = re.compile(r'filename="(mattermost_support_packet_[0-9-]+\.zip)"')


@dataclass(frozen=True)
class Packet:
    """A downloaded packet: the name the server gave it, its size and its files, unpacked."""

    name: str
    size: int
    files: dict[str, bytes]

    def first_line_with(self, name: str, text: str) -> str:
        """Return the first line of file `name` that contains `text`, or an empty string."""
        lines = self.files[name].decode("utf-8", "replace").splitlines()
        return next((line for line in lines if text in line), "")

    def holds(self, secret: str) -> bool:
        """Whether a file contains `secret`, as it is or escaped for JSON."""
        return any(
            form.encode() in content
            for content in self.files.values()
            for form in {secret, json.dumps(secret)[1:-1]}
        )


def save_packet(answer: Answer, directory: Path) -> Packet:
    """Save the packet under its own name; `DemoError` if it is not a complete packet."""
    if answer.status != HTTPStatus.OK:
        raise DemoError(f"No packet: HTTP status {answer.status}, {answer.body.decode()}")
    name = _NAME.search(answer.headers.get("Content-Disposition", ""))
    if name is None:
        raise DemoError(f"The response names no packet file: {dict(answer.headers)}")
    (directory / name[1]).write_bytes(answer.body)
    try:
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            files = {entry: archive.read(entry) for entry in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise DemoError(f"{name[1]} is not a valid ZIP: {error}") from error
    if warning := files.get("warning.txt"):
        raise DemoError(f"{name[1]} contains a warning:\n{warning.decode('utf-8', 'replace')}")
    if missing := [file for file in FILES if file not in files]:
        raise DemoError(f"{name[1]} lacks {', '.join(missing)}.")
    return Packet(name[1], len(answer.body), files)
