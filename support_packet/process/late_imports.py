"""Libraries that are imported when something of them is used, not before.

They are large, and a service that waits for its first request, or `--help`, needs nothing of them.
"""

import importlib
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from support_packet.process.memory import kept_for_good
from support_packet.process.threads import begin_ahead

_DRIVERS = {"psycopg", "pymysql"}
_loading = threading.Lock()

__all__ = ["babel", "jinja2", "sqlalchemy", "yaml"]


class _Late(ModuleType):
    """Stands for a module until something of it is used; then it has the same names."""

    def __init__(self, name: str, *submodules: str) -> None:
        super().__init__(name)
        self.__late = [name, *(f"{name}.{submodule}" for submodule in submodules)]

    def __getattr__(self, name: str) -> Any:
        if self.__late[-1] not in sys.modules:
            # What is made by an import is kept.
            with kept_for_good():
                self._load()
        value = getattr(self._load(), name)
        # From now on this is not called for the name.
        vars(self)[name] = value
        return value

    def _load(self) -> ModuleType:
        try:
            # Other threads wait until a module is whole: that is Python's own lock.
            module, *_ = [importlib.import_module(name) for name in self.__late]
        except BaseException:
            # Without memory or open files, for example: the next attempt starts from the beginning.
            _forget(self.__name__)
            raise
        return module


def is_waiting_ahead() -> bool:
    """Return whether a request is going to wait for its database rather than for this program.

    Then there is a server, whose driver is loaded, and other threads can import meanwhile.
    Elsewhere a thread that imports would wait for the interpreter at each of its files.
    """
    return not _DRIVERS.isdisjoint(sys.modules)


def begin_loading(work: Callable[[], object]) -> None:
    """Begin, in a thread, to load what a request that waits needs afterwards.

    First what it needs already while it waits for the database, then one thing after the other:
    threads that load at the same time take longer for all, and keep the request waiting.
    """

    def load() -> None:
        with _loading:
            sqlalchemy.exc  # noqa: B018 -- which loads it
            work()

    begin_ahead(load, "load ahead")


def _forget(package: str) -> None:
    for name in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
        sys.modules.pop(name, None)


if TYPE_CHECKING:
    import babel
    import babel.dates
    import babel.lists
    import babel.messages.pofile
    import babel.numbers
    import babel.units
    import jinja2
    import sqlalchemy
    import sqlalchemy.dialects
    import yaml
else:
    babel = _Late("babel", "dates", "lists", "messages.pofile", "numbers", "units")
    jinja2 = _Late("jinja2")
    sqlalchemy = _Late("sqlalchemy")
    yaml = _Late("yaml")
