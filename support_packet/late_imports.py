"""Libraries that are imported when something of them is used, not before.

They are large, and a service that waits for its first request, or `--help`, needs nothing of them.
"""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any

__all__ = ["sqlalchemy"]


class _Late(ModuleType):
    """Stands for a module until something of it is used, and then has the same names."""

    def __getattr__(self, name: str) -> Any:
        # Other threads wait until the module is whole: that is Python's own lock.
        return getattr(importlib.import_module(self.__name__), name)


if TYPE_CHECKING:
    import sqlalchemy
    import sqlalchemy.dialects
else:
    sqlalchemy = _Late("sqlalchemy")
