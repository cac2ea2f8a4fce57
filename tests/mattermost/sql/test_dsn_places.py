"""Data sources that name several servers, files next to the server, or a login that few use."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pymysql
import pytest
from support.servers.certificates import CertificateAuthority
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer
from support.servers.process import free_port

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.data_source import DataSource
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows


def answers(source: DataSource, seconds: float = 5) -> bool:
    """Connect, and return whether a query is answered."""
    with ConnectionPool().acquire(source, seconds) as connection:
        return bool(rows(connection, "SELECT 1")[0][0] == 1)


def test_the_second_of_two_hosts_is_tried(postgres: PostgresServer) -> None:
    login = f"{postgres.user}:{quote(postgres.password, safe='')}"
    places = f"127.0.0.1:{free_port()},127.0.0.1:{postgres.port}"
    options = "sslmode=disable&target_session_attrs=read-write"
    source = parse_data_source("postgres", f"postgres://{login}@{places}/postgres?{options}", {})

    assert source.endpoint == f"{places}/postgres"
    assert answers(source)


FORMS = [
    "postgres://{login}@127.0.0.1:{port}/postgres?sslmode=prefer",
    "postgres://{login}@localhost:{port}/postgres?sslmode=disable&options=-c%20work_mem%3D4MB",
    "postgres://{login}@/postgres?host={socket}&port={port}",
    "postgres:///postgres?host={socket}&port={port}&user=mmuser&password={password}",
    "postgresql://{login}@127.0.0.1:{port}/post%67res?sslmode=disable&binary_parameters=yes",
    "host={socket} port={port} user=mmuser password='{raw}' dbname=postgres",
    "host=127.0.0.1,127.0.0.1 port={port} user=mmuser password='{raw}' dbname=postgres",
    "postgres://mmuser@127.0.0.1:{port}/postgres?sslmode=disable&passfile=config/pgpass",
]


def test_every_form_that_the_server_takes_connects(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    passfile = tmp_path / "config/pgpass"
    passfile.parent.mkdir()
    escaped = postgres.password.replace("\\", "\\\\").replace(":", "\\:")
    passfile.write_text(f"*:*:*:mmuser:{escaped}\n")
    passfile.chmod(0o600)
    password = quote(postgres.password, safe="")
    values = {
        "login": f"mmuser:{password}",
        "password": password,
        "raw": postgres.password,
        "port": postgres.port,
        "socket": postgres.directory,
    }
    failed = [
        form
        for form in FORMS
        if not answers(
            parse_data_source("postgres", form.format_map(values), {}, tmp_path.joinpath)
        )
    ]

    assert failed == []


REFUSED = {
    "postgres://u:hunter2@a:x,b:2/d": "a port must be a number",
    "postgres://u:hunter2@a/d?service=mm": "service is not supported. Set host, port",
    "postgres://u:hunter2@a/d?sslmode=verify": "sslmode in the data source must be one of",
    "postgres://u:hunter2@[::1/d": "an IPv6 address must be in brackets",
    "postgres://u:hunter%2@a/d": "a % that two hexadecimal digits do not follow; write %25",
    "postgres://u:hunter2@%2Frun%2Fpostgresql/d": "belongs in the query: ?host=/DIRECTORY",
    **dict.fromkeys(
        (
            '"postgres://u:hunter2@a/d"',
            "'postgres://u:hunter2@a/d?sslmode=disable'",
            " postgres://u:hunter2@a/d?sslmode=disable",
            "POSTGRES://u:hunter2@a/d?sslmode=disable",
            "jdbc:postgresql://a/d?user=u&password=hunter2",
            "postgres:u:hunter2@a/d?sslmode=disable",
            "u:hunter2@tcp(a:3306)/d?charset=utf8mb4",
        ),
        "neither a URL that begins with postgres:// nor key=value pairs",
    ),
}


def test_the_scheme_of_mm_config_is_explained() -> None:
    with pytest.raises(ValueError, match=r"Only MM_CONFIG may begin with mysql://") as caught:
        parse_data_source("mysql", "mysql://u:hunter2@tcp(a:3306)/d", {})

    assert "hunter2" not in str(caught.value)


def test_what_is_refused_is_explained_in_one_line() -> None:
    said = {}
    for text in REFUSED:
        with pytest.raises(ValueError, match=r".") as caught:
            parse_data_source("postgres", text, {})
        said[text] = str(caught.value)

    assert [text for text in REFUSED if REFUSED[text] not in said[text]] == []
    assert "hunter" not in "".join(said.values())


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
def test_certificates_are_found_from_the_servers_directory(
    postgres: PostgresServer, authority: CertificateAuthority, tmp_path: Path, mode: str
) -> None:
    (tmp_path / "config").mkdir()
    shutil.copy(authority.certificate, tmp_path / "config/ca.pem")
    login = f"{postgres.user}:{quote(postgres.password, safe='')}"
    options = f"sslmode={mode}&sslrootcert=config/ca.pem"
    text = f"postgres://{login}@127.0.0.1:{postgres.port}/postgres?{options}"

    assert answers(parse_data_source("postgres", text, {}, tmp_path.joinpath))


def test_require_with_a_root_certificate_verifies(postgres: PostgresServer, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    shutil.copy(CertificateAuthority(tmp_path / "other").certificate, tmp_path / "ca.pem")
    login = f"{postgres.user}:{quote(postgres.password, safe='')}"
    options = "sslmode=require&sslrootcert=ca.pem"
    text = f"postgres://{login}@127.0.0.1:{postgres.port}/postgres?{options}"

    with pytest.raises(DatabaseError, match="a certificate or its key was rejected"):
        answers(parse_data_source("postgres", text, {}, tmp_path.joinpath))


@pytest.fixture
def ed25519(mariadb: MariadbServer) -> Iterator[str]:
    """Create a user with the plugin ed25519, and return its data source."""
    with mariadb.admin() as connection, connection.cursor() as cursor:
        cursor.execute("INSTALL SONAME 'auth_ed25519'")
        cursor.execute(
            "CREATE USER modern@'%%' IDENTIFIED VIA ed25519 USING PASSWORD(%s)", ("hunter2",)
        )
    yield f"modern:hunter2@tcp(127.0.0.1:{mariadb.port})/"
    with mariadb.admin() as connection, connection.cursor() as cursor:
        cursor.execute("DROP USER modern@'%'")
        cursor.execute("UNINSTALL SONAME 'auth_ed25519'")


def test_the_missing_package_for_ed25519_is_named(
    ed25519: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pymysql._auth._nacl_bindings", None)
    monkeypatch.setitem(__import__("sys").modules, "nacl", None)

    with pytest.raises(DatabaseError, match=r"Install support-packet\[ed25519\]"):
        answers(parse_data_source("mysql", ed25519, {}))


def test_a_user_with_ed25519_logs_in(ed25519: str) -> None:
    pytest.importorskip("nacl", reason="the optional package PyNaCl is not installed")

    assert answers(parse_data_source("mysql", ed25519, {}))


@pytest.fixture
def black_hole() -> Iterator[int]:
    """Return a port whose packets are dropped: the system does so while its queue is full."""
    with ExitStack() as closing:
        listener = closing.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        for _ in range(4):
            client = closing.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", port))
        yield port


@pytest.mark.parametrize(
    ("driver", "form"),
    [
        ("postgres", "postgres://u:hunter2@127.0.0.1:{}/d?sslmode=disable"),
        ("mysql", "u:hunter2@tcp(127.0.0.1:{})/d"),
    ],
)
def test_an_address_that_drops_packets_is_named(black_hole: int, driver: str, form: str) -> None:
    source = parse_data_source(driver, form.format(black_hole), {})

    with pytest.raises(DatabaseError, match=r"no response within 1 seconds.* firewall") as caught:
        answers(source, 1)

    assert str(caught.value).startswith(f"127.0.0.1:{black_hole}/d: ")


EXPLAINED = {
    "target_session_attrs=standby": "no server is of the kind that target_session_attrs",
    "target_session_attrs=read-only": "no server is of the kind that target_session_attrs",
    "target_session_attrs=any-thing": "a parameter of the data source has a value",
    "sslmode=verify-ca&sslrootcert=no.pem": "names can't be read. Is there such a file",
    "sslmode=require&sslrootcert=empty.pem": "names can't be read. Is there such a file",
    "sslmode=require&sslcert=ca.pem&sslkey=no.pem": "names can't be read. Is there such a file",
    "sslmode=require&sslcert=ca.pem&sslkey=open.pem": "others may read the key",
}


def test_what_no_server_fulfills_is_explained(
    postgres: PostgresServer, authority: CertificateAuthority, tmp_path: Path
) -> None:
    (tmp_path / "empty.pem").touch()
    shutil.copy(authority.certificate, tmp_path / "ca.pem")
    (tmp_path / "open.pem").touch()
    (tmp_path / "open.pem").chmod(0o644)  # whatever the umask is
    login = f"{postgres.user}:{quote(postgres.password, safe='')}"
    said = {}
    for options in EXPLAINED:
        mode = "" if "sslmode" in options else "&sslmode=disable"
        text = f"postgres://{login}@127.0.0.1:{postgres.port}/postgres?{options}{mode}"
        with pytest.raises(DatabaseError) as caught:
            answers(parse_data_source("postgres", text, {}, tmp_path.joinpath))
        said[options] = str(caught.value)

    assert [each for each in EXPLAINED if EXPLAINED[each] not in said[each]] == [], said


def test_a_login_by_an_unknown_method_is_explained(mariadb: MariadbServer) -> None:
    with mariadb.admin() as connection, connection.cursor() as cursor:
        try:
            cursor.execute("INSTALL SONAME 'auth_parsec'")
        except pymysql.Error:
            pytest.skip("this MariaDB has no other method: parsec came with 11.6")
        cursor.execute("CREATE USER later@'%%' IDENTIFIED VIA parsec USING PASSWORD(%s)", ("x",))
    text = f"later:hunter2@tcp(127.0.0.1:{mariadb.port})/"

    with pytest.raises(DatabaseError, match=r"by a method that support-packet doesn't know"):
        answers(parse_data_source("mysql", text, {}))
