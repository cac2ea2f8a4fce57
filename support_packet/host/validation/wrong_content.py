"""What authors return from `collect` by mistake, and what to write instead."""

import inspect
from collections.abc import Mapping
from pathlib import Path

from support_packet.contract.checks import type_name
from support_packet.errors import DeclarationError

_MAX_PATH = 1000


def not_content(content: object) -> DeclarationError:
    """Return why `content` is not valid content, and what to change."""
    return DeclarationError(
        f"collect() returned {type_name(content)}, not str, bytes, a Path or pieces of bytes."
        f"{_advice(content)}"
    )


def _advice(content: object) -> str:
    if content is None:
        return " A return is missing."
    if isinstance(content, Mapping):
        return " Make text of it with dump_yaml or dump_json."
    if inspect.iscoroutine(content):
        return " What it calls is async: use a function that is not."
    if inspect.isasyncgen(content):
        return " Declare the generator with def, not async def."
    if callable(content):
        return " Call it, or give it as collect itself."
    return " Make text of it with str or dump_yaml."


def not_a_piece(piece: object) -> DeclarationError:
    """Return why `piece` is not a valid piece, and what to change."""
    advice = ""
    if isinstance(piece, str):
        advice = (
            " Return one str, such as ''.join(…), or encode each piece; open files with 'rb', or "
            "return their Path."
        )
    return DeclarationError(f"collect() gave a piece of {type_name(piece)}, not bytes.{advice}")


def relative_path(path: Path) -> DeclarationError:
    """Return why a relative path cannot be read, and what to change."""
    return DeclarationError(
        f"collect() returned {path}, a Path that is not absolute. Begin it where the file is, for "
        "example with mattermost.directory: the program runs in its own directory."
    )


def is_path(text: str) -> bool:
    """Return whether `text` is the absolute path of a file that there is, and nothing else."""
    if not text.startswith("/") or len(text) > _MAX_PATH or not text.isprintable():
        return False
    try:
        return Path(text).is_file()
    except OSError:
        return False


def path_as_text(path: str) -> DeclarationError:
    """Return what to change where the name of a file is sent in place of its content."""
    return DeclarationError(
        f"The file holds only the text {path!r}. To send the file of that name, return "
        f"Path({path!r})."
    )
