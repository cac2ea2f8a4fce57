"""A real PostgreSQL server from the system's packages, with TCP, a Unix socket and TLS."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import psycopg.sql
from support.servers.certificates import CertificateAuthority
from support.servers.packages import required_program
from support.servers.process import Command, free_port, give, run, running, server_directory

ADMIN = "postgres"
PASSWORD = "pg:p@ss/w?rd #%41"
"""The password of every role, with all characters that matter in data source names."""

_ACCESS = """
local   all       postgres            trust
local   all       all                 scram-sha-256
hostssl all       certified 127.0.0.1/32 cert
host    all       all 127.0.0.1/32    scram-sha-256
"""

_CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_permissions = 0777
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 16MB
max_connections = 50
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
ssl_ca_file = 'authority.pem'
"""


@dataclass(frozen=True)
class PostgresServer:
    """A running PostgreSQL, on `port` of 127.0.0.1 and in the socket directory `directory`.

    The role `mmuser` may create databases; `certified` logs in with a client certificate.
    """

    directory: Path
    port: int
    user: str = "mmuser"
    password: str = PASSWORD

    def admin(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """Open a superuser's connection, through the Unix socket."""
        return psycopg.connect(
            host=str(self.directory),
            port=self.port,
            user=ADMIN,
            dbname=database,
            autocommit=True,
            connect_timeout=30,
        )

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop all its processes for the length of the block, as a snapshot of a machine does."""
        postmaster = int((self.directory / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)
        # From here on it starts no other.
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGSTOP)
        try:
            yield
        finally:
            for process in (*map(int, children), postmaster):
                os.kill(process, signal.SIGCONT)


@contextmanager
def postgres_server(authority: CertificateAuthority) -> Iterator[PostgresServer]:
    """Run a PostgreSQL with a certificate of `authority`."""
    initdb = required_program("initdb", "postgresql")
    postgres = required_program("postgres", "postgresql")
    with server_directory("postgres") as directory:
        server = PostgresServer(directory, free_port())
        data = directory / "data"
        create: Command = [initdb, "-D", data, "-U", ADMIN, "-A", "trust", "-E", "UTF8"]
        run([*create, "--locale=C", "--no-sync", "--no-instructions"], directory)
        authority.issue(data, "server")
        (data / "authority.pem").write_bytes(authority.certificate.read_bytes())
        (data / "pg_hba.conf").write_text(_ACCESS)
        with (data / "postgresql.conf").open("a") as configuration:
            configuration.write(_CONFIGURATION)
        give(data)
        command: Command = [postgres, "-D", data, "-p", str(server.port), "-k", directory]
        with running(command, directory, lambda: _answers(server), stop_signal=signal.SIGINT):
            _create_roles(server)
            yield server


def _answers(server: PostgresServer) -> bool:
    try:
        server.admin().close()
    except psycopg.OperationalError:
        return False
    return True


def _create_roles(server: PostgresServer) -> None:
    with server.admin() as connection:
        for role in (server.user, "certified"):
            statement = psycopg.sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
            connection.execute(
                statement.format(psycopg.sql.Identifier(role), psycopg.sql.Literal(PASSWORD))
            )
