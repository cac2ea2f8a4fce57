"""The program with Mattermost's database in a real server."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.servers.databases import EmptyDatabase
from support.serving.program import Program, serving

from demo import tables
from demo.database import fill_tables
from demo.installation import Installation

BREAK_GLASS = "only-for-the-night-the-database-died"
"""A token that works without the database."""

BUILT_IN_FILES = [
    "support_packet.yaml",
    "plugins.json",
    "sanitized_config.json",
    "mattermost.log",
    "notifications.log",
]
"""The files of the example's packet, in order."""


def fill(database: EmptyDatabase) -> EmptyDatabase:
    """Fill `database` with the rows of the example."""
    with database.engine.begin() as connection:
        tables.create_tables(connection)
        fill_tables(connection, round(time.time() * 1000))
    return database


@contextmanager
def served(
    example: Installation,
    folder: Path,
    driver: str,
    data_source: str,
    *replicas: str,
    **settings: str,
) -> Iterator[Program]:
    """Serve the example, changed so that its database is this one."""
    config = _config_with(example, driver, data_source, *replicas)
    example.config.write_text(config, encoding="utf-8")
    variables = break_glass(folder) | settings
    with serving(example.directory, folder, **variables) as program:
        yield program


@contextmanager
def served_without_file(
    example: Installation, folder: Path, database: EmptyDatabase, **settings: str
) -> Iterator[Program]:
    """Serve the example, changed so that its configuration is in this database, too."""
    config = _config_with(example, database.driver, database.data_source)
    row = {"Id": "c" * 26, "Value": config, "CreateAt": 1, "Active": True}
    with database.engine.begin() as connection:
        tables.insert(connection, "Configurations", **row)
    example.config.unlink()
    stored = mm_config(database.driver, database.data_source)
    variables = {"MM_CONFIG": stored} | break_glass(folder) | settings
    with serving(example.directory, folder, **variables) as program:
        yield program


def mm_config(driver: str, data_source: str) -> str:
    """Return `data_source` as the variable `MM_CONFIG` names it."""
    return f"mysql://{data_source}" if driver == "mysql" else data_source


def _config_with(example: Installation, driver: str, data_source: str, *replicas: str) -> str:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["SqlSettings"] |= {
        "DriverName": driver,
        "DataSource": data_source,
        "DataSourceReplicas": replicas,
    }
    return json.dumps(config)


def break_glass(folder: Path) -> dict[str, str]:
    """Make `BREAK_GLASS` the break-glass token, and return the program's variables."""
    token_file = folder / "token"
    token_file.write_text(BREAK_GLASS, encoding="ascii")
    token_file.chmod(0o600)
    return {
        "SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE": str(token_file),
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "2",
    }
