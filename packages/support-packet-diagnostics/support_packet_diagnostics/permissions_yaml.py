"""`permissions.yaml`: which permissions each role has, and which roles each scheme uses."""

import re
from functools import partial
from typing import Any

from support_packet import N_, Mattermost, PacketFile, dump_yaml, hookimpl, warn

from support_packet_diagnostics._declaration import declare
from support_packet_diagnostics._omissions import Omissions
from support_packet_diagnostics._times import rfc3339

SECONDS = 5
MAX_SECONDS = 20
MAX_ROWS = 5000
"""A scheme of a team has its own ten roles, with a permission list of some kilobytes each."""

MASK = "*" * 32
"""What the server's packet has in place of what people call their roles and schemes."""

# None of the masked columns is read. Later releases added the last of each.
ROLE = (
    *("Id", "Name", "CreateAt", "UpdateAt", "DeleteAt", "Permissions"),
    *("SchemeManaged", "BuiltIn", "SchemeId"),
)
SCHEME = (
    *("Id", "CreateAt", "UpdateAt", "DeleteAt", "Scope"),
    *("DefaultTeamAdminRole", "DefaultTeamUserRole"),
    *("DefaultChannelAdminRole", "DefaultChannelUserRole"),
    *("DefaultTeamGuestRole", "DefaultChannelGuestRole"),
    *("DefaultPlaybookAdminRole", "DefaultPlaybookMemberRole"),
    *("DefaultRunAdminRole", "DefaultRunMemberRole"),
)
_CUT = N_("%(table)s has more than %(rows)s rows; the others are left out.")
_TIMES = frozenset({"CreateAt", "UpdateAt", "DeleteAt"})
_FLAGS = frozenset({"SchemeManaged", "BuiltIn"})


def permissions_yaml(mattermost: Mattermost) -> str:
    """Return all roles and schemes, without the names that people gave them."""
    omissions = Omissions(MAX_SECONDS)
    roles = partial(_rows, mattermost, "Roles", ROLE, ("display_name", "description"))
    schemes = partial(_rows, mattermost, "Schemes", SCHEME, ("name", "display_name", "description"))
    found = {
        "roles": omissions.ask("roles", roles),
        "schemes": omissions.ask("schemes", schemes),
    }
    omissions.report()
    return dump_yaml({key: rows for key, rows in found.items() if rows is not None})


def _rows(
    mattermost: Mattermost, table: str, columns: tuple[str, ...], masked: tuple[str, ...]
) -> list[dict[str, Any]]:
    found = mattermost.columns(table)
    # MySQL hides tables that this account may not read; the error of the statement names them.
    present = tuple(each for each in columns if not found or each.lower() in found)
    names = ", ".join(present)
    statement = f"SELECT {names} FROM {table} ORDER BY Id LIMIT :rows"  # noqa: S608 -- constants
    rows = mattermost.query(statement, seconds=SECONDS, rows=MAX_ROWS + 1)
    if len(rows) > MAX_ROWS:
        warn(_CUT, table=table, rows=MAX_ROWS)
    return [entry(present, tuple(row), masked) for row in rows[:MAX_ROWS]]


def entry(
    columns: tuple[str, ...], row: tuple[Any, ...], masked: tuple[str, ...]
) -> dict[str, Any]:
    """Return one role or scheme with the server's keys, in its order."""
    values = {key(column): value(column, each) for column, each in zip(columns, row, strict=True)}
    # The server writes them behind the id and, where it shows that, the name.
    first = {name: values[name] for name in ("id", "name") if name in values}
    return first | dict.fromkeys(masked, MASK) | values


def key(column: str) -> str:
    """Return what the server's packet calls a column: `SchemeManaged` is `scheme_managed`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", column).lower()


def value(column: str, stored: Any) -> Any:
    """Return what the server's packet shows of a column's value."""
    if column in _TIMES:
        return rfc3339(stored)
    if column in _FLAGS:
        return None if stored is None else bool(stored)
    # The server writes a blank before each permission.
    return str(stored or "").split() if column == "Permissions" else stored


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `permissions.yaml`."""
    return declare(
        name="permissions.yaml",
        collect=lambda: permissions_yaml(mattermost),
        title=N_("Permissions"),
        description=N_("What each role may do. Names that people gave to roles are masked."),
        order=65,
        reads=("Roles", "Schemes"),
    )
