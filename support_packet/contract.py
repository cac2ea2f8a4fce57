"""The value types that a collector package and the host exchange, and the marker of its hooks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pluggy

from support_packet import declaration_checks as check
from support_packet.installation_parts import Config, License, Log, Manifests, RotatedLog, Rows
from support_packet.message import Message

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import sqlalchemy

PROJECT = "support_packet"
"""pluggy's project name and the entry-point group in which collector packages register."""

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
    admin. A `Path` that it returns is streamed from disk, an iterator piece by piece. `title` and
    `description` are for people. A file with `default=False` is sent only on request. `size` is
    the maximum number of bytes, where that is known in advance. `order` places the file in the
    packet, lower first, then by name. `DeclarationError` for a field that is invalid.
    """

    name: str
    collect: Callable[[], Content]
    _: KW_ONLY
    title: str = ""
    description: str = ""
    default: bool = True
    size: int | None = None
    order: int = 100

    def __post_init__(self) -> None:
        with check.checking(self):
            check.check_name(self.name)
            check.check_collect(self.name, self.collect)
            check.check_text(f"title of {self.name}", self.title)
            check.check_text(f"description of {self.name}", self.description)
            check.check_flag(f"default of {self.name}", self.default)
            check.check_size(f"size of {self.name}", self.size)
            check.check_number(f"order of {self.name}", self.order)


@dataclass(frozen=True)
class PacketFacts:
    """Keys of `support_packet.yaml`, declared, and the callable that knows their values.

    `collect` returns a mapping of some of `keys` to values; a key that is missing or unknown is
    left out of the file. One callable gives several keys where one question answers them all.
    `title` says what they are about, for people. `service=True`: they come from a server that the
    title names; `support-packet check` has a line for it. A service that is not switched on has
    no `keys`. `DeclarationError` for a field that is invalid.
    """

    keys: tuple[str, ...]
    collect: Callable[[], Mapping[str, FactValue]]
    _: KW_ONLY
    title: str = ""
    service: bool = False

    def __post_init__(self) -> None:
        with check.checking(self):
            object.__setattr__(self, "keys", check.check_keys(self.keys))
            owner = ", ".join(self.keys) or "a PacketFacts"
            check.check_collect(owner, self.collect)
            check.check_text(f"title of {owner}", self.title)
            check.check_flag(f"service of {owner}", self.service)


@dataclass(frozen=True)
class PacketNotice:
    """What an admin should do before downloading a packet.

    The part of `message` in square brackets, if there is one, links to `url`. Placeholders,
    `%(name)s`, are filled with `values`, after the message has been translated.
    `DeclarationError` for a field that is invalid.
    """

    message: str
    _: KW_ONLY
    url: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with check.checking(self):
            check.check_text("message of a PacketNotice", self.message)
            check.check_url(self.url)
            check.check_values(self.message, self.values)

    @property
    def text(self) -> str:
        """The message in English, with its values."""
        return str(Message(self.message, **self.values))


class Facts(Protocol):
    """All declared facts, evaluated only when a collector asks."""

    def collect(self) -> Mapping[str, FactValue]:
        """Evaluate every fact and return the known values, by key, sorted by key.

        A fact that fails is left out and becomes a warning of the packet.
        """


class Mattermost(Protocol):
    """One Mattermost installation as it is now, read-only: what hooks are given."""

    @property
    def directory(self) -> Path:
        """Where Mattermost is installed."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The `MM_…` variables that Mattermost runs with."""

    @property
    def config(self) -> Config:
        """The active configuration."""

    @property
    def sanitized_config(self) -> Mapping[str, Any]:
        """The active configuration as one document, with every secret masked."""

    @property
    def stored_masks(self) -> Sequence[str]:
        """The settings that hold a mask instead of their value."""

    def connect(self) -> "AbstractContextManager[sqlalchemy.Connection]":
        """Return a block with a read-only connection to Mattermost's database.

        `DatabaseError` where the database does not respond.
        """

    @property
    def rows(self) -> Rows:
        """What the database says about the server; `DatabaseError` if it does not respond."""

    @property
    def license(self) -> License | None:
        """The active license."""

    @property
    def manifests(self) -> Manifests:
        """The manifests of the installed Mattermost plugins."""

    @property
    def network_timeout(self) -> float:
        """How many seconds to wait for any server."""

    def log(self, name: str, *sections: str) -> Log:
        """Return the log file `name` in the directory that a configuration section names.

        Of several `sections`, the first whose directory has the file counts.
        """

    def rotated_logs(self, name: str, *sections: str) -> Iterator[RotatedLog]:
        """Yield the rotated files of that log, newest first, as far back as configured."""
