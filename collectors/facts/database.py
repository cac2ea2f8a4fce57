"""Facts about Mattermost's database: its type, and the version of its schema."""

from support_packet import Mattermost, PacketFacts, hookimpl


@hookimpl
def packet_facts(mattermost: Mattermost) -> list[PacketFacts]:
    """Declare the facts apart: the type is known also while the database is down."""
    return [
        PacketFacts(
            keys=("database_type",),
            collect=lambda: {"database_type": mattermost.config.text("SqlSettings.DriverName")},
        ),
        PacketFacts(
            keys=("database_version",),
            collect=lambda: {"database_version": mattermost.rows.schema_version},
        ),
    ]
