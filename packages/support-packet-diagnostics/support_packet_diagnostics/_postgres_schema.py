"""Where PostgreSQL says what its tables look like.

The catalogs, and not `information_schema`: that one hides the tables that the account may not
read. What it says is said the same way.
"""

_DATABASE = (
    "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database "
    "WHERE datname = current_database()"
)

# Tables, views, foreign and partitioned tables, as information_schema.tables has them. A type's
# length is kept with 4 bytes of header; the collation counts where it is not the database's.
_COLUMNS = """
SELECT t.relname, a.attname,
    CASE
        WHEN y.typcategory = 'A' THEN 'ARRAY'
        WHEN n.nspname = 'pg_catalog' THEN format_type(a.atttypid, NULL)
        ELSE 'USER-DEFINED'
    END,
    CASE
        WHEN y.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4
    END,
    NOT a.attnotnull,
    CASE WHEN c.collname <> 'default' THEN c.collname END
FROM pg_class t
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type y ON y.oid = a.atttypid
JOIN pg_namespace n ON n.oid = y.typnamespace
LEFT JOIN pg_collation c ON c.oid = a.attcollation
WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND t.relkind IN ('r', 'v', 'f', 'p')
ORDER BY t.relname, a.attnum
"""

_OPTIONS = """
SELECT t.relname, split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)
FROM pg_class t, unnest(t.reloptions) AS o
WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND t.relkind = 'r'
ORDER BY 1, 2
"""

_INDEXES = (
    "SELECT tablename, indexname, indexdef FROM pg_indexes "
    "WHERE schemaname = current_schema() ORDER BY 1, 2"
)

STATEMENTS = {
    "database": _DATABASE,
    "columns": _COLUMNS,
    "options": _OPTIONS,
    "indexes": _INDEXES,
}
