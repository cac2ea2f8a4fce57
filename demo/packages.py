"""Collector packages that a demo is asked to show, installed into its own environment.

The environment is a thin one above that of the demo: what it lacks is found there, and what is
installed into it, with all that it depends on, is gone with the demo's directory.
"""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from demo.server import DemoError
from support_packet.host.discovery.package_settings import variable_prefix

_GROUP = "support_packet"
# What they have to be allowed, besides their own settings.
_ALLOWANCES = ("SUPPORT_PACKET_ALLOW_BINARY", "SUPPORT_PACKET_REPLACING_COLLECTORS")
_LINES_OF_PIP = 20
_HATCHLING = re.compile(r"hatchling\s*(?:[<>=~!].*)?")


class PackageError(DemoError):
    """What was named cannot be shown; the message says why."""


@dataclass(frozen=True)
class Packages:
    """Installed packages: a line for each, and the environment variables that a server needs."""

    lines: Sequence[str] = ()
    variables: Mapping[str, str] = field(default_factory=dict)


def check_packages(paths: Sequence[str]) -> list[Path]:
    """Return the absolute paths of the packages; `PackageError` for anything that is not one."""
    return [_checked(path) for path in paths]


def _checked(name: str) -> Path:
    path = Path(name).absolute()
    advice = 'PACKAGES names folders or wheels: make demo PACKAGES="./examples/x ./packages/y"'
    if not path.exists():
        raise PackageError(f"{name} does not exist. {advice}")
    if path.is_file() and path.suffix == ".whl":
        return path
    if not path.is_dir():
        raise PackageError(f"{name} is neither a folder nor a wheel. {advice}")
    if not (path / "pyproject.toml").is_file():
        raise PackageError(f"{name} is not a package: it has no pyproject.toml. {advice}")
    return path


def install_packages(paths: Sequence[Path], directory: Path) -> Packages:
    """Install packages into an environment in `directory`; `PackageError` if one cannot be."""
    if not paths:
        return Packages()
    venv.create(directory, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(directory)}))
    (site / "below.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    for path in paths:
        print(f"Installing {path.name}.")
        _install(path, directory)
    installed = list(importlib.metadata.distributions(path=[str(site)]))
    for path in paths:
        _check_collectors(path, installed)
    return Packages(
        lines=[_line(each) for each in installed if _collectors(each)],
        variables={**_on_path(site), **dict(_own_variables(installed))},
    )


def _install(path: Path, directory: Path) -> None:
    command = (sys.executable, "-m", "pip", "--python", directory / "bin" / "python")
    options = ("--quiet", "--no-input", "--disable-pip-version-check")
    # Built with what is there, if that suffices: pip would look for it at a package index.
    isolation = ("--no-build-isolation",) if _needs_only_hatchling(path) else ()
    done = subprocess.run(
        [*command, "install", *options, *isolation, path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_LINES_OF_PIP:])
        raise PackageError(f"{path} cannot be installed. What pip says:\n{said}")


def _needs_only_hatchling(path: Path) -> bool:
    if path.is_file():
        return True
    try:
        project = tomllib.loads((path / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackageError(f"{path / 'pyproject.toml'} cannot be read: {error}") from None
    requires = project.get("build-system", {}).get("requires", [""])
    return all(_HATCHLING.fullmatch(str(each)) for each in requires)


def _check_collectors(path: Path, installed: Sequence[importlib.metadata.Distribution]) -> None:
    own = next((each for each in installed if _origin(each) == path.resolve().as_uri()), None)
    if own is None or not _collectors(own):
        raise PackageError(
            f"{path} registers no collector. Its pyproject.toml needs a table "
            f'[project.entry-points.{_GROUP}] with a line such as: example = "its_module"'
        )


def _origin(installed: importlib.metadata.Distribution) -> str:
    """Return the URL that a distribution was installed from, empty if it came from an index."""
    text = installed.read_text("direct_url.json")
    return str(json.loads(text)["url"]) if text else ""


def _collectors(installed: importlib.metadata.Distribution) -> list[str]:
    return [point.name for point in installed.entry_points if point.group == _GROUP]


def _line(installed: importlib.metadata.Distribution) -> str:
    names = ", ".join(_collectors(installed))
    return f"{installed.name} {installed.version}, with the entry points: {names}"


def _on_path(site: Path) -> dict[str, str]:
    before = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(site), before)))}


def _own_variables(
    installed: Sequence[importlib.metadata.Distribution],
) -> Iterator[tuple[str, str]]:
    """Yield the variables of this process that the packages' own settings are read from."""
    prefixes = tuple(variable_prefix(name) for each in installed for name in _collectors(each))
    for name, value in os.environ.items():
        if name.startswith(prefixes) or name in _ALLOWANCES:
            yield name, value
