"""The value types that a collector package and the host exchange, and the marker of its hooks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pluggy

PROJECT = "support_packet"
"""pluggy's project name and the entry-point group that collector packages register in."""

hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function or method as the implementation of one of the hooks in `hookspecs`."""

Content = str | bytes | Path | Iterable[bytes]
"""What a collector makes: text (sent as UTF-8), bytes, a regular file, or bytes piece by piece."""

FactValue = str | int | float | bool | Sequence[str] | None
"""What a fact may be: a YAML scalar or a list of strings; `None` and `""` mean unknown."""


@dataclass(frozen=True)
class PacketFile:
    """One file of the packet, declared; the host makes it by calling `collect`.

    `name` is the path inside the ZIP: relative, with `/` between folders. `collect` runs under a
    deadline, apart from all other collectors; it may raise `CollectError` with a message for the
    admin. A `Path` that it returns is streamed from disk, an iterator piece by piece. `size` is
    the most bytes the file is expected to have, where that is known before. `order` places the
    file in the packet, lower first, then by name. `title` and `description` are for people.
    A file with `default=False` is sent only to who asks for it.
    """

    name: str
    collect: Callable[[], Content]
    title: str = ""
    description: str = ""
    default: bool = True
    size: int | None = None
    order: int = 100


@dataclass(frozen=True)
class PacketFacts:
    """Keys of `support_packet.yaml`, declared, and the callable that knows their values.

    `collect` returns a mapping of some of `keys` to values; a key that is missing or unknown is
    left out of the file. One callable gives several keys where one question answers them all.
    """

    keys: tuple[str, ...]
    collect: Callable[[], Mapping[str, FactValue]]


@dataclass(frozen=True)
class PacketNotice:
    """What an admin should do before downloading a packet.

    The part of `message` in square brackets, if there is one, links to `url`. Placeholders,
    `%(name)s`, are filled with `values`, after the message has been translated.
    """

    message: str
    url: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The message in English, with its values."""
        return self.message % self.values if self.values else self.message


class Facts(Protocol):
    """All declared facts, not yet asked; only who needs the values pays for them."""

    def collect(self) -> Mapping[str, FactValue]:
        """Ask every fact and return the known values, by key, sorted by key.

        A fact that fails is left out and becomes a warning of the packet.
        """
