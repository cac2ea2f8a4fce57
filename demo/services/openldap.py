"""A real OpenLDAP server, where the machine has one."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import ldap3
from ldap3.core.exceptions import LDAPException

from demo.server import HOST, stop

VENDOR = "The OpenLDAP Project"

_PLACES = ("/usr/sbin", "/usr/libexec", "/usr/local/libexec", "/usr/lib/openldap")
_SCHEMAS = ("/etc/ldap/schema", "/etc/openldap/schema", "/usr/local/etc/openldap/schema")
_VERSION = re.compile(r"OpenLDAP: slapd (\S+)")
_START_SECONDS = 10
_CONFIGURATION = """\
include "{schema}"
rootDSE "{directory}/root.ldif"
access to dn.base= by * read

database ldif
suffix dc=example,dc=com
rootdn "{user}"
rootpw "{password}"
directory "{directory}/entries"
"""


@dataclass(frozen=True)
class Slapd:
    """An installed OpenLDAP: its program, its version and its schema."""

    program: str
    version: str
    schema: Path


def find_slapd() -> Slapd | None:
    """Return the machine's OpenLDAP, also from outside of an ordinary user's `PATH`."""
    program = shutil.which("slapd") or shutil.which("slapd", path=":".join(_PLACES))
    schemas = (Path(place, "core.schema") for place in _SCHEMAS)
    schema = next((path for path in schemas if path.is_file()), None)
    version = _VERSION.search(_says(program)) if program else None
    return Slapd(program, version[1], schema) if program and version and schema else None


@contextmanager
def openldap(slapd: Slapd, directory: Path, user: str, password: str) -> Iterator[int | None]:
    """Serve an empty directory with its files in `directory` until the block ends.

    Yields its port on 127.0.0.1, or `None` if it does not start: some systems keep it from reading
    any files but its own.
    """
    (directory / "entries").mkdir(parents=True)
    # By default, OpenLDAP does not say who made it.
    root = f"dn:\nvendorName: {VENDOR}\nvendorVersion: {slapd.version}\n"
    (directory / "root.ldif").write_text(root, encoding="utf-8")
    configuration = _CONFIGURATION.format(
        schema=slapd.schema, directory=directory, user=user, password=password
    )
    (directory / "slapd.conf").write_text(configuration, encoding="utf-8")
    port = _free_port()
    process = _start(slapd, directory, port)
    try:
        yield port if _starts(process, port) else None
    finally:
        stop(process)


def _says(program: str) -> str:
    try:
        done = subprocess.run(
            [program, "-VV"], capture_output=True, text=True, timeout=_START_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _start(slapd: Slapd, directory: Path, port: int) -> subprocess.Popen[bytes]:
    url = f"ldap://{HOST}:{port}"
    with (directory / "slapd.log").open("wb") as log:
        return subprocess.Popen(
            # With debugging on, at level 0, it stays in the foreground.
            [slapd.program, "-f", directory / "slapd.conf", "-h", url, "-d", "0"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _starts(process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = monotonic() + _START_SECONDS
    while monotonic() < deadline:
        if answers(port):
            return process.poll() is None
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        return False
    return False


def answers(port: int, seconds: float = 1) -> bool:
    """Return whether an LDAP server on 127.0.0.1 answers on `port` within `seconds`."""
    server = ldap3.Server(HOST, port, get_info=ldap3.NONE, connect_timeout=seconds)
    connection = ldap3.Connection(server, receive_timeout=seconds)
    try:
        connection.open(read_server_info=False)
        connection.search("", "(objectClass=*)", ldap3.BASE)
    except LDAPException:
        return False
    finally:
        if connection.socket:
            connection.socket.close()
    return True
