"""Turns what the `collect` of a folder yields into files and their pieces, in its own thread."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from support_packet.contract.checks import type_name
from support_packet.errors import ContentCut, DeclarationError
from support_packet.host.files.content import content_pieces
from support_packet.host.supervision.failure import describe
from support_packet.host.validation.file_name_registry import FileNameRegistry
from support_packet.values.file_names import check_file_name
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

MAX_FILES = 10_000
"""Of one folder."""


@dataclass(frozen=True)
class FileStart:
    """The pieces that follow are those of the file `name`, a path in the packet."""

    name: str


@dataclass(frozen=True)
class FileEnd:
    """The end of a file, and why it came early."""

    failure: Reason | None


@dataclass(frozen=True)
class RefusedFile:
    """A file that cannot be in the packet, and why."""

    name: str
    reason: Reason


FolderItem = bytes | FileStart | FileEnd | RefusedFile


def make_folder(folder: str, collect: Callable[[], Any]) -> Generator[FolderItem, None, None]:
    """Call `collect` and yield the files that it yields, each after the other.

    A file's content is taken to its end before the next file is asked for. What is wrong with one
    file ends that file only. Raises what `collect` and its iterator raise, `DeclarationError` for
    what is not a name and its content, and `ContentCut` after `MAX_FILES` files.
    """
    names: FileNameRegistry[str] = FileNameRegistry()
    for number, (relative, content) in enumerate(_pairs(collect())):
        if number == MAX_FILES:
            raise ContentCut(N_("A folder has at most %(limit)s files."), limit=MAX_FILES)
        name = f"{folder}/{relative}"
        refusal = _refusal(name, names)
        if refusal:
            yield RefusedFile(name[:200], refusal)
            continue
        yield FileStart(name)
        failure = None
        try:
            yield from content_pieces(content)
        except (Exception, SystemExit, KeyboardInterrupt) as error:  # noqa: BLE001 -- foreign code
            failure = describe(error)
        yield FileEnd(failure)


def _pairs(returned: object) -> Iterator[tuple[str, object]]:
    """Yield names and contents; `DeclarationError` for anything else."""
    if isinstance(returned, str | bytes | Mapping) or not isinstance(returned, Iterable):
        advice = " Return its items()." if isinstance(returned, Mapping) else ""
        raise DeclarationError(
            f"collect() of a PacketFolder returned {type_name(returned)}, "
            f"not pairs of a name and a content.{advice}"
        )
    for pair in returned:
        if not isinstance(pair, tuple) or len(pair) != len(("name", "content")):
            raise DeclarationError(
                f"collect() of a PacketFolder gave {type_name(pair)}, "
                "not a pair of a name and a content."
            )
        name, content = pair
        if not isinstance(name, str):
            raise DeclarationError(
                f"collect() of a PacketFolder gave a name of the type {type_name(name)}, not str."
            )
        yield name, content


def _refusal(name: str, names: FileNameRegistry[str]) -> Reason | None:
    try:
        check_file_name(name)
    except (DeclarationError, UnicodeEncodeError) as error:
        message = error.message if isinstance(error, DeclarationError) else Message(str(error))
        return Reason(message, defect=True)
    earlier = names.register(name, name)
    if earlier is None:
        return None
    taken = Message(N_("Its name conflicts with %(file)s of the same folder."), file=earlier)
    return Reason(taken, defect=True)
