"""A packet downloaded over HTTP, and its contents."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import yaml

from demo.server import Answer, DemoError

PATH = "/api4/system/generate_support_packet"
FILES = (
    "support_packet.yaml",
    "plugins.json",
    "sanitized_config.json",
    "mattermost.log",
    "notifications.log",
)
WARNINGS = "warning.txt"
MASK = "*" * 32
_NAME = re.compile(r'filename="(mattermost_support_packet_[0-9-]+\.zip)"')


@dataclass(frozen=True)
class Packet:
    """A downloaded packet: the name the server gave it, its size and its files, unpacked."""

    name: str
    size: int
    files: dict[str, bytes]

    def text(self, name: str) -> str:
        """Return the text of file `name`, empty if there is none."""
        return self.files.get(name, b"").decode("utf-8", "replace")

    def first_line_with(self, name: str, text: str) -> str:
        """Return the first line of file `name` that contains `text`, or an empty string."""
        return next((line for line in self.text(name).splitlines() if text in line), "")

    def holds(self, secret: str) -> bool:
        """Whether a file contains `secret`, as it is or escaped for JSON."""
        return any(
            form.encode() in content
            for content in self.files.values()
            for form in {secret, json.dumps(secret)[1:-1]}
        )


def save_packet(answer: Answer, directory: Path) -> Packet:
    """Save the packet under its own name; `DemoError` if it is not valid.

    Valid packets may have warnings: of what a package could not collect, for example.
    """
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
    packet = Packet(name[1], len(answer.body), files)
    if missing := [file for file in FILES if file not in files]:
        raise DemoError(f"{name[1]} lacks {', '.join(missing)}.\n{packet.text(WARNINGS)}")
    for file, parse in _PARSERS.items():
        _check_format(packet, file, parse)
    return packet


_PARSERS: Mapping[str, Callable[[bytes], object]] = {
    "support_packet.yaml": yaml.safe_load,
    "plugins.json": json.loads,
    "sanitized_config.json": json.loads,
}


def _check_format(packet: Packet, file: str, parse: Callable[[bytes], object]) -> None:
    try:
        parse(packet.files[file])
    except (ValueError, yaml.YAMLError) as error:
        raise DemoError(f"{file} of {packet.name} is not what its name says: {error}") from None
