"""What the server's own packet asks of PostgreSQL, in plain SQL: of each count only the least."""

import time

from support_packet_diagnostics import jobs_yaml

NOW = round(time.time() * 1000)

_COUNT_USERS = (
    "SELECT COUNT(DISTINCT u.Id) FROM Users AS u LEFT JOIN Bots ON u.Id = Bots.UserId "
    "WHERE Bots.UserId IS NULL AND (u.RemoteId = '' OR u.RemoteId IS NULL)"
)
_ACTIVE = (
    "SELECT COUNT(*) FROM Status AS s LEFT JOIN Bots ON s.UserId = Bots.UserId "
    "LEFT JOIN Users ON s.UserId = Users.Id WHERE s.LastActivityAt > {} AND Bots.UserId IS NULL "
    "AND (Users.RemoteId = '' OR Users.RemoteId IS NULL) AND Users.DeleteAt = 0"
)
_JOBS = "SELECT * FROM Jobs WHERE Type = '{}' ORDER BY CreateAt DESC LIMIT 5 OFFSET 0"

SERVER = (
    _COUNT_USERS,
    f"{_COUNT_USERS} AND u.DeleteAt = 0",
    _ACTIVE.format(NOW - 24 * 3_600_000),
    _ACTIVE.format(NOW - 31 * 24 * 3_600_000),
    (
        "SELECT COUNT(Id) FROM Users LEFT JOIN Bots ON Users.Id = Bots.UserId "
        "WHERE Users.DeleteAt > 0 AND Bots.UserId IS NULL"
    ),
    "SELECT COUNT(*) FROM Users WHERE Roles LIKE '%system_guest%' AND DeleteAt = 0",
    (
        "SELECT COUNT(*) FROM (SELECT cm.UserId FROM ChannelMembers cm JOIN Channels c "
        "ON c.Id = cm.ChannelId JOIN Users u ON u.Id = cm.UserId "
        "WHERE u.Roles LIKE '%system_guest%' "
        "AND u.DeleteAt = 0 AND c.DeleteAt = 0 AND c.Type IN ('O', 'P') GROUP BY cm.UserId "
        "HAVING COUNT(*) = 1) g"
    ),
    (
        "SELECT COUNT(DISTINCT u.Id) FROM Users AS u JOIN Bots ON u.Id = Bots.UserId "
        "WHERE u.DeleteAt = 0"
    ),
    "SELECT COUNT(*) AS Value FROM Posts p",
    "SELECT COUNT(*) FROM Channels WHERE Type = 'O'",
    "SELECT COUNT(*) FROM Channels WHERE Type = 'P'",
    "SELECT COUNT(*) FROM Teams WHERE DeleteAt = 0",
    "SELECT COUNT(*) FROM Commands WHERE DeleteAt = 0",
    "SELECT COUNT(*) FROM IncomingWebhooks WHERE DeleteAt = 0",
    "SELECT COUNT(*) FROM OutgoingWebhooks WHERE DeleteAt = 0",
    *(_JOBS.format(kind) for kind in jobs_yaml.TYPES.values()),
    "SELECT * FROM Roles",
    "SELECT * FROM Schemes WHERE DeleteAt = 0 ORDER BY CreateAt DESC LIMIT 100",
    (
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, "
        "collation_name FROM information_schema.columns WHERE table_schema = 'public'"
    ),
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT * FROM pg_stat_database WHERE datname = current_database()",
    "SELECT * FROM pg_stat_activity WHERE datname = current_database()",
    "SELECT n_dead_tup, last_autovacuum FROM pg_stat_user_tables WHERE relname = 'posts'",
)
