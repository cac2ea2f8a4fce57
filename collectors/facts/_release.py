"""Whether a server's release has more facts than the first support packets had."""

from support_packet import DatabaseError, Mattermost

_NUMBERED_SINCE = 6


def has_numbered_schema(mattermost: Mattermost) -> bool:
    """Return whether migrations number the schema, so that its version is not the release's.

    While the database is down, the release that the log names decides.
    """
    try:
        return mattermost.rows.has_migrations
    except DatabaseError:
        release = (mattermost.server.version or "").partition(".")[0]
        return release.isdecimal() and int(release) >= _NUMBERED_SINCE
