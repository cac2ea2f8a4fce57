"""Where MySQL says what its tables look like: those that the account may read.

The server's own packet has the schema of PostgreSQL only.
"""

_DATABASE = "SELECT @@collation_database, @@character_set_database"

_COLUMNS = """
SELECT table_name, column_name, data_type, character_maximum_length,
    is_nullable = 'YES', collation_name
FROM information_schema.columns
WHERE table_schema = DATABASE()
ORDER BY table_name, ordinal_position
"""

_INDEXES = """
SELECT table_name, index_name,
    CONCAT(
        CASE WHEN MIN(non_unique) = 0 THEN 'UNIQUE ' ELSE '' END,
        MIN(index_type), ' (', GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', '), ')'
    )
FROM information_schema.statistics
WHERE table_schema = DATABASE()
GROUP BY table_name, index_name
ORDER BY table_name, index_name
"""

STATEMENTS = {
    "database": _DATABASE,
    "columns": _COLUMNS,
    "indexes": _INDEXES,
}
