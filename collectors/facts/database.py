"""Facts about Mattermost's database: its type, and the version of its schema."""

from support_packet import N_, Mattermost, PacketFacts, hookimpl


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
            keys=("database_version",),
            collect=lambda: {"database_version": mattermost.rows.schema_version},
            title=title,
        ),
    ]
