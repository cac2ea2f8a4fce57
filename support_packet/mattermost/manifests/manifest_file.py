"""Reads the manifest file of a Mattermost plugin."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from support_packet.errors import ManifestError
from support_packet.files.regular_file import read_regular_file
from support_packet.mattermost.go import json as go_json
from support_packet.mattermost.go import yaml as go_yaml

_MAX_BYTES = 2**18

_Reader = Callable[[bytes], Any]

_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "plugin.yml": go_yaml.load,
        "plugin.yaml": go_yaml.load,
        # Go replaces invalid UTF-8 in JSON, and rejects it in YAML.
        "plugin.json": lambda content: go_json.load(content.decode("utf-8", "replace")),
    }
)
"""The names that a manifest may have; the first one that exists counts."""


def find_manifest_file(directory: Path) -> Path | None:
    """Return the manifest of `directory`, None if there is none, or if it cannot be seen."""
    names = (os.path.join(directory, name) for name in _READERS)  # noqa: PTH118 -- there may be thousands
    found = next(filter(os.path.exists, names), None)
    return Path(found) if found else None


def read_manifest_file(directory: Path) -> Any:
    """Return the document in the manifest of `directory`, as `go_yaml` or `go_json` returns it.

    The first name that exists counts, even if that file is broken. None if none exists;
    `ManifestError` names the file that cannot be read, `PermissionError` one that may not be.
    """
    for name, read in _READERS.items():
        try:
            return read(read_regular_file(directory / name, _MAX_BYTES))
        except FileNotFoundError:
            continue
        except PermissionError:
            raise
        except OSError as error:
            raise ManifestError(f"{name}: {error.strerror}") from None
        except ValueError as error:
            raise ManifestError(f"{name}: {error}") from None
    return None
