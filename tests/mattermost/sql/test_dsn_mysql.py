"""MySQL data sources are read as go-sql-driver reads them."""

import ssl
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.servers.broken import broken_server
from support.tables import for_each

from support_packet.errors import DatabaseError, DataSourceError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn_mysql import mysql_data_source

DEFAULTS: dict[str, Any] = {
    "user": "",
    "password": b"",
    "database": None,
    "charset": "utf8mb4",
    "ssl_disabled": True,
}
LOCAL = {"host": "127.0.0.1", "port": 3306}

# data source, PyMySQL's arguments in addition to those above
TABLE: list[tuple[str, dict[str, Any]]] = [
    (
        "mmuser:mostest@tcp(db:3307)/mattermost?charset=utf8mb4,utf8&readTimeout=30s",
        {
            "user": "mmuser",
            "password": b"mostest",
            "host": "db",
            "port": 3307,
            "database": "mattermost",
        },
    ),
    ("u:p@tcp(h)/d", {"user": "u", "password": b"p", "host": "h", "port": 3306, "database": "d"}),
    ("u@tcp(h:1)/d", {"user": "u", "host": "h", "port": 1, "database": "d"}),
    ("u:p@/d", {"user": "u", "password": b"p", **LOCAL, "database": "d"}),
    ("u@/d", {"user": "u", **LOCAL, "database": "d"}),
    ("u:p@tcp/d", {"user": "u", "password": b"p", **LOCAL, "database": "d"}),
    ("u:p@tcp()/d", {"user": "u", "password": b"p", **LOCAL, "database": "d"}),
    ("/d", {**LOCAL, "database": "d"}),
    ("/", LOCAL),
    ("@/", LOCAL),
    ("tcp(h)/d", {"host": "h", "port": 3306, "database": "d"}),
    ("u@tcp([::1]:1)/d", {"user": "u", "host": "::1", "port": 1, "database": "d"}),
    ("u@tcp([::1])/d", {"user": "u", "host": "::1", "port": 3306, "database": "d"}),
    (
        "u@tcp(de:ad:be:ef::ca:fe)/d",
        {"user": "u", "host": "de:ad:be:ef::ca:fe", "port": 3306, "database": "d"},
    ),
    ("u@tcp6([::1]:1)/d", {"user": "u", "host": "::1", "port": 1, "database": "d"}),
    ("u@tcp(:1)/d", {"user": "u", "host": "127.0.0.1", "port": 1, "database": "d"}),
    (
        "u:p@unix(/run/my.sock)/d",
        {"user": "u", "password": b"p", "unix_socket": "/run/my.sock", "database": "d"},
    ),
    ("u@unix/d", {"user": "u", "unix_socket": "/tmp/mysql.sock", "database": "d"}),  # noqa: S108 -- the driver's default
    (
        "u:p@ss@tcp(h)/d",
        {"user": "u", "password": b"p@ss", "host": "h", "port": 3306, "database": "d"},
    ),
    ("u:p:q@/d", {"user": "u", "password": b"p:q", **LOCAL, "database": "d"}),
    ("u:p/q@/d", {"user": "u", "password": b"p/q", **LOCAL, "database": "d"}),
    ("u:p@/ssword@/", {"user": "u", "password": b"p@/ssword", **LOCAL}),
    (
        "u:p@ss(word)@tcp(h:80)/d",
        {"user": "u", "password": b"p@ss(word)", "host": "h", "port": 80, "database": "d"},
    ),
    ("u:a?b#c%d@/d", {"user": "u", "password": b"a?b#c%d", **LOCAL, "database": "d"}),
    ("u:%40@/d", {"user": "u", "password": b"%40", **LOCAL, "database": "d"}),
    (
        "u:\u00fc\u20ac@/d",
        {"user": "u", "password": "\u00fc\u20ac".encode(), **LOCAL, "database": "d"},
    ),
    ("u@/d%2Fe", {"user": "u", **LOCAL, "database": "d/e"}),
    ("u@/100%", {"user": "u", **LOCAL, "database": "100%"}),
    ("u@/d?tls=false&tls=0", {"user": "u", **LOCAL, "database": "d"}),
    (
        "u@/d?loc=US%2FPacific&time_zone=%27UTC%27&multiStatements=true&parseTime",
        {"user": "u", **LOCAL, "database": "d"},
    ),
]


@for_each(("data_source", "arguments"), TABLE)
def test_a_data_source_is_read(data_source: str, arguments: dict[str, Any]) -> None:
    found = dict(mysql_data_source(data_source).arguments)
    del found["auth_plugin_map"]

    assert found == DEFAULTS | arguments


