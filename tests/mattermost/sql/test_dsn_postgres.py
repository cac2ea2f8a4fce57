"""PostgreSQL data sources are read as lib/pq reads them."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.errors import DataSourceError
from support_packet.mattermost.sql.dsn_postgres import postgres_data_source

ALWAYS = {"client_encoding": "UTF8", "gssencmode": "disable"}
DEFAULTS = {"host": "localhost", "port": "5432", "sslmode": "require"}

# data source, libpq's parameters in addition to those above, run-time parameters
TABLE: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "postgres://u:p@db:5432/mm?sslmode=disable&connect_timeout=10&binary_parameters=yes",
        {"user": "u", "password": "p", "host": "db", "dbname": "mm", "sslmode": "disable"},
        {},
    ),
    ("postgresql://u@h/d", {"user": "u", "host": "h", "dbname": "d"}, {}),
    ("postgres://", {}, {}),
    ("postgres:///d", {"dbname": "d"}, {}),
    ("postgres://h:6543", {"host": "h", "port": "6543"}, {}),
    ("postgres://h:/d", {"host": "h", "dbname": "d"}, {}),
    ("postgres://[::1]:6543/d", {"host": "::1", "port": "6543", "dbname": "d"}, {}),
    ("postgres://[fe80::1%25eth0]/d", {"host": "fe80::1%eth0", "dbname": "d"}, {}),
    ("postgres://u:p@ss@h/d", {"user": "u", "password": "p@ss", "host": "h", "dbname": "d"}, {}),
    ("postgres://u:a:b@h/d", {"user": "u", "password": "a:b", "host": "h", "dbname": "d"}, {}),
    ("postgres://u:p+q@h/d", {"user": "u", "password": "p+q", "host": "h", "dbname": "d"}, {}),
    (
        "postgres://u:%40%3A%2F%3F%23%25@h/d",
        {"user": "u", "password": "@:/?#%", "host": "h", "dbname": "d"},
        {},
    ),
    ("postgres://u:@h/d", {"user": "u", "host": "h", "dbname": "d"}, {}),
    ("postgres://u%20v@h/d%20e", {"user": "u v", "host": "h", "dbname": "d e"}, {}),
    ("postgres://h/d#fragment", {"host": "h", "dbname": "d"}, {}),
    ("postgres://h/d?password=a+b%2B", {"host": "h", "dbname": "d", "password": "a b+"}, {}),
    (
        "postgres://h/d?user=u&password=p@q",
        {"host": "h", "dbname": "d", "user": "u", "password": "p@q"},
        {},
    ),
    ("postgres://h/d?sslmode=", {"host": "h", "dbname": "d"}, {}),
    ("postgres://h/d?user=a&user=b", {"host": "h", "dbname": "d", "user": "a"}, {}),
    ("postgres://h/d?user=a;b&port=1", {"host": "h", "dbname": "d", "port": "1"}, {}),
    ("postgres://h/d?user=%zz&port=1", {"host": "h", "dbname": "d", "port": "1"}, {}),
    ("postgres://a@h/d?user=b", {"host": "h", "dbname": "d", "user": "b"}, {}),
    ("postgres://b@h/d?user=a", {"host": "h", "dbname": "d", "user": "b"}, {}),
    ("postgres:///d?host=/run/pg", {"host": "/run/pg", "dbname": "d", "sslmode": "disable"}, {}),
    (
        "postgres://h1,h2/d?port=1,2&target_session_attrs=primary",
        {"host": "h1,h2", "port": "1,2", "dbname": "d", "target_session_attrs": "primary"},
        {},
    ),
    (
        "postgres://h/d?search_path=mm,public&TimeZone=UTC",
        {"host": "h", "dbname": "d"},
        {"search_path": "mm,public", "TimeZone": "UTC"},
    ),
    (
        "postgres://h/d?application_name=mm&options=-c%20x%3Dy&keepalives=1",
        {
            "host": "h",
            "dbname": "d",
            "application_name": "mm",
            "options": "-c x=y",
            "keepalives": "1",
        },
        {},
    ),
    (
        "postgres://h/d?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c&sslkey=/k&sslpassword=p",
        {
            "host": "h",
            "dbname": "d",
            "sslmode": "verify-full",
            "sslrootcert": "/ca.pem",
            "sslcert": "/c",
            "sslkey": "/k",
            "sslpassword": "p",
        },
        {},
    ),
    (
        "postgres://h/d?client_encoding=UTF8&datestyle=ISO&disable_prepared_binary_result=yes",
        {"host": "h", "dbname": "d"},
        {},
    ),
    ("host=h port=1 user=u dbname=d", {"host": "h", "port": "1", "user": "u", "dbname": "d"}, {}),
    ("password='with spaces'", {"password": "with spaces"}, {}),
    (r"password='it\'s \\ fine'", {"password": r"it's \ fine"}, {}),
    (r"password=with\ space", {"password": "with space"}, {}),
    ("password=it's", {"password": "it's"}, {}),
    ("password=''", {"password": ""}, {}),
    ("password=", {"password": ""}, {}),
    ("  user =\tu\n password = p ", {"user": "u", "password": "p"}, {}),
    ("user='a'password='b'", {"user": "a", "password": "b"}, {}),
    ("user= password=p", {"user": "password=p"}, {}),
    ("user=a user=b", {"user": "b"}, {}),
    ("password=@:/?#%= user=u", {"password": "@:/?#%=", "user": "u"}, {}),
    ("user=ü\u00a0password=ß", {"user": "ü", "password": "ß"}, {}),
    ("user=a\x1cb", {"user": "a\x1cb"}, {}),
    ("host='' user=u", {"host": "localhost", "user": "u"}, {}),
    ("host=/run/pg sslmode=verify-full", {"host": "/run/pg", "sslmode": "disable"}, {}),
    ("host=h connect_timeout=1 search_path=mm", {"host": "h"}, {"search_path": "mm"}),
]


@for_each(("data_source", "arguments", "run_time"), TABLE)
def test_a_data_source_is_read(
    data_source: str, arguments: dict[str, str], run_time: dict[str, str]
) -> None:
    source = postgres_data_source(data_source, {})

    assert dict(source.arguments) == DEFAULTS | ALWAYS | arguments
    assert dict(source.run_time) == run_time


# data source, a part of the message
BROKEN = [
    ("postgres://u:s3cret@h/d?port=x", "port in the data source must be a number"),
    ("postgres://u:s3cret@h/d?sslmode=on", "sslmode in the data source must be one of"),
    ("postgres://u:s3cret@h/d?sslinline=true", "sslinline"),
    ("service=mm password=s3cret", "service"),
    ("password=my s3cret host=h", "near character 19"),
    ("password='s3cret", "quote at character 10"),
    ("password=s3cret\\", "backslash"),
    ("=s3cret", "near character 1"),
    ("s3cret", "near character 6"),
]


@pytest.mark.parametrize(("data_source", "message"), BROKEN)
def test_a_broken_data_source_is_explained(data_source: str, message: str) -> None:
    with pytest.raises(DataSourceError) as refused:
        postgres_data_source(data_source, {})

    assert message in str(refused.value)
    assert "s3" not in str(refused.value)


def test_variables_count_where_the_data_source_is_silent() -> None:
    variables = {
        "PGHOST": "h",
        "PGPORT": "1",
        "PGUSER": "u",
        "PGPASSWORD": "p",
        "PGSSLMODE": "disable",
        "PGTZ": "UTC",
    }

    source = postgres_data_source("user=v dbname=d", variables)

    own = {"host": "h", "port": "1", "user": "v", "password": "p", "dbname": "d"}
    assert dict(source.arguments) == ALWAYS | own | {"sslmode": "disable"}
    assert dict(source.run_time) == {"timezone": "UTC"}


def test_the_endpoint_names_host_port_and_database() -> None:
    source = postgres_data_source("postgres://u:s3cret@h:1/d?password=s3cret&x=s3cret", {})

    assert source.endpoint == "h:1/d"
    assert "s3cret" not in repr(source)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_every_password_survives_a_url(password: str) -> None:
    source = postgres_data_source(f"postgres://u:{quote(password, safe='')}@h/d", {})

    assert source.arguments.get("password", "") == password


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_every_password_survives_quotes(password: str) -> None:
    quoted = password.replace("\\", "\\\\").replace("'", "\\'")

    source = postgres_data_source(f"user=u password='{quoted}' host=h", {})

    assert source.arguments["password"] == password
    assert source.arguments["host"] == "h"


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for data_source in (text, f"postgres://{text}"):
        try:
            source = postgres_data_source(data_source, {})
        except DataSourceError:
            continue
        assert all(isinstance(value, str) for value in source.arguments.values())
