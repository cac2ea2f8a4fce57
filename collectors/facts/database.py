"""Facts about Mattermost's database: its type, the version of its schema, and its own version."""

from collectors.facts._release import has_numbered_schema
from support_packet import N_, Mattermost, PacketFacts, hookimpl


def versions(mattermost: Mattermost) -> dict[str, str | None]:
    """Return the version of the schema and, of newer servers, that of the database server."""
    schema = {"database_version": mattermost.rows.schema_version}
    version = mattermost.rows.server_version
    if version is None or not has_numbered_schema(mattermost):
        return schema
    return schema | {"database_server_version": version}


@hookimpl
def packet_facts(mattermost: Mattermost) -> list[PacketFacts]:
    """Declare the facts separately: the type is known even while the database is down."""
    title = N_("Database")
    return [
        PacketFacts(
            keys=("database_type",),
            collect=lambda: {"database_type": mattermost.config.text("SqlSettings.DriverName")},
            title=title,
        ),
        PacketFacts(
            keys=("database_version", "database_server_version"),
            collect=lambda: versions(mattermost),
            title=title,
        ),
    ]
