"""Which names a file of the packet may have: those that every system can unpack safely."""

import unicodedata
from collections.abc import Callable

from support_packet.errors import DeclarationError
from support_packet.values.arguments import check_text

WARNING_FILE = "warning.txt"
"""The host's own file, which says what is missing from the packet."""

RESERVED = frozenset(
    {
        "metadata.yaml",
        "diagnostics.yaml",
        "stats.yaml",
        "jobs.yaml",
        "permissions.yaml",
        "database_schema.yaml",
    }
)
"""Files of the packets that Mattermost itself makes; only this repository's packages make them."""

_MAX_BYTES = 200
_MAX_PART_BYTES = 100
_NOT_ON_WINDOWS = frozenset('<>:"|?*\\')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)


def check_file_name(name: str) -> None:
    """Raise `DeclarationError` unless every system can unpack a file of this name safely.

    The rules are those of the ZIP specification (4.4.17) and of Windows' file systems, which are
    the narrowest. They also apply to what Unicode normalization would make of the name.
    """
    if odd := next((character for character in name if not character.isprintable()), ""):
        raise _refusal(name, f"has the character {odd!r}, which is not printable")
    if not 0 < (size := len(name.encode())) <= _MAX_BYTES:
        raise _refusal(name, f"is {size} bytes long, not 1 to {_MAX_BYTES}")
    # macOS and some tools normalize names, which can turn "\uff0f" into "/".
    for form in (name, unicodedata.normalize("NFKC", name)):
        # Windows forbids these; the backslash separates folders there.
        if bad := sorted(_NOT_ON_WINDOWS.intersection(form)):
            raise _refusal(name, f"has a {bad[0]!r}")
        for part in form.split("/"):
            _check_part(name, part)
    if file_name_key(name).split("/")[0] == WARNING_FILE:
        raise _refusal(name, "is reserved for the host's own file")


def as_file_name(text: str) -> str:
    """Return `text`, such as the name of a file on disk, as one part of a name in the packet.

    Every character that no such name may have becomes `_`, and what is too long is cut at its
    beginning, so that an ending stays. Different texts may become the same name.

    >>> as_file_name("chat:443 error.log")
    'chat_443 error.log'
    """
    check_text("text of as_file_name()", text)
    form = unicodedata.normalize("NFKC", text)
    part = "".join("_" if _is_refused(character) else character for character in form)
    part = part.encode()[-_MAX_PART_BYTES:].decode(errors="ignore").strip()
    if part.endswith("."):
        part = f"{part.rstrip('. ')}_"
    is_device = part.partition(".")[0].strip().casefold() in _DEVICES
    return f"_{part}" if is_device or not part else part


def redacted_file_name(name: str, redact: Callable[[str], str]) -> str:
    """Return the name of a file without secrets, as one that every system can unpack.

    >>> redacted_file_name("a/secret.txt", lambda name: name.replace("secret", "***"))
    'a/___.txt'
    """
    redacted = redact(name)
    if redacted == name:
        return name
    safe = _safe(redacted)
    # To normalize a secret in unusual letters shows it.
    again = redact(safe)
    return safe if again == safe else _safe(again)


def _safe(name: str) -> str:
    """Return a name of such parts; that of a folder in a ZIP ends with a slash."""
    *folders, last = name.split("/")
    return "/".join([*map(as_file_name, folders), last and as_file_name(last)])


def _is_refused(character: str) -> bool:
    return not character.isprintable() or character == "/" or character in _NOT_ON_WINDOWS


def file_name_key(name: str) -> str:
    """Return the same key for names that are the same file on some system."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def is_reserved(name: str) -> bool:
    """Return whether only a package of this program's repository may make this file."""
    return file_name_key(name).split("/")[0] in RESERVED


def _check_part(name: str, part: str) -> None:
    if part in ("", ".", ".."):
        raise _refusal(name, "is not a relative path without '.', '..' and empty parts")
    if part != part.strip() or part.endswith("."):
        raise _refusal(name, "has a part that begins or ends with a space, or ends with a dot")
    if part.partition(".")[0].strip().casefold() in _DEVICES:
        raise _refusal(name, f"has the part {part!r}, a device on Windows")


def _refusal(name: str, why: str) -> DeclarationError:
    return DeclarationError(f"The file name {name[:_MAX_BYTES]!r} {why}; choose another.")
