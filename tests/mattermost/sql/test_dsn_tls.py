"""TLS parameters of both Go drivers mean here what they mean to Mattermost."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import pytest
from support.servers.certificates import Certificate, CertificateAuthority
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer

from support_packet.errors import DatabaseError, DataSourceError
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
KEY_PASSWORD = "k:e@y/p?w #%41"


def encryption(
    driver: str, data_source: str, environment: Mapping[str, str] = NO_VARIABLES
) -> object:
    """Connect, and return what the server says of the encryption."""
    queries = {
        "postgres": "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
        "mysql": "SELECT variable_value <> '' FROM information_schema.session_status"
        " WHERE variable_name = 'Ssl_cipher'",
    }
    source = parse_data_source(driver, data_source, environment)
    with ConnectionPool().acquire(source, 5) as connection:
        return rows(connection, queries[driver])[0][0]


def postgres_url(
    server: PostgresServer, options: str, *, host: str = "127.0.0.1", user: str = "mmuser"
) -> str:
    """Return a data source for `server`."""
    login = f"{user}:{quote(server.password, safe='')}"
    return f"postgres://{login}@{host}:{server.port}/postgres?{options}"


def mysql_dsn(
    server: MariadbServer, options: str, *, host: str = "127.0.0.1", user: str = "mmuser"
) -> str:
    """Return a data source for `server`."""
    return f"{user}:{server.password}@tcp({host}:{server.port})/mysql?{options}"


@pytest.fixture
def stranger(tmp_path: Path) -> CertificateAuthority:
    """Return an authority that signed none of the servers' certificates."""
    return CertificateAuthority(tmp_path)


@pytest.fixture
def client(authority: CertificateAuthority, tmp_path: Path) -> Certificate:
    """Issue a client certificate for the user `certified`, whose key has a password."""
    return authority.issue(tmp_path, "certified", key_password=KEY_PASSWORD)


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
def test_postgres_trusts_the_authority_that_is_named(
    postgres: PostgresServer, authority: CertificateAuthority, mode: str
) -> None:
    options = f"sslmode={mode}&sslrootcert={quote(str(authority.certificate))}"

    assert encryption("postgres", postgres_url(postgres, options)) is True


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
def test_postgres_does_not_trust_another_authority(
    postgres: PostgresServer, stranger: CertificateAuthority, mode: str
) -> None:
    options = f"sslmode={mode}&sslrootcert={quote(str(stranger.certificate))}"

    with pytest.raises(DatabaseError, match="a certificate or its key was rejected"):
        encryption("postgres", postgres_url(postgres, options))


def test_only_verify_full_compares_the_host_s_name(
    postgres: PostgresServer, authority: CertificateAuthority
) -> None:
    options = f"hostaddr=127.0.0.1&sslrootcert={quote(str(authority.certificate))}&sslmode="
    elsewhere = postgres_url(postgres, options, host="elsewhere.example")

    assert encryption("postgres", elsewhere + "verify-ca") is True
    with pytest.raises(DatabaseError, match="a certificate or its key was rejected"):
        encryption("postgres", elsewhere + "verify-full")


@pytest.mark.parametrize("mode", ["verify-ca", "verify-full"])
def test_postgres_trusts_the_system_s_authorities(
    postgres: PostgresServer, authority: CertificateAuthority, mode: str
) -> None:
    data_source = postgres_url(postgres, f"sslmode={mode}")

    assert encryption("postgres", data_source, {"SSL_CERT_FILE": str(authority.certificate)})
    with pytest.raises(DatabaseError, match="a certificate or its key was rejected"):
        encryption("postgres", data_source)


@pytest.mark.parametrize(
    ("options", "encrypted"),
    [
        ("sslmode=disable", False),
        ("sslmode=allow", False),
        ("sslmode=prefer", True),
        ("sslmode=require", True),
        ("sslmode=require&sslrootcert=/nowhere.pem", True),
        ("sslmode=", True),
        ("", True),
    ],
)
def test_postgres_is_encrypted_unless_disabled(
    postgres: PostgresServer, options: str, encrypted: bool
) -> None:
    assert encryption("postgres", postgres_url(postgres, options)) is encrypted


def test_postgres_s_socket_needs_no_encryption(postgres: PostgresServer) -> None:
    data_source = (
        f"host={postgres.directory} port={postgres.port} user=mmuser dbname=postgres "
        f"password='{postgres.password}' sslmode=verify-full"
    )

    assert encryption("postgres", data_source) is False


def test_postgres_is_shown_a_client_certificate(
    postgres: PostgresServer, authority: CertificateAuthority, client: Certificate
) -> None:
    options = (
        f"sslmode=verify-full&sslrootcert={quote(str(authority.certificate))}"
        f"&sslcert={client.certificate}&sslkey={client.key}"
        f"&sslpassword={quote(KEY_PASSWORD, safe='')}"
    )

    assert encryption("postgres", postgres_url(postgres, options, user="certified")) is True


def test_postgres_requires_a_client_certificate(postgres: PostgresServer) -> None:
    with pytest.raises(DatabaseError, match="a certificate or its key was rejected"):
        encryption("postgres", postgres_url(postgres, "sslmode=require", user="certified"))


@pytest.mark.parametrize(
    ("options", "encrypted"),
    [
        ("", 0),
        ("tls=false", 0),
        ("tls=0", 0),
        ("tls=skip-verify", 1),
        ("tls=Skip-Verify", 1),
        ("tls=preferred", 1),
        ("charset=utf8mb4,utf8&tls=skip-verify&allowFallbackToPlaintext=true", 1),
    ],
)
def test_mariadb_is_encrypted_as_asked_for(
    mariadb: MariadbServer, options: str, encrypted: int
) -> None:
    assert encryption("mysql", mysql_dsn(mariadb, options)) == encrypted


def test_mariadb_lets_an_encrypted_user_in(mariadb: MariadbServer) -> None:
    assert encryption("mysql", mysql_dsn(mariadb, "tls=skip-verify", user="encrypted")) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_mariadb_is_verified_with_the_system_s_authorities(
    mariadb: MariadbServer,
    authority: CertificateAuthority,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))

    assert encryption("mysql", mysql_dsn(mariadb, "tls=true", host=host)) == 1


def test_mariadb_s_unknown_certificate_is_refused(
    mariadb: MariadbServer, stranger: CertificateAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(stranger.certificate))

    with pytest.raises(DatabaseError, match="a certificate or its key was rejected"):
        encryption("mysql", mysql_dsn(mariadb, "tls=true"))


def test_mariadb_is_reached_through_its_socket(mariadb: MariadbServer) -> None:
    data_source = f"mmuser:{mariadb.password}@unix({mariadb.socket})/mysql"

    assert encryption("mysql", data_source) == 0


def test_a_tls_configuration_of_go_s_own_is_refused() -> None:
    with pytest.raises(DataSourceError, match="tls in the data source must be true, false"):
        parse_data_source("mysql", "u:s3cret@tcp(h)/d?tls=custom", {})
