"""Which names a file of the packet may have, and which of two files may not have both theirs."""

import unicodedata
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from support_packet.errors import DeclarationError
from support_packet.host.problems import WARNING_FILE

Owner = TypeVar("Owner")

_MOST_BYTES = 200
_NOT_ON_WINDOWS = frozenset('<>:"|?*\\')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)


def check_file_name(name: str) -> None:
    """Raise `DeclarationError` unless every system can unpack a file of this name safely.

    The rules are those of the ZIP specification (4.4.17) and of Windows' file systems, which are
    the narrowest, applied also to what Unicode normalization would make of the name.
    """
    if not name.isprintable():
        raise _refusal(name, "has characters that do not print")
    if not 0 < len(name.encode()) <= _MOST_BYTES:
        raise _refusal(name, f"is not 1 to {_MOST_BYTES} bytes long")
    for form in (name, unicodedata.normalize("NFKC", name)):
        if bad := sorted(_NOT_ON_WINDOWS.intersection(form)):
            raise _refusal(name, f"has a {bad[0]!r}")
        for part in form.split("/"):
            _check_part(name, part)
    if _key(name).split("/")[0] == WARNING_FILE:
        raise _refusal(name, "is kept for the host's own file")


def _check_part(name: str, part: str) -> None:
    if part in ("", ".", ".."):
        raise _refusal(name, "is not a relative path without '.', '..' and empty parts")
    if part != part.strip() or part.endswith("."):
        raise _refusal(name, "has a part that begins or ends with a space, or ends with a dot")
    if part.partition(".")[0].strip().casefold() in _DEVICES:
        raise _refusal(name, f"has the part {part!r}, a device on Windows")


def _refusal(name: str, why: str) -> DeclarationError:
    return DeclarationError(f"The file name {name[:_MOST_BYTES]!r} {why}; choose another.")


def _key(name: str) -> str:
    """Return the same key for names that some file system takes for the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


class FileNameRegistry(Generic[Owner]):
    """Who has which file name; the first to claim one keeps it, and the folders above it."""

    def __init__(self) -> None:
        self._files: dict[str, Owner] = {}
        self._folders: dict[str, Owner] = {}

    def register(self, name: str, owner: Owner) -> Owner | None:
        """Give `name` to `owner`, or return who has it, or one that it cannot stand beside.

        No file can have the name of another one's folder.
        """
        key = _key(name)
        folders = [str(folder) for folder in PurePosixPath(key).parents[:-1]]
        takers = [self._files.get(key), self._folders.get(key), *map(self._files.get, folders)]
        for taker in takers:
            if taker is not None:
                return taker
        self._files[key] = owner
        for folder in folders:
            self._folders.setdefault(folder, owner)
        return None
