"""`support-packet new`: writes a package with one collector, its test and what goes with it."""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from support_packet.cli.package_names import package_names
from support_packet.errors import SettingsError

_TEMPLATES = files("support_packet.cli") / "new_package"
_FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "LICENSE": "LICENSE",
    ".gitignore": "gitignore",
    ".github/workflows/ci.yml": "ci.yml",
    "@{module}/__init__.py": "collector.py",
    "@{module}/locales/de.po": "de.po",
    "@{module}/py.typed": None,
    "tests/test_@{module}.py": "test_collector.py",
}
"""Each file of a package, and the template that it is made of."""

_NEXT = """\
{name} is a package with one collector and its test. Next, in the
environment that support-packet is installed in:

    cd {name}
    python -m pip install --editable '.[dev]'
    pytest

Then change {module}/__init__.py; docs/collectors.md of support-packet
says what a collector can do.
"""


def run(parsed: argparse.Namespace) -> int:
    """Write the package into a new directory below this one; `SettingsError` if it cannot be."""
    names = package_names(parsed.name)
    directory = Path(names.distribution).absolute()
    values = {**asdict(names), "version": version("support-packet")}
    texts = {_filled(path, values): _text(template, values) for path, template in _FILES.items()}
    try:
        # Fails where anything of this name exists: nothing is ever overwritten.
        directory.mkdir()
    except FileExistsError:
        raise SettingsError(f"new: {directory} exists already. Choose another name.") from None
    except OSError as error:
        raise SettingsError(f"new: {directory}: {error.strerror}.") from None
    _write(directory, texts)
    sys.stdout.write(_NEXT.format(name=names.distribution, module=names.module))
    return 0


def _write(directory: Path, texts: Mapping[str, str]) -> None:
    """Write all files, or leave nothing of them."""
    try:
        for path, text in texts.items():
            file = directory / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except BaseException as error:
        shutil.rmtree(directory, ignore_errors=True)
        if isinstance(error, OSError):
            reason = os.strerror(error.errno or 0)
            raise SettingsError(f"new: {directory} cannot be written: {reason}.") from None
        raise


def _text(template: str | None, values: Mapping[str, str]) -> str:
    if template is None:
        return ""
    return _filled((_TEMPLATES / f"{template}.in").read_text(encoding="utf-8"), values)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"@\{(\w+)\}", lambda match: values[match[1]], text)
