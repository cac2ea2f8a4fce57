"""The whole table of who may download, over HTTP."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import falcon.testing
import pytest
import sqlalchemy
from support.access.cases import Case
from support.access.databases import sqlite_database
from support.access.licenses import signed
from support.access.table import CASES, arrange
from support.tables import for_each

from support_packet.mattermost.access.authentication import Requirement
from support_packet.settings import Settings
from support_packet.testing.mattermost_tables import Release
from support_packet.web.access import attempts
from support_packet.web.app import PACKET_PATHS, create_app
from support_packet.web.download.downloads import Downloads

Client = falcon.testing.TestClient
Send = Callable[[str], dict[str, str]]

# The clock runs on between the rows and the request.
TO_THE_MILLISECOND = {"expires now", "idle as long as allowed", "access token, expires later"}

TABLE = [
    (release, case)
    for case in CASES
    if case.name not in TO_THE_MILLISECOND
    # HTTP lets nothing else through, and strips trailing blanks.
    if re.fullmatch(r"([ -~]*[!-~])?", case.token) and len(case.token) < 5000
    for release in case.releases
]


@pytest.fixture(autouse=True)
def any_number_of_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one client try as many tokens as there are cases, also one that another case refuses."""
    monkeypatch.setattr(attempts, "BURST", len(TABLE) * 10)
    monkeypatch.setattr(attempts, "REFUSED_SECONDS", 0.0)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Mattermost's directory; its database of each release holds the rows of all cases."""
    home = tmp_path_factory.mktemp("mattermost")
    for name in ("config", "logs", "plugins"):
        (home / name).mkdir()
    for release in get_args(Release):
        engine = sqlalchemy.create_engine(sqlite_database(home, release))
        with engine.begin() as connection:
            arrange(connection, release, round(time.time() * 1000))
        engine.dispose()
    return home


@pytest.fixture(scope="module")
def clients(home: Path) -> dict[Requirement, Client]:
    """Return the application with each setting of who may download."""
    return {
        required: Client(create_app(Settings(required_role=required), home, {}, Downloads(1)))
        for required in get_args(Requirement)
    }


def configure(home: Path, release: Release, case: Case) -> None:
    """Write configuration and license of `case`."""
    database = {"DriverName": "sqlite3", "DataSource": str(home / f"{release}.db")}
    document = {"SqlSettings": database, **case.configured}
    (home / "config" / "config.json").write_text(json.dumps(document), encoding="utf-8")
    license_file = home / "config" / "mattermost.mattermost-license"
    license_file.unlink(missing_ok=True)
    if case.features is not None:
        in_an_hour = round(time.time() * 1000) + 3_600_000
        content = {"id": "x" * 26, "expires_at": in_an_hour, "features": dict(case.features)}
        license_file.write_text(signed(content), encoding="ascii")


def answer(client: Client, headers: dict[str, str]) -> tuple[int, str]:
    """Return status and error id."""
    result = client.simulate_get(PACKET_PATHS[0], headers=headers)
    return result.status_code, "" if result.status_code == 200 else result.json["id"]


@for_each(("release", "case"), TABLE, ids=lambda part: getattr(part, "name", part))
def test_answer_is_mattermosts(
    clients: dict[Requirement, Client], home: Path, release: Release, case: Case
) -> None:
    configure(home, release, case)

    headers = {"Authorization": f"Bearer {case.token}"}

    assert answer(clients[case.required], headers) == (case.status, case.error_id)


SOME = [
    case
    for case in CASES
    if case.name in {"system admin", "ordinary user", "expired", "MFA missing"}
]


@pytest.mark.parametrize("case", SOME, ids=lambda case: case.name)
@pytest.mark.parametrize(
    "send",
    [
        lambda token: {"Cookie": f"MMAUTHTOKEN={token}"},
        lambda token: {"Cookie": f"MMAUTHTOKEN={token}", "Authorization": "Bearer other"},
        lambda token: {"Cookie": f"MMAUTHTOKEN={token}; MMAUTHTOKEN=other"},
        lambda token: {"Authorization": f"BEARER {token}"},
        lambda token: {"Authorization": f"token {token}"},
    ],
    ids=["cookie", "cookie before header", "first of two cookies", "in capitals", "as OAuth"],
)
def test_every_way_to_carry_a_token_is_equivalent(
    clients: dict[Requirement, Client], home: Path, send: Send, case: Case
) -> None:
    configure(home, "5.37", case)

    assert answer(clients[case.required], send(case.token)) == (case.status, case.error_id)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "{token}"},
        {"Authorization": "Basic {token}"},
        {"Cookie": "MMAUTHTOKEN=", "Authorization": "Bearer {token}"},
        {"Cookie": "MMAUTHTOKEN=other; MMAUTHTOKEN={token}"},
        {"Cookie": "mmauthtoken={token}"},
        {"X-Cloud-Token": "{token}"},
    ],
)
def test_no_other_way_carries_a_token(
    clients: dict[Requirement, Client], home: Path, headers: dict[str, str]
) -> None:
    case = SOME[0]
    configure(home, "5.37", case)
    carried = {name: value.format(token=case.token) for name, value in headers.items()}

    assert answer(clients[case.required], carried) == (
        401,
        "api.context.session_expired.app_error",
    )
