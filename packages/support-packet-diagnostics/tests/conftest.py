"""Installations for the tests, and stand-ins for the names of the contract that are to come.

Everything above `Installation` goes when `support_packet` has it: `query`, `dump_yaml`, `N_`,
`Row`, and the fields of `PacketFile` and of the license.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy
import support_packet
import yaml
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer
from support_packet import CollectError, DatabaseError
from support_packet.mattermost.installation import Mattermost

pytest_plugins = ["support.servers.fixtures"]


class Row(tuple[Any, ...]):
    """A row, by position."""

    __slots__ = ()


@dataclass(frozen=True)
class PacketFile:
    """A declaration with all fields of the contract."""

    name: str
    collect: Callable[[], str]
    title: str = ""
    description: str = ""
    group: str = ""
    order: int = 100
    seconds: float | None = None
    preview: object = True
    reads: tuple[str, ...] = ()


class _Dumper(yaml.SafeDumper):
    """Quotes every text, as the contract says."""


_Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)
_Dumper.add_representer(Decimal, lambda dumper, number: dumper.represent_float(float(number)))
_Dumper.add_representer(datetime, lambda dumper, moment: dumper.represent_str(moment.isoformat()))


def dump_yaml(value: object) -> str:
    """Return `value` as YAML, unfolded."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf"))


for _name, _stand_in in {
    "N_": lambda text: text,
    "Row": Row,
    "PacketFile": PacketFile,
    "dump_yaml": dump_yaml,
}.items():
    if not hasattr(support_packet, _name) or _name == "PacketFile":
        setattr(support_packet, _name, _stand_in)


@dataclass
class StandIn:
    """What a hook gets as `mattermost`: the documented members that this package uses."""

    config: Any
    license: Any
    database: str
    engine: sqlalchemy.Engine
    other_nodes: list[str]
    pid: int | None
    questions: list[str] = field(default_factory=list)

    def query(self, sql: str, *, seconds: float | None = None, **parameters: object) -> list[Row]:
        """Ask the real database, each question in a read-only transaction of its own."""
        self.questions.append(sql)
        try:
            with self.engine.connect() as connection:
                if self.database == "postgres":
                    connection.exec_driver_sql("SET TRANSACTION READ ONLY")
                    milliseconds = round((seconds or 5) * 1000)
                    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {milliseconds}")
                return [Row(row) for row in connection.execute(sqlalchemy.text(sql), parameters)]
        except sqlalchemy.exc.SQLAlchemyError as error:
            cause = str(getattr(error, "orig", error)).splitlines()[0]
            raise DatabaseError(f"Mattermost's database: {cause}.") from None

    @property
    def server(self) -> Any:
        """Return what the database says of the server."""
        systems: dict[str, str] = dict(self.query("SELECT Name, Value FROM Systems"))
        try:
            version = self.query("SELECT MAX(Version) FROM db_migrations")[0][0]
            version = None if version is None else str(version)
        except DatabaseError:
            version = systems.get("Version")
        return SimpleNamespace(diagnostic_id=systems.get("DiagnosticId"), schema_version=version)

    def server_process(self) -> Any:
        """Return the server's process."""
        if self.pid is None:
            raise CollectError("No process of the Mattermost server is to be seen.")
        return SimpleNamespace(pid=self.pid)

    def nodes(self) -> list[str]:
        """Return the other nodes of the cluster."""
        return self.other_nodes


LICENSE = SimpleNamespace(
    license_id="l" * 26,
    customer_id="c" * 26,
    customer_company='Example: "Ltd" & <b>',
    users=150,
    sku_short_name="enterprise",
    is_trial=True,
    is_gov_sku=False,
    is_non_production=False,
)


class Installation:
    """A Mattermost installation whose database is real and whose configuration is a file."""

    def __init__(self, directory: Path, database: EmptyDatabase) -> None:
        self.directory = directory
        self.database = database
        self.license: Any = LICENSE
        self.other_nodes: list[str] = []
        self.pid: int | None = None
        self._settings: dict[str, dict[str, object]] = {
            "SqlSettings": {"DriverName": database.driver},
            # Nobody listens there: no test depends on what else this machine runs.
            "ServiceSettings": {"ListenAddress": "127.0.0.1:1"},
            "EmailSettings": {"SendPushNotifications": False, "SendEmailNotifications": False},
        }

    def release(self, name: str) -> None:
        """Create the tables of a release, `11_10` or `5_37`."""
        text = (Path(__file__).parent / f"release_{name}.sql").read_text(encoding="utf-8")
        if self.database.driver != "postgres":
            text = text.replace(" jsonb", " json")
        self.execute(*filter(None, (each.strip() for each in text.split(";"))))

    def execute(self, *statements: str) -> None:
        """Run statements in the database, as its owner."""
        with self.database.engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def table(self, name: str, *rows: Mapping[str, object]) -> None:
        """Insert rows; a column that is not named stays NULL."""
        with self.database.engine.begin() as connection:
            for row in rows:
                columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
                statement = f"INSERT INTO {name} ({columns}) VALUES ({values})"  # noqa: S608
                connection.execute(sqlalchemy.text(statement), dict(row))

    def set(self, section: str, **values: object) -> None:
        """Change settings of the configuration."""
        self._settings.setdefault(section, {}).update(values)

    def mattermost(self, engine: sqlalchemy.Engine | None = None) -> Any:
        """Return what a hook gets; `engine` logs in as another account."""
        folder = self.directory / "config"
        folder.mkdir(exist_ok=True)
        (folder / "config.json").write_text(json.dumps(self._settings), encoding="utf-8")
        return StandIn(
            config=Mattermost(self.directory, {}).config,
            license=self.license,
            database=self.database.driver,
            engine=engine or self.database.engine,
            other_nodes=self.other_nodes,
            pid=self.pid,
        )


@pytest.fixture
def installation(tmp_path: Path, database: EmptyDatabase) -> Installation:
    """Return an installation of 11.10 on each of the databases."""
    made = Installation(tmp_path, database)
    made.release("11_10")
    return made


@pytest.fixture
def on_postgres(tmp_path: Path, postgres_database: EmptyDatabase) -> Installation:
    """Return an installation of 11.10 on PostgreSQL."""
    made = Installation(tmp_path, postgres_database)
    made.release("11_10")
    return made


@pytest.fixture
def of_5_37(tmp_path: Path, database: EmptyDatabase) -> Installation:
    """Return an installation of 5.37 on each of the databases."""
    made = Installation(tmp_path, database)
    made.release("5_37")
    return made


@pytest.fixture
def reader(on_postgres: Installation, postgres: PostgresServer) -> Iterator[sqlalchemy.Engine]:
    """Return the engine of an account of PostgreSQL that may read no table."""
    with postgres.admin() as admin:
        admin.execute("GRANT certified TO mmuser")
    url = on_postgres.database.engine.url
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    sqlalchemy.event.listen(engine, "connect", _become_reader)
    yield engine
    engine.dispose()


def _become_reader(connection: Any, *_: object) -> None:
    connection.execute("SET ROLE certified")
    connection.commit()


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the time zone of this process, an hour ahead of UTC in winter."""
    monkeypatch.setenv("TZ", "CET-1")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
