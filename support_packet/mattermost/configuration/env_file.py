"""Reads environment files as systemd's `EnvironmentFile=` and `docker run --env-file` do."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from support_packet.errors import SettingsError
from support_packet.mattermost.configuration.systemd_syntax import assignments
from support_packet.regular_file import read_regular_text

Syntax = Literal["systemd", "docker"]

_MAX_BYTES = 2**20
_DOCKER_BLANKS = " \t"


def read_env_file(
    path: Path, syntax: Syntax, own: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the variables in `path`; if a name is assigned twice, the later one wins.

    `own` is the environment from which Docker takes a name without a value. `SettingsError` names
    the file and the line that systemd would ignore or Docker would refuse, never a value.
    """
    lines = _SYNTAXES[syntax](_read(path), own)
    try:
        return dict(lines)
    except ValueError as error:
        raise SettingsError(f"{path}: {error}.") from None


def _read(path: Path) -> str:
    try:
        text = read_regular_text(path, _MAX_BYTES)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}. Name a readable file.") from None
    except ValueError as error:
        raise SettingsError(f"{path}: {error}. Save it as UTF-8.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SettingsError(f"{path}: line {line}: a null character. Remove it.")
    return text


def _docker_assignments(text: str, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of every line, as Docker's command line reads them.

    Docker knows no quotes and no escapes: the value is everything after the first "=". A line
    that is only a name takes the value that this variable has where `docker` runs.
    """
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        stripped = line.removesuffix("\r").lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        name, assigned, value = stripped.partition("=")
        if not name or any(blank in name for blank in _DOCKER_BLANKS):
            raise ValueError(f"line {number}: no name before '=', Docker refuses it")
        if assigned:
            yield name, value
        elif name in own:
            yield name, own[name]


_SYNTAXES: Mapping[Syntax, Callable[[str, Mapping[str, str]], Iterator[tuple[str, str]]]] = {
    "systemd": lambda text, _own: assignments(text),
    "docker": _docker_assignments,
}
