"""A cache of SQLAlchemy's engines: a new one would ask its server what kind of server it is."""

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.driver_connections import driver_arguments
from support_packet.mattermost.sql.watchdog import note_error
from support_packet.process.late_imports import sqlalchemy

_PRESET = {"postgresql": "postgresql+preset", "mysql": "mysql+preset"}
_SQL = "support_packet.mattermost.sql"

_MAX_KEPT = 4
_opened = threading.local()


def connect(
    engine: "sqlalchemy.Engine", on_open: Callable[[Any], None], driver: Any = None
) -> "sqlalchemy.Connection":
    """Open a connection, or use that of the `driver`; if that fails, none is left open.

    `on_open` gets the driver's own connection before anything is asked on it.

    SQLAlchemy leaves it open if it breaks while asking for the version.
    """
    _opened.connections = []
    _opened.on_open = on_open
    _opened.driver = driver
    try:
        return engine.connect()
    except Exception:
        for connection in _opened.connections:
            connection.close()
        raise
    finally:
        del _opened.connections, _opened.on_open, _opened.driver


def is_connecting() -> bool:
    """Return whether this thread is within `connect`: SQLAlchemy rolls back what it has asked."""
    return hasattr(_opened, "connections")


class Engines:
    """The engines of a few data sources, each with its time limits in seconds."""

    def __init__(self) -> None:
        self._made = lru_cache(_MAX_KEPT)(_new_engine)

    def engine(self, source: DataSource, timeout: float, seconds: float) -> "sqlalchemy.Engine":
        """Return a new engine, for its own listeners, which shares what the kept one has learned.

        `timeout` limits connecting, `seconds` a statement.
        """
        return self._made(_Hashed(source), timeout, seconds).execution_options()

    def forget(self) -> None:
        """Keep nothing, for there are passwords among the arguments."""
        self._made.cache_clear()


class _Hashed:
    """A data source as a key; what is equal to it has the same login, too."""

    def __init__(self, source: DataSource) -> None:
        self.source = source

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source.endpoint)


def _new_engine(hashed: _Hashed, timeout: float, seconds: float) -> "sqlalchemy.Engine":
    source = hashed.source
    url = source.url
    _register_dialects()
    # SQLAlchemy would look up a type that Mattermost does not use: a query for each connection.
    without_lookup = {"use_native_hstore": False} if source.kind == "postgresql" else {}
    engine = sqlalchemy.create_engine(
        url.set(drivername=_PRESET.get(source.kind, url.drivername)),
        connect_args=driver_arguments(source, timeout, seconds),
        poolclass=sqlalchemy.NullPool,
        hide_parameters=True,
        **without_lookup,
    )
    sqlalchemy.event.listen(engine, "do_connect", _waiting_driver)
    sqlalchemy.event.listen(engine, "connect", _note_opened, insert=True)
    sqlalchemy.event.listen(engine, "handle_error", note_error)
    return engine


def _register_dialects() -> None:
    """Name them: each is loaded, with its driver, only where the database is of this kind."""
    registry = sqlalchemy.dialects.registry
    registry.register("postgresql.preset", f"{_SQL}.postgres_dialect", "PresetPostgres")
    registry.register("mysql.preset", f"{_SQL}.mysql_dialect", "PresetMysql")


def _waiting_driver(*_: object) -> Any:
    """Return the connection that is open already, or None: then SQLAlchemy opens one."""
    driver, _opened.driver = _opened.driver, None
    return driver


def _note_opened(connection: Any, _record: object) -> None:
    _opened.connections.append(connection)
    _opened.on_open(connection)
