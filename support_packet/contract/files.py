"""The files and folders that a collector declares."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from support_packet.contract import checks as check
from support_packet.contract.field_checks import (
    check_parallel,
    check_preview,
    check_replaced,
    check_seconds,
    check_tables,
    check_texts,
)
from support_packet.contract.noted import checking, note_captured
from support_packet.values.message import Message

Content = str | bytes | Path | Iterable[bytes]
"""What a collector makes: text (sent as UTF-8), bytes, a regular file, or bytes piece by piece."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class Declaration(Generic[Made]):
    """What files and folders of the packet have in common; declare one of these two."""

    name: str
    collect: Callable[[], Made]
    _: KW_ONLY
    title: str = ""
    description: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    group: str = ""
    default: bool = True
    size: int | None = None
    order: int = 100
    seconds: float | None = None
    preview: bool | Callable[[], str | None] = True
    binary: bool = False
    replaces: str | None = None
    reads: tuple[str, ...] = ()
    server_log: bool = False
    max_parallel: int | None = None

    def __post_init__(self) -> None:
        with checking(self):
            check.check_name(self.name, f"name of a {type(self).__name__}")
            check.check_collect(self.name, self.collect)
            check_texts(self.name, self.title, self.description, self.values)
            check.check_text(f"group of {self.name}", self.group)
            check.check_flag(f"default of {self.name}", self.default)
            check.check_size(f"size of {self.name}", self.size)
            check.check_number(f"order of {self.name}", self.order)
            check_seconds(f"seconds of {self.name}", self.seconds)
            check_preview(self.name, self.preview)
            check.check_flag(f"binary of {self.name}", self.binary)
            check.check_flag(f"server_log of {self.name}", self.server_log)
            check_replaced(self.name, self.replaces)
            check_parallel(f"max_parallel of {self.name}", self.max_parallel)
            object.__setattr__(self, "reads", check_tables(self.name, self.reads))
            note_captured(self, self.collect)

    @property
    def heading(self) -> Message:
        """The title, or else the name, with its values."""
        return Message(self.title, **self.values) if self.title else Message(self.name)

    @property
    def explanation(self) -> Message:
        """The description, with its values."""
        return Message(self.description, **self.values)


@dataclass(frozen=True)
class PacketFile(Declaration[Content]):
    """One file of the packet, declared; the host makes it by calling `collect`.

    `name` is the path inside the ZIP: relative, with `/` between folders. `collect` runs under a
    deadline, apart from all other collectors; it may raise `CollectError` with a message for the
    admin. A `Path` that it returns is streamed from disk, an iterator piece by piece.

    `title` and `description` are for people; placeholders in them, `%(name)s`, are filled with
    `values`, after translation. `group` is the heading above the file on the page. A file with
    `default=False` is sent only on request. `size` is the maximum number of bytes, where that is
    known in advance. `order` places the file in the packet, lower first, then by name. `seconds`
    asks for more time than the default, up to the operator's maximum.

    `preview` says what the page and `support-packet check` may do. They call `collect`, up to its
    first piece, where it is `True`. They never call it for a file with `preview=False`, nor for
    one with `default=False`. A callable is called in its place: it is quick, and returns why the
    file would be missing, or raises a `CollectError` that says so; `None` if it would not be.

    `binary=True`: the content is sent as it is, without removing secrets; the operator can forbid
    that. `replaces` is the name of a built-in file that this one takes the place of, where the
    operator allows it (`SUPPORT_PACKET_REPLACING_COLLECTORS`). `reads` are the tables of
    Mattermost's database that `collect` reads: `check` shows the `GRANT`s that are missing.
    `server_log=True`: it is a log, left out of a packet that was asked for without logs.
    `max_parallel=2`: of the package's files that say so, two at most are made at the same time.
    `DeclarationError` for a field that is invalid.
    """


@dataclass(frozen=True)
class PacketFolder(Declaration[Iterable[tuple[str, Content]]]):
    """A folder whose files are known only when it is made.

    `collect` returns or yields pairs: the name of a file, which the host puts below `name`, and
    its content. `size`, `seconds` and `binary` are of all files together; the other fields are
    those of a `PacketFile`. The page and `check` never call `collect`, and a callable `preview`
    as for a file. `DeclarationError` for a field that is invalid.
    """


AnyFile = PacketFile | PacketFolder
"""What `packet_files` declares."""