@pytest.mark.parametrize(
    ("tls", "verify"),
    [("true", True), ("TRUE", True), ("1", True), ("skip-verify", False)],
)
def test_tls_is_a_context(tls: str, verify: bool) -> None:
    context = mysql_data_source(f"u@tcp(h)/d?tls={tls}").arguments["ssl"]

    assert context.check_hostname is verify
    assert context.verify_mode is (ssl.CERT_REQUIRED if verify else ssl.CERT_NONE)


def test_certificates_of_internal_authorities_are_accepted_on_python_3_13() -> None:
    """They often lack details that RFC 5280 requires; Go accepts them."""
    context = mysql_data_source("u@tcp(h)/d?tls=true").arguments["ssl"]

    assert not context.verify_flags & ssl.VERIFY_X509_STRICT


def test_preferred_leaves_the_choice_to_the_server() -> None:
    arguments = mysql_data_source("u@tcp(h)/d?tls=preferred").arguments

    assert "ssl" not in arguments
    assert "ssl_disabled" not in arguments


@pytest.mark.parametrize(
    ("plugin", "options", "outcome"),
    [
        ("mysql_clear_password", "", "in a way that the data source doesn't allow"),
        ("mysql_old_password", "", "in a way that the data source doesn't allow"),
        ("dialog", "allowOldPasswords=true", "in a way that the data source doesn't allow"),
        ("mysql_clear_password", "allowCleartextPasswords=true", "no response within"),
    ],
)
def test_the_password_is_only_sent_in_the_allowed_ways(
    plugin: str, options: str, outcome: str
) -> None:
    """A server may ask for it in another way than by a challenge; Go's driver says no."""
    flags = struct.pack("<HBHHB10x", 0x8208, 45, 2, 0x0008, 21)
    greeting = b"\n8.0.36\0" + bytes(4) + b"12345678\0" + flags + b"123456789012\0native\0"
    switch = b"\xfe" + plugin.encode() + b"\0" + b"12345678\0"

    with broken_server(packet(0, greeting) + packet(2, switch), hangs=True) as port:
        source = mysql_data_source(f"u:s3cret@tcp(127.0.0.1:{port})/d?{options}")
        with (
            pytest.raises(DatabaseError, match=outcome),
            read_only_connection(source, 1, ConnectionLimit(1)),
        ):
            pytest.fail("connected")


def packet(number: int, content: bytes) -> bytes:
    """Return a packet of MySQL's protocol."""
    return struct.pack("<I", len(content))[:3] + bytes([number]) + content


# data source, a part of the message
BROKEN = [
    ("", "no / before the database"),
    ("u:s3cret@tcp(h:3306)", "no / before the database"),
    ("u:s3cret@tcp(h/d", "must have tcp"),
    ("u:s3cret@tcp(h))//d", "must have tcp"),
    ("u:s3cret@h:3306/d", "must have tcp"),
    ("u:s3/cret@h/d", "must have tcp"),
    ("u:s3cret@pipe(h)/d", "must have tcp"),
    ("u:s3cret@tcp(h:3306)/d?loc=US/Pacific", "written as %2F"),
    ("u:s3/cret", "must have tcp"),
    ("mysql://u:s3cret@h/d", "must have tcp"),
    ("u:s3cret@tcp(h:port)/d", "must be HOST:PORT or"),
    ("u:s3cret@tcp([::1)/d", "must be HOST:PORT or"),
    ("u:s3cret@tcp(h)/d?tls=custom", "tls in the data source must be"),
    ("u:s3cret@tcp(h)/d?tls=yes", "tls in the data source must be"),
]


@pytest.mark.parametrize(("data_source", "message"), BROKEN)
def test_a_broken_data_source_is_explained(data_source: str, message: str) -> None:
    with pytest.raises(DataSourceError) as refused:
        mysql_data_source(data_source)

    assert message in str(refused.value)
    assert "s3" not in str(refused.value)


def test_the_endpoint_names_host_port_and_database() -> None:
    source = mysql_data_source("u:s3cret@tcp(h:1)/d?x=s3cret")

    assert source.endpoint == "h:1/d"
    assert "s3cret" not in repr(source)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_password_survives(password: str) -> None:
    arguments = mysql_data_source(f"u:{password}@tcp(h:1)/d?charset=utf8mb4").arguments

    assert arguments["password"] == password.encode()
    assert (arguments["user"], arguments["host"], arguments["database"]) == ("u", "h", "d")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        source = mysql_data_source(text)
    except DataSourceError:
        return
    assert source.endpoint.isprintable()
