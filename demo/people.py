"""The people of the example installation: their roles, and whether they may get a packet."""

from dataclasses import dataclass

from demo.identifiers import identifier


@dataclass(frozen=True)
class Person:
    """A user with one session or access token, and the HTTP status of their packet request."""

    name: str
    roles: str
    status: int
    about: str
    access_token: bool = False
    token_valid: bool = True
    deactivated: bool = False
    bot: bool = False
    locale: str = "en"

    @property
    def user_id(self) -> str:
        """The value of `Users.Id`."""
        return identifier(f"user {self.name}")

    @property
    def token(self) -> str:
        """The session or personal access token."""
        return identifier(f"token {self.name}")


ADMIN = "system_user system_admin"

PEOPLE = (
    Person("admin", ADMIN, 200, "system admin"),
    Person("manager", "system_user system_manager", 200, "system manager"),
    Person(
        "auditor",
        "system_user system_read_only_admin",
        200,
        "read-only admin, reads German",
        locale="de",
    ),
    Person(
        "helpdesk",
        "system_user system_user_manager",
        200,
        "user manager, reads Persian",
        locale="fa",
    ),
    Person("script", ADMIN, 200, "system admin, personal access token", access_token=True),
    Person("bot", ADMIN, 200, "bot account of an admin", access_token=True, bot=True),
    Person("user", "system_user", 403, "ordinary user"),
    Person("guest", "system_guest", 403, "guest"),
    Person("lapsed", ADMIN, 401, "system admin, session expired", token_valid=False),
    Person(
        "revoked",
        ADMIN,
        401,
        "system admin, access token disabled",
        access_token=True,
        token_valid=False,
    ),
    Person("former", ADMIN, 401, "system admin, deactivated", deactivated=True),
)
