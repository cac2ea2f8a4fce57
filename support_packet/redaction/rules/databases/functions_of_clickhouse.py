"""Logins of other servers in the functions and engines of ClickHouse that read from these."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.rule_kinds.rule import Rule

# Of texts within JSON, too.
_QUOTE = rb"\\{0,3}'"
_NEXT = _QUOTE + rb", ?" + _QUOTE
_TEXT = rb"[^'\\\n]{0,160}"
_FORMAT = (
    # How a file is written, and what finds that out.
    rb"(?:CSV|TSV|TabSep|JSON|Parquet|ORC|Avro|Native|Line|Raw|Arrow|Values|Protobuf|auto)"
)
_STORES = (
    # Functions, and engines of tables.
    rb"(?:s3|S3|s3Cluster|S3Queue|gcs|GCS|oss|OSS|COSN"
    # Tables in files.
    rb"|deltaLake|DeltaLake|iceberg|Iceberg|hudi|Hudi)"
)
_SERVERS = (
    # The same.
    rb"(?:mysql|MySQL|postgresql|PostgreSQL|remote|remoteSecure|mongodb|MongoDB"
    # Azure has an account in place of the user.
    rb"|azureBlobStorage|AzureBlobStorage|AzureQueue)"
)
_TABLE = (
    # A database and a table, or both in one name.
    _QUOTE
    + _TEXT
    + _NEXT
    + _TEXT
    + _QUOTE
    # Without quotes.
    + rb"|[\w`]{1,64}(?:\.|, ?)[\w`]{1,64}"
)

_login = partial(
    Rule,
    kind="password",
    secret_start=rb"[^'\\\n]{2}",
    secret_rest=rb"[^'\\\n]*+",
    exact_start=True,
)

RULES = (
    _login(
        id="key-of-object-store-in-function",
        finds="The secret key of an object store in a function or an engine of ClickHouse",
        prefix=_STORES
        + rb"\("
        + _QUOTE
        + rb"(?:[\w.-]{1,48}"
        + _NEXT
        # The address, and the name of the key.
        + rb")?[a-z0-9]{2,5}://"
        + _TEXT
        + _NEXT
        + rb"(?!"
        + _FORMAT
        + rb")[^'\\\n]{3,128}"
        + _NEXT,
        # No structure of a table, nor how it is compressed.
        lookahead=NOT_A_PASSWORD + rb"(?!\[HIDDEN\]|" + _FORMAT + rb"\w*'|[^'\s]{1,64}[ ,])",
        prefilters=(_STORES + rb"\([\\']",),
        examples=(
            "ext AS s3('https://b.s3.amazonaws.com/x', 'minio', '«kettlenest»', 'Parquet')",
            "s3Cluster('c1', 's3://b/x.csv', 'minio', '«minio123»', 'CSV')",
            "{\"q\":\"gcs(\\'https://x/b\\', \\'GOOG1EABCDEF\\', \\'«Zk3n9QwLx8»\\')\"}",
        ),
        counter_examples=(
            "s3('https://x/y.csv', 'CSV', 'a Int, b String', 'gzip')",
            "s3('https://x/y.csv', 'minio', '[HIDDEN]', 'CSV'), s3('s3://x', NOSIGN)",
        ),
    ),
    _login(
        id="password-of-server-in-function",
        finds="The password of another server in a function or an engine of ClickHouse",
        prefix=_SERVERS
        + rb"\("
        + _QUOTE
        + _TEXT
        + _QUOTE
        + rb", ?(?:"
        + _TABLE
        + rb"), ?"
        + _QUOTE
        # The user.
        + rb"[^'\\\n]{1,128}"
        + _NEXT,
        lookahead=NOT_A_PASSWORD + rb"(?!\[HIDDEN\])",
        prefilters=(_SERVERS + rb"\([\\']",),
        examples=(
            "SELECT * FROM mysql('db:3306', 'mm', 'users', 'mm', '«kettle»')",
            "ENGINE = PostgreSQL('db:5432', 'mm', 'users', 'mm', '«two nests»', 'public')",
            "remoteSecure('ch2:9440', mm.users, 'mm', '«kettle»')",
            "azureBlobStorage('https://x', 'c', 'x.csv', 'acme', '«Zk3n9QwLx8Vt2RbYp7==»', 'CSV')",
        ),
        counter_examples=(
            "mysql('db:3306', 'mm', 'users', 'mm', '[HIDDEN]')",
            "remote('ch2:9000', mm.users), postgresql('db', 'mm', 'users')",
        ),
    ),
    _login(
        id="password-of-redis-in-function",
        finds="The password of Redis in a function or an engine of ClickHouse",
        # The key, the columns, and the number of the database.
        prefix=rb"(?:redis|Redis)\("
        + _QUOTE
        + _TEXT
        + rb"(?:"
        + _NEXT
        + _TEXT
        + rb"){0,2}"
        + _QUOTE
        + rb", ?[0-9]{1,4}, ?"
        + _QUOTE,
        lookahead=NOT_A_PASSWORD + rb"(?!\[HIDDEN\])",
        prefilters=(rb"(?:redis|Redis)\([\\']",),
        examples=(
            "redis('r:6379', 'k', 'k String', 0, '«kettle»')",
            "ENGINE = Redis('r:6379', 0, '«two nests»', 16)",
        ),
        counter_examples=("redis('r:6379', 'k', 'k String')", "Redis('r:6379', 0, '[HIDDEN]')"),
    ),
)
