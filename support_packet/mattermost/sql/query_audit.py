"""Events of Python's audit hooks for collectors' queries: rules for collectors listen to them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from support_packet.errors import DatabaseError, MissingTableError, PermissionMissingError
from support_packet.mattermost.sql.query_errors import NO_SUCH_TABLE

QUERY = "support_packet.query"
MISSING_TABLE = "support_packet.missing_table"
DATABASE_ERROR = "support_packet.database_error"


@contextmanager
def audited(sql: str) -> Iterator[None]:
    """Raise an audit event for a query, and for a missing table or a silent database."""
    sys.audit(QUERY, sql)
    try:
        yield
    except MissingTableError as error:
        if error.message.template == NO_SUCH_TABLE:
            sys.audit(MISSING_TABLE, str(error.message.values["name"]))
        raise
    except PermissionMissingError:
        raise
    except DatabaseError as error:
        sys.audit(DATABASE_ERROR, str(error))
        raise
