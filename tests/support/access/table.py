"""The whole table of cases, and the rows of all of them in one database."""

from collections.abc import Iterator

import sqlalchemy
from support.access.access_token_cases import ACCESS_TOKEN_CASES
from support.access.cases import Case
from support.access.mfa_cases import MFA_CASES
from support.access.role_cases import CUSTOM_ROLES, ROLE_CASES
from support.access.session_cases import SESSION_CASES, TOKEN_CASES
from support.access.user_rows import UserRows

from demo import tables
from demo.roles import ROLES
from support_packet.testing.mattermost_tables import Release

CASES = (*ROLE_CASES, *TOKEN_CASES, *SESSION_CASES, *ACCESS_TOKEN_CASES, *MFA_CASES)


def cases_of(release: Release) -> Iterator[Case]:
    """Return the cases that the database of `release` can hold."""
    return (case for case in CASES if release in case.releases)


def arrange(connection: sqlalchemy.Connection, release: Release, now: int) -> None:
    """Create the tables of `release` and the rows of all its cases; `now` is in milliseconds."""
    tables.create_tables(connection, release)
    for name, permissions in (ROLES | CUSTOM_ROLES).items():
        deleted = now if name == "custom_deleted" else 0
        tables.insert_role(connection, name, permissions, now, DeleteAt=deleted)
    for case in cases_of(release):
        case.arrange(UserRows(connection, case.name, now))
