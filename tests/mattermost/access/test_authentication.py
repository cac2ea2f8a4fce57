"""The table of access cases, on every database, of an old and a new release."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import sqlalchemy
from support.access.cases import FORBIDDEN, UNLICENSED, Case
from support.access.databases import (
    Kind,
    mariadb_database,
    postgres_database,
    sqlite_database,
)
from support.access.role_cases import CUSTOM_ROLES
from support.access.table import CASES, arrange
from support.distributions.waiting import READ_SECONDS
from support.tables import for_each

from demo.roles import ROLES
from support_packet.errors import AccessError
from support_packet.mattermost.access.authentication import authenticate, may_download
from support_packet.mattermost.configuration.config import Config, ConfigSource, load_config
from support_packet.mattermost.license import License
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.testing.mattermost_tables import Release
from support_packet.web.error_table import DOMAIN_ERRORS

NOW = round(time.time() * 1000)
Engines = dict[tuple[Kind, Release], sqlalchemy.Engine]


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """Return the databases created so far, each with its rows."""
    made: Engines = {}
    yield made
    for engine in made.values():
        engine.dispose()


@pytest.fixture
def connection(
    kind: Kind, release: Release, engines: Engines, request: pytest.FixtureRequest
) -> Iterator[sqlalchemy.Connection]:
    """Return a connection to the database of this kind with all cases of this release."""
    if (kind, release) not in engines:
        url = new_database(kind, f"access_{release.replace('.', '_')}", request)
        engines[kind, release] = sqlalchemy.create_engine(url)
        with engines[kind, release].begin() as connection:
            arrange(connection, release, NOW)
    with engines[kind, release].connect() as connection:
        yield connection


def new_database(kind: Kind, name: str, request: pytest.FixtureRequest) -> sqlalchemy.URL:
    """Create an empty database; start the server of that kind if it is not running."""
    if kind == "sqlite":
        return sqlite_database(request.getfixturevalue("tmp_path_factory").mktemp(name), name)
    if kind == "postgres":
        return postgres_database(request.getfixturevalue("postgres"), name)
    return mariadb_database(request.getfixturevalue("mariadb"), name)


def configuration(case: Case, home: Path) -> Config:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.json").write_text(json.dumps(case.configured))
    return load_config(ConfigSource(home, {}, {}), ConnectionPool(), READ_SECONDS)


def active_license(case: Case) -> License | None:
    """Return a license with the features of the case; nothing else in it matters."""
    if case.features is None:
        return None
    return License("id", "", "E20", "", "", 0, 0, 0, False, 0, case.features, frozenset())


def answer(connection: sqlalchemy.Connection, case: Case, config: Config) -> tuple[int, str]:
    """Return the HTTP status and error id for a request with the token of the case."""
    active = active_license(case)
    try:
        principal = authenticate(connection, case.token, config, active, NOW)
    except AccessError as error:
        return DOMAIN_ERRORS[type(error)]
    if not may_download(principal, case.required, config):
        return 403, FORBIDDEN
    return (200, "") if active else (403, UNLICENSED)


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("release", get_args(Release))
@for_each("case", CASES, ids=lambda case: case.name)
def test_the_answer_is_mattermosts(
    connection: sqlalchemy.Connection, release: Release, case: Case, tmp_path: Path
) -> None:
    if release not in case.releases:
        return
    config = configuration(case, tmp_path)

    assert answer(connection, case, config) == (case.status, case.error_id)


@pytest.mark.parametrize(("kind", "release"), [("sqlite", "11.10")])
def test_a_principal_has_name_locale_roles_and_permissions(
    connection: sqlalchemy.Connection, tmp_path: Path
) -> None:
    case = next(case for case in CASES if case.name == "deleted role and another")

    principal = authenticate(connection, case.token, configuration(case, tmp_path), None, NOW)

    assert principal.username == case.name
    assert principal.locale == "en"
    assert principal.roles == {"system_user", "custom_deleted", "custom_reader"}
    assert principal.permissions == ROLES["system_user"] | CUSTOM_ROLES["custom_reader"]


@pytest.mark.parametrize(("kind", "release"), [("sqlite", "11.10")])
def test_nothing_is_written_and_no_password_is_read(
    connection: sqlalchemy.Connection, tmp_path: Path
) -> None:
    statements = set[str]()
    config = configuration(CASES[0], tmp_path)

    @sqlalchemy.event.listens_for(connection, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.add(statement.lower())

    for case in CASES:
        answer(connection, case, config)

    for statement in statements:
        assert statement.startswith(("select ", "pragma "))
        assert not re.search(r"password|mfasecret|authdata|email", statement)
