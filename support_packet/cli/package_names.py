"""What the parts of a new package are called, and which names it cannot have."""

import importlib.util
import re
import sys
from dataclasses import dataclass
from keyword import iskeyword

from support_packet.errors import SettingsError
from support_packet.host.discovery.entry_points import find_entry_points
from support_packet.host.origin import FIRST_PARTY, distribution_name
from support_packet.values.file_names import check_file_name, is_reserved

_PREFIX = "support-packet-"
_NAME = re.compile(r"[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9]", re.IGNORECASE | re.ASCII)
_MAX_LENGTH = 60
_OWN_MODULES = ("support_packet", "collectors", "hookspecs")


@dataclass(frozen=True)
class PackageNames:
    """The names of one package: of its distribution, module, entry point and folder in a packet."""

    distribution: str
    module: str
    entry_point: str
    folder: str


def package_names(name: str) -> PackageNames:
    """Return the names that follow from that of the distribution; `SettingsError` for a bad one."""
    if not _NAME.fullmatch(name):
        raise _refusal(
            name,
            "is not the name of a package. Use letters, digits, '-', '_' and '.', and begin and "
            "end with a letter or digit, for example support-packet-hello",
        )
    if len(name) > _MAX_LENGTH:
        raise _refusal(name, f"is longer than {_MAX_LENGTH} characters")
    folder = distribution_name(name)
    entry_point = folder.removeprefix(_PREFIX).replace("-", "_")
    names = PackageNames(name, folder.replace("-", "_"), entry_point, folder)
    _check_reserved(name, names)
    _check_module(name, names.module)
    _check_entry_point(name, entry_point)
    return names


def _check_reserved(name: str, names: PackageNames) -> None:
    if names.folder in FIRST_PARTY or is_reserved(name):
        raise _refusal(name, f"is reserved. {_advice(name)}")
    check_file_name(names.folder)


def _check_module(name: str, module: str) -> None:
    if not module.isidentifier() or iskeyword(module):
        raise _refusal(
            name, f"makes the module {module}, which cannot be imported. {_advice(name)}"
        )
    if module in sys.stdlib_module_names or module in _OWN_MODULES or _is_installed(module):
        raise _refusal(
            name,
            f"makes the module {module}, which there is already. {_advice(name)}",
        )


def _advice(name: str) -> str:
    own = name.lower().startswith(_PREFIX.rstrip("-"))
    return "Choose another" if own else f"Choose another, for example {_PREFIX}{name}"


def _is_installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _check_entry_point(name: str, entry_point: str) -> None:
    for entry in find_entry_points()[0]:
        if entry.origin.entry_point == entry_point:
            raise _refusal(
                name,
                f"makes the entry point {entry_point}, which {entry.origin.distribution} has. "
                "Choose another",
            )


def _refusal(name: str, why: str) -> SettingsError:
    return SettingsError(f"new: {name[: 2 * _MAX_LENGTH]!r} {why}.")
