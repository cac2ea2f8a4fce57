"""Reads environment files as systemd, `docker run --env-file` and Docker Compose do."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from support_packet.errors import SettingsError
from support_packet.files.regular_file import read_regular_file
from support_packet.files.text_encoding import marked_encoding
from support_packet.mattermost.configuration.compose_syntax import compose_assignments
from support_packet.mattermost.configuration.env_directory import read_env_directory
from support_packet.mattermost.configuration.systemd_syntax import assignments
from support_packet.mattermost.file_search import is_folder

Syntax = Literal["systemd", "docker", "compose"]

_MAX_BYTES = 2**20
_OF_PROCESS = re.compile(r"/proc/(?:[0-9]+|self)/environ")
_DOCKER_BLANKS = " \t"


def read_env_file(
    path: Path,
    syntax: Syntax,
    own: Mapping[str, str] = os.environ,
    report: Callable[[str], None] = lambda _text: None,
) -> dict[str, str | None]:
    """Return the variables in `path`; if a name is assigned twice, the later one wins.

    A directory has one file for each variable; `None` is one that it unsets. `/proc/PID/environ`
    has those of a process, whatever the syntax. `own` is the environment from which Docker takes a
    name without a value, and Compose those in values. `report` is called for each line that is
    read differently from how it looks, with a text that names the file and the line.
    `SettingsError` names the file and the line with which the server would not start. Neither
    contains a value.
    """
    if is_folder(path):
        return read_env_directory(path)
    if _OF_PROCESS.fullmatch(str(path)):
        return dict(_variables_of_process(path))

    def report_line(text: str) -> None:
        report(f"{path}: {text}.")

    text = _read(path)
    try:
        return dict(_SYNTAXES[syntax](text, own, report_line))
    except ValueError as error:
        raise SettingsError(f"{path}: {error}.") from None


def _variables_of_process(path: Path) -> Iterator[tuple[str, str]]:
    for entry in _content(path).decode("utf-8", "surrogateescape").split("\0"):
        name, assigned, value = entry.partition("=")
        if name and assigned:
            yield name, value


def _content(path: Path) -> bytes:
    try:
        return read_regular_file(path, _MAX_BYTES)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}. Name a readable file.") from None


def _read(path: Path) -> str:
    """Return the text; what is not UTF-8 is in it as halves of surrogates."""
    content = _content(path)
    if encoding := marked_encoding(content):
        name = encoding.upper()[: len("UTF-16")]
        raise SettingsError(
            f"{path}: it is {name}, as some editors call Unicode. Save it as UTF-8."
        )
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise SettingsError(f"{path}: line {line}: a null character. Remove it.")
    return content.decode("utf-8", "surrogateescape")


def _docker_assignments(text: str, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of every line, as Docker's command line reads them.

    Docker knows no quotes and no escapes: the value is everything after the first "=". A line
    that is only a name takes the value that this variable has where `docker` runs.
    """
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if any("\ud800" <= letter <= "\udfff" for letter in line):
            raise ValueError(f"line {number}: not valid UTF-8. Save it as UTF-8")
        stripped = line.removesuffix("\r").lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        name, assigned, value = stripped.partition("=")
        if not name or any(blank in name for blank in _DOCKER_BLANKS):
            raise ValueError(f"line {number}: no valid name before '=', Docker refuses it")
        if assigned:
            yield name, value
        elif name in own:
            yield name, own[name]


_Read = Callable[[str, Mapping[str, str], Callable[[str], None]], Iterator[tuple[str, str]]]

_SYNTAXES: Mapping[Syntax, _Read] = {
    "systemd": lambda text, _own, report: assignments(text, report),
    "docker": lambda text, own, _report: _docker_assignments(text, own),
    "compose": compose_assignments,
}
