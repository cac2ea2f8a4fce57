"""A real MariaDB server from the system's packages, with TCP, a Unix socket and TLS."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pymysql
from support.servers.certificates import CertificateAuthority
from support.servers.packages import required_program
from support.servers.process import Command, free_port, give, run, running, server_directory

PASSWORD = "my:p@ss/w?rd #%41"
"""The password of every account, with all characters that matter in data source names."""

_CONFIGURATION = """
[mariadbd]
bind-address = 127.0.0.1
skip-name-resolve
skip-log-bin
# A starting server removes all temporary tables that it finds, even those of another server.
tmpdir = {directory}
max-connections = 50
character-set-server = utf8mb4
innodb-flush-log-at-trx-commit = 0
innodb-doublewrite = 0
innodb-log-file-size = 8M
innodb-buffer-pool-size = 16M
innodb-use-native-aio = 0
performance-schema = off
ssl-cert = {directory}/server.crt
ssl-key = {directory}/server.key
ssl-ca = {directory}/authority.pem
"""


@dataclass(frozen=True)
class MariadbServer:
    """A running MariaDB, on `port` of 127.0.0.1 and the Unix socket `socket`.

    The account `mmuser` may do anything; `encrypted` must come with TLS and `certified` with a
    client certificate.
    """

    directory: Path
    port: int
    user: str = "mmuser"
    password: str = PASSWORD

    @property
    def socket(self) -> Path:
        """The Unix socket."""
        return self.directory / "mariadb.sock"

    def admin(
        self, database: str | None = None
    ) -> "pymysql.connections.Connection[pymysql.cursors.Cursor]":
        """Open the superuser's connection, through the Unix socket."""
        return pymysql.connect(
            unix_socket=str(self.socket),
            user="root",
            database=database,
            autocommit=True,
            connect_timeout=30,
        )


@contextmanager
def mariadb_server(authority: CertificateAuthority, options: str = "") -> Iterator[MariadbServer]:
    """Run a MariaDB with a certificate of `authority`; `options` are added to its configuration."""
    install = required_program("mariadb-install-db", "mariadb-server")
    mariadbd = required_program("mariadbd", "mariadb-server")
    with server_directory("mariadb") as directory:
        server = MariadbServer(directory, free_port())
        configuration = directory / "my.cnf"
        configuration.write_text(_CONFIGURATION.format(directory=directory) + options)
        authority.issue(directory, "server")
        (directory / "authority.pem").write_bytes(authority.certificate.read_bytes())
        give(directory)
        files = [f"--defaults-file={configuration}", f"--datadir={directory / 'data'}"]
        root = "--auth-root-authentication-method=normal"
        run([install, *files, "--skip-test-db", root], directory)
        place = [
            f"--socket={server.socket}",
            f"--port={server.port}",
            f"--pid-file={directory}/pid",
        ]
        command: Command = [mariadbd, *files, *place]
        with running(command, directory, lambda: _answers(server)):
            _create_accounts(server)
            yield server


def _answers(server: MariadbServer) -> bool:
    # PyMySQL leaves its socket open when a Unix socket does not answer.
    with socket.socket(socket.AF_UNIX) as probe:
        if probe.connect_ex(str(server.socket)):
            return False
    try:
        server.admin().close()
    except pymysql.OperationalError:
        return False
    return True


def _create_accounts(server: MariadbServer) -> None:
    needs = {"mmuser": "NONE", "encrypted": "SSL", "certified": "X509"}
    with server.admin() as connection, connection.cursor() as cursor:
        for account, need in needs.items():
            cursor.execute(
                f"GRANT ALL ON *.* TO {account}@'%%' IDENTIFIED BY %s REQUIRE {need}",
                (server.password,),
            )
