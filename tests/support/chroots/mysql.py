"""A real MySQL server: Debian has it in sid only, and never alongside MariaDB."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql
from support.chroots.roots import Root, clean_environment, copy_of_debian
from support.distributions.waiting import eventually
from support.servers.mariadb import MariadbServer
from support.servers.process import free_port

_ACCOUNT = 65534
_START_SECONDS = 120.0
_STOP_SECONDS = 60.0
_DATA = "/var/lib/mysql"
_OPTIONS = (
    "--no-defaults",
    "--user=nobody",
    f"--datadir={_DATA}",
    "--innodb-buffer-pool-size=32M",
    "--performance-schema=OFF",
    "--secure-file-priv=NULL",
)


class MysqlServer(MariadbServer):
    """A running MySQL, used like the MariaDB of the tests.

    Its accounts log in by `caching_sha2_password`; none needs a client certificate.
    """

    @property
    def socket(self) -> Path:
        """The Unix socket."""
        return self.directory / "mysql.sock"


@contextmanager
def mysql_server() -> Iterator[MysqlServer]:
    """Run the newest MySQL of Debian in a copy of sid; it answers on 127.0.0.1."""
    with copy_of_debian("sid") as path:
        root = Root(path, writable_tmp=False)
        relaxed = path / "etc/apt/apt.conf.d/99-mirror"
        relaxed.write_text('Acquire::Check-Valid-Until "false";\n', encoding="ascii")
        root.run("apt-get", "--quiet", "update")
        install = ("--quiet", "install", "--yes", "--no-install-recommends", "mysql-server-core")
        root.run("apt-get", *install)
        data = path / _DATA.removeprefix("/")
        data.mkdir(parents=True, exist_ok=True)
        os.chown(data, _ACCOUNT, _ACCOUNT)
        root.run("mysqld", *_OPTIONS, "--initialize-insecure")
        server = MysqlServer(data, free_port())
        place = [f"--port={server.port}", "--bind-address=127.0.0.1", "--mysqlx=OFF"]
        command = root.command("mysqld", *_OPTIONS, *place, f"--socket={_DATA}/mysql.sock")
        log = path / "var/log/mysqld.log"
        with (
            log.open("w", encoding="utf-8") as output,
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=clean_environment(),
            ) as process,
        ):
            try:
                eventually(lambda: _answers(server) or process.poll() is not None, _START_SECONDS)
                assert _answers(server), log.read_text(encoding="utf-8", errors="replace")[-2000:]
                _create_accounts(server)
                yield server
            finally:
                # unshare ends what it started with it.
                process.kill()
                process.wait(_STOP_SECONDS)


def _answers(server: MysqlServer) -> bool:
    # PyMySQL leaves its socket open when a Unix socket does not answer.
    with socket.socket(socket.AF_UNIX) as probe:
        if probe.connect_ex(str(server.socket)):
            return False
    try:
        server.admin().close()
    except (OSError, pymysql.Error):
        return False
    return True


def _create_accounts(server: MysqlServer) -> None:
    needs = {"mmuser": "NONE", "encrypted": "SSL"}
    with server.admin() as connection, connection.cursor() as cursor:
        for account, need in needs.items():
            cursor.execute(
                f"CREATE USER {account}@'%%' IDENTIFIED BY %s REQUIRE {need}", (server.password,)
            )
            cursor.execute(f"GRANT ALL ON *.* TO {account}@'%'")
