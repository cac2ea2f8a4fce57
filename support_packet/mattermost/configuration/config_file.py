"""The file that holds Mattermost's configuration: where it is, and what it says."""

import errno
import itertools
import os
import re
import stat
from pathlib import Path
from typing import Any

from support_packet.errors import ConfigurationError
from support_packet.mattermost.configuration.document_check import check_document
from support_packet.mattermost.go import json as go_json
from support_packet.regular_file import read_regular_file

MAX_BYTES = 8 * 2**20
"""Twice what Mattermost itself can keep in a MySQL database."""

_LEVELS = 4
_PARENTS = ("channels/config", "config")
_MAY_HOLD_PASSWORD = re.compile("://|[=@]")
_ADVICE = {
    errno.ENOENT: "Is this Mattermost's directory? MM_CONFIG names another file.",
    errno.EACCES: "Mattermost keeps it readable for its own account: run as that one.",
}


def find_config_file(directory: Path, name: str) -> Path:
    """Return the configuration file called `name` of the server that runs in `directory`.

    An absolute name stands for itself. A relative one is looked for as the server does: in
    `config` here, in the folders above and around the executable, then as it stands. Where there
    is none, this is the path at which the server would make one.
    """
    if Path(name).is_absolute():
        return Path(name)
    executable = Path(os.path.realpath(directory / "bin"))
    folders = [
        folder for start in (directory, executable) for folder in (start, *start.parents[:_LEVELS])
    ]
    # Since 11 the server looks into its source tree first.
    usual = [folder / parent / name for parent in _PARENTS for folder in folders]
    configs = [folder / "config" for folder in folders]
    found = itertools.chain(
        (path for path in usual if _mode(path) and not stat.S_ISDIR(_mode(path))),
        (path for path in (directory / name, executable / name) if _mode(path)),
        (config / name for config in configs if stat.S_ISDIR(_mode(config))),
    )
    return next(found, configs[0] / name)


def _mode(path: Path) -> int:
    """Return what kind of file `path` is, 0 where there is none or none to be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def read_config_file(path: Path) -> dict[str, Any]:
    """Return the document in `path`; `ConfigurationError`, with file and line, if there is none."""
    try:
        content = read_regular_file(path, MAX_BYTES)
    except OSError as error:
        # Who mistypes a data source gives a path that holds a password.
        shown = "MM_CONFIG" if _MAY_HOLD_PASSWORD.search(str(path)) else str(path)
        reason = error.strerror or "it cannot be read"
        advice = _ADVICE.get(
            error.errno or 0, "It has to be Mattermost's configuration, a JSON file."
        )
        raise ConfigurationError(f"{shown}: {reason}. {advice}") from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"{path}: line {line}: no UTF-8. Save it as UTF-8.") from None
    return parse_config(str(path), text)


def parse_config(source: str, text: str) -> dict[str, Any]:
    """Return the document that `text` is; `ConfigurationError` says what is wrong in `source`."""
    if len(text) > MAX_BYTES:
        raise ConfigurationError(f"{source}: it is larger than {MAX_BYTES} bytes.")
    try:
        document = go_json.load(text)
    except ValueError as error:
        raise ConfigurationError(f"{source}: {error}. Correct it.") from None
    if not isinstance(document, dict):
        raise ConfigurationError(f"{source}: it is no JSON object. Correct it.")
    check_document(source, document)
    return document
