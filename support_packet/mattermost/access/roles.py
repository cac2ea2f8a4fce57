"""What roles permit, as the table `Roles` says."""

from collections.abc import Collection

import sqlalchemy

_QUERY = sqlalchemy.text(
    "SELECT Name, Permissions FROM Roles WHERE Name IN :names AND DeleteAt = 0"
).bindparams(sqlalchemy.bindparam("names", expanding=True))


def permissions_of(connection: sqlalchemy.Connection, roles: Collection[str]) -> frozenset[str]:
    """Return the ids of everything that one of `roles` permits.

    A role that is deleted or that nobody knows permits nothing.
    """
    if not roles:
        return frozenset()
    rows = connection.execute(_QUERY, {"names": sorted(roles)})
    # MySQL compares names without regard to case.
    granted = (permissions or "" for name, permissions in rows if name in roles)
    return frozenset(permission for text in granted for permission in text.split())
