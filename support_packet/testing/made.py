"""What a test sees of a packet, or of the preview of one."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from support_packet.errors import UnknownFileError
from support_packet.host.preview.packet_preview import Preview
from support_packet.testing.leaks import find_secrets
from support_packet.values.file_names import WARNING_FILE
from support_packet.values.message import N_

_ENTRY = re.compile(r"^\d+\. ", re.MULTILINE)


@dataclass(frozen=True)
class Made:
    r"""A packet, redacted as an admin downloads it.

    `data` is the ZIP, `filename` its name, `seconds` how long making it took.

    >>> import io, zipfile
    >>> from support_packet.testing import Made
    >>> data = io.BytesIO()
    >>> with zipfile.ZipFile(data, "w") as archive:
    ...     archive.writestr("my-package/jobs.yaml", "failed: 2\nlast: hunter2-7x")
    >>> made = Made("packet.zip", data.getvalue())
    >>> made.names, made.warnings
    (['my-package/jobs.yaml'], [])
    >>> made.yaml("my-package/jobs.yaml")["failed"]
    2
    >>> made.assert_hides("hunter2-7x")
    Traceback (most recent call last):
    AssertionError: The packet holds what it should hide:
    - Leak(file='my-package/jobs.yaml', secret='hunter2-7x', decoded=(), line=2)
    """

    filename: str
    data: bytes = field(repr=False)
    seconds: float = 0.0

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The content of each file, by name, in the packet's order."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @property
    def names(self) -> list[str]:
        """The names of the files in the packet's order, without `warning.txt`."""
        return [name for name in self.files if name != WARNING_FILE]

    @property
    def warnings(self) -> list[str]:
        """The entries of `warning.txt`, each on one line: what is missing, why, what to do."""
        text = self.files.get(WARNING_FILE, b"").decode(errors="replace")
        _, *entries = _ENTRY.split(text)
        return [re.sub(r"\s+", " ", entry).strip() for entry in entries]

    def bytes(self, name: str) -> bytes:
        """Return the content of a file; `AssertionError` names the files and warnings if none."""
        __tracebackhide__ = True
        if name not in self.files:
            why = "".join(f"\n- {warning}" for warning in self.warnings)
            raise AssertionError(
                f"{name} is not in the packet. It has: {', '.join(self.names) or 'nothing'}."
                + (f" Its warnings:{why}" if why else "")
            )
        return self.files[name]

    def text(self, name: str) -> str:
        """Return the text of a file."""
        return self.bytes(name).decode()

    def json(self, name: str) -> Any:
        """Return the value of a JSON file."""
        return json.loads(self.text(name))

    def yaml(self, name: str) -> Any:
        """Return the value of a YAML file."""
        return yaml.safe_load(self.text(name))

    def assert_hides(self, *secrets: str) -> None:
        """Raise `AssertionError` if one of `secrets` is anywhere in the packet, in any form.

        What `find_secrets` finds: names, contents, warnings, encoded and compressed.
        """
        __tracebackhide__ = True
        if secrets and not isinstance(secrets[0], str):
            raise TypeError("assert_hides() takes each secret by itself: assert_hides(*secrets).")
        leaks = find_secrets(self.data, secrets)
        if leaks:
            found = "".join(f"\n- {leak}" for leak in leaks)
            raise AssertionError(f"The packet holds what it should hide:{found}")

    def save(self, path: str | Path) -> None:
        """Write the ZIP to `path`, to look at it."""
        Path(path).write_bytes(self.data)


@dataclass(frozen=True)
class Previewed:
    """What the page or `check` would show of a packet.

    `names` are all declared files, also those that are only sent on request; `missing` are those
    that would be missing. `warnings` are on one line each; `texts` has the previews that were
    asked for with `show`.
    """

    names: list[str]
    missing: list[str]
    warnings: list[str]
    notices: list[str]
    texts: Mapping[str, str] = field(default_factory=dict)


def check_shown(previewed: Previewed, show: str | None) -> None:
    """Raise `UnknownFileError` if no file is called `show`, nor any folder around it."""
    names = previewed.names
    if show and not any(f"{show}/".startswith(f"{name}/") for name in names):
        known = ", ".join(names) or "none"
        raise UnknownFileError(
            N_("No file of the packet is called %(name)s."), name=f"{show} (they are: {known})"
        )


def previewed_of(preview: Preview) -> Previewed:
    """Return what a test sees of a preview."""
    problems = [*(p for file in preview.files for p in file.problems), *preview.all_problems]
    return Previewed(
        names=[file.name for file in preview.files],
        missing=[file.name for file in preview.files if file.missing],
        warnings=[str(problem) for problem in problems],
        notices=[str(notice.message) for notice in preview.notices],
        texts={file.name: file.text_preview.text for file in preview.files if file.text_preview},
    )
