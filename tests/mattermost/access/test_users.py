"""Reading users from their table."""

from collections.abc import Iterator

import pytest
import sqlalchemy

from demo import tables
from support_packet.mattermost.access.login import find_token
from support_packet.mattermost.access.users import User

USER_ID = "u" * 26
TOKEN = "t" * 26


def user_of_session(connection: sqlalchemy.Connection, user_id: str) -> User | None:
    """Return the user of a session whose `UserId` this is."""
    tables.insert(connection, "Sessions", Id="s" * 26, Token=TOKEN, UserId=user_id)
    try:
        return find_token(connection, TOKEN, now=1).session_user
    finally:
        connection.execute(sqlalchemy.text("DELETE FROM Sessions"))


@pytest.fixture
def connection() -> Iterator[sqlalchemy.Connection]:
    """Return a connection to empty tables."""
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.connect() as connection:
        tables.create_tables(connection)
        yield connection
    engine.dispose()


def test_a_user_is_read(connection: sqlalchemy.Connection) -> None:
    roles = "system_user x"
    tables.insert_user(connection, USER_ID, "ada", roles, 1, Locale="de", MfaActive=True)

    assert user_of_session(connection, USER_ID) == User(
        user_id=USER_ID,
        username="ada",
        locale="de",
        roles=frozenset({"system_user", "x"}),
        auth_service="",
        mfa_active=True,
        deactivated=False,
        bot=False,
    )


@pytest.mark.parametrize("locale", ["", None])
def test_the_locale_is_english_unless_chosen(
    connection: sqlalchemy.Connection, locale: str | None
) -> None:
    tables.insert_user(connection, USER_ID, "ada", "system_user", 1, Locale=locale)

    user = user_of_session(connection, USER_ID)

    assert user is not None
    assert user.locale == "en"


def test_an_id_is_compared_exactly(connection: sqlalchemy.Connection) -> None:
    tables.insert_user(connection, USER_ID, "ada", "system_user", 1)

    assert user_of_session(connection, "") is None
    assert user_of_session(connection, USER_ID.upper()) is None


def test_a_bot_has_a_row_in_bots(connection: sqlalchemy.Connection) -> None:
    tables.insert_user(connection, USER_ID, "ada", "system_user", 1)
    tables.insert_bot(connection, USER_ID, "o" * 26, 1)

    user = user_of_session(connection, USER_ID)

    assert user is not None
    assert user.bot


def test_a_row_of_nulls_is_read(connection: sqlalchemy.Connection) -> None:
    tables.insert(connection, "Users", Id=USER_ID)

    assert user_of_session(connection, USER_ID) == User(
        user_id=USER_ID,
        username="",
        locale="en",
        roles=frozenset(),
        auth_service="",
        mfa_active=False,
        deactivated=False,
        bot=False,
    )
