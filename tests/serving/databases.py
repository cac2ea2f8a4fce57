"""The program with Mattermost's database in a real server."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers.databases import EmptyDatabase
from serving.program import Program, serving

from demo import tables
from demo.database import fill_tables
from demo.installation import Installation

BREAK_GLASS = "only-for-the-night-the-database-died"
"""A token that works without the database."""


def fill(database: EmptyDatabase) -> EmptyDatabase:
    """Make it the database of the example."""
    with database.engine.begin() as connection:
        tables.create_tables(connection)
        fill_tables(connection, round(time.time() * 1000))
    return database


@contextmanager
def served(
    example: Installation, folder: Path, driver: str, data_source: str, *replicas: str
) -> Iterator[Program]:
    """Serve the example, changed so that its database is this one."""
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["SqlSettings"] |= {
        "DriverName": driver,
        "DataSource": data_source,
        "DataSourceReplicas": replicas,
    }
    example.config.write_text(json.dumps(config), encoding="utf-8")
    token_file = folder / "token"
    token_file.write_text(BREAK_GLASS, encoding="ascii")
    token_file.chmod(0o600)
    variables = {
        "SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE": str(token_file),
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "2",
    }
    with serving(example.directory, folder, **variables) as program:
        yield program
