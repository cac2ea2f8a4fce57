"""For the tests of collector packages: installations, packets, and the rules for collectors.

pytest loads the fixtures `installation` and `author` by itself, wherever this program is installed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support_packet.testing.author import Author
    from support_packet.testing.conformance.check import ConformanceError, check_conformance
    from support_packet.testing.installation import Installation
    from support_packet.testing.leaks import Leak, find_secrets
    from support_packet.testing.made import Made, Previewed
    from support_packet.testing.opening import open_installation

__all__ = [
    "Author",
    "ConformanceError",
    "Installation",
    "Leak",
    "Made",
    "Previewed",
    "check_conformance",
    "find_secrets",
    "open_installation",
]

_MODULES = {
    "Author": "author",
    "ConformanceError": "conformance.check",
    "Installation": "installation",
    "Leak": "leaks",
    "Made": "made",
    "Previewed": "made",
    "check_conformance": "conformance.check",
    "find_secrets": "leaks",
    "open_installation": "opening",
}

if not TYPE_CHECKING:  # so that a type checker knows these names, and no others

    def __getattr__(name: str) -> object:
        """Import a name on first use: pytest loads this package in every run, and it is large."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
