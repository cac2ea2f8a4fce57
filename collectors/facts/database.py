"""Facts about Mattermost's database: its type, and the version of its schema."""

from support_packet import Mattermost, PacketFacts, hookimpl, warn


def database_version(mattermost: Mattermost) -> dict[str, str | None]:
    """Return the schema's version; a warning for each server that did not answer before one did.

    `DatabaseError` where none answers.
    """
    version = mattermost.rows.schema_version
    for setting, reason in mattermost.database_failures.items():
        warn(
            "%(setting)s does not answer, a replica is read instead: %(reason)s",
            setting=setting,
            reason=reason,
        )
    return {"database_version": version}


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
            collect=lambda: database_version(mattermost),
        ),
    ]
