"""Which rights of the database account packages lack for the tables that they read."""

from collections.abc import Iterator

from support_packet.cli.finding import Finding, note
from support_packet.errors import DatabaseError
from support_packet.host.preview.packet_preview import Preview
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.sql.rights import missing_grants


def examine_rights(mattermost: Mattermost, preview: Preview) -> Iterator[Finding]:
    """Yield, for each table that cannot be read, the statement that allows it.

    Nothing where no file declares tables, or while the database does not respond: its own finding
    says so.
    """
    files_of: dict[str, list[str]] = {}
    for file in preview.files:
        for table in file.reads:
            files_of.setdefault(table, []).append(file.name)
    if not files_of or mattermost.config_problem or mattermost.database_problem:
        return
    try:
        with mattermost.connect() as connection:
            grants = missing_grants(connection, files_of)
    except DatabaseError as error:
        yield note("rights", f"Which tables can be read is unknown. {error}")
        return
    for table, grant in grants.items():
        yield note("rights", f"{', '.join(files_of[table])} needs, from a database admin: {grant}")
