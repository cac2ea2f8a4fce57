"""What PostgreSQL counts about the database: the keys that the server's own packet adds."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from support_packet import N_, Mattermost, warn

from support_packet_diagnostics._omissions import Omissions

SECONDS = 3

_HIDDEN_SESSIONS = N_(
    "Left out: %(keys)s. The database account of support-packet does not see the sessions of other "
    "accounts. Grant it the role pg_read_all_stats."
)

_SINCE_RESET = ("cache_hit_ratio", "deadlocks", "temp_files", "temp_bytes_mb", "rollbacks")
_NOW = ("idle_in_transaction_count", "longest_query_duration_seconds", "waiting_for_lock_count")
_POSTS = ("posts_dead_tuples", "posts_last_autovacuum")

_DATABASE = """
SELECT CASE WHEN blks_hit + blks_read > 0
        THEN CAST(blks_hit AS float) / (blks_hit + blks_read) ELSE 0 END,
    deadlocks, temp_files, CAST(temp_bytes AS float) / 1048576, xact_rollback
FROM pg_stat_database WHERE datname = current_database()
"""

_ACTIVITY = """
SELECT COUNT(CASE WHEN state = 'idle in transaction' THEN 1 END),
    CAST(COALESCE(EXTRACT(EPOCH FROM
        MAX(CASE WHEN state = 'active' THEN clock_timestamp() - query_start END)), 0) AS float),
    COUNT(CASE WHEN wait_event_type = 'Lock' THEN 1 END)
FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

# Of the sessions of other accounts PostgreSQL shows their existence, and nothing else. Where all
# are of others, this is not Mattermost's own account, and every count above would be 0.
_HIDDEN = """
SELECT COUNT(*) > 0 AND COUNT(state) = 0
FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

_TABLE = """
SELECT n_dead_tup, last_autovacuum FROM pg_stat_user_tables
WHERE relid = to_regclass('Posts')
"""

_QUESTIONS = ((_SINCE_RESET, _DATABASE), (_NOW, _ACTIVITY), (_POSTS, _TABLE))


def postgres_statistics(mattermost: Mattermost, omissions: Omissions) -> dict[str, Any]:
    """Return the keys that PostgreSQL knows; those that fail are among the `omissions`."""
    found: dict[str, Any] = {}
    for keys, statement in _QUESTIONS:
        if keys is _NOW and _are_hidden(mattermost, omissions):
            continue
        ask = partial(mattermost.query, statement, seconds=SECONDS)
        for row in omissions.ask(", ".join(keys), ask) or []:
            found |= zip(keys, map(_plain, row), strict=True)
    return {key: value for key, value in found.items() if value is not None}


def _are_hidden(mattermost: Mattermost, omissions: Omissions) -> bool:
    keys = ", ".join(_NOW)
    rows = omissions.ask(keys, partial(mattermost.query, _HIDDEN, seconds=SECONDS))
    if rows and rows[0][0]:
        warn(_HIDDEN_SESSIONS, keys=keys)
    return not rows or bool(rows[0][0])


def _plain(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
