"""A real 389 Directory Server from the system's packages."""

import base64
import getpass
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.servers.packages import required_program, unavailable
from support.servers.process import ACCOUNT, Command, free_port, give, running, server_directory
from support.servers.slapd import ANSWER_SECONDS

from demo.services.openldap import answers

USER = "cn=Directory Manager"
PASSWORD = "389:p@ss/w?rd #%41"

_PACKAGE = "389-ds-base"
_SHARED = Path("/usr/share/dirsrv")
_TEMPLATE = _SHARED / "data" / "template-dse-minimal.ldif"
_FULL_TEMPLATE = _SHARED / "data" / "template-dse.ldif"
_CORE_SCHEMA = _SHARED / "schema" / "00core.ldif"
# An administrator's own schema, without a definition. The package's file is below /etc/dirsrv,
# which only the package's account may enter.
_OWN_SCHEMA = "dn: cn=schema\n"


@dataclass(frozen=True)
class Directory389:
    """A running 389 Directory Server, on `port` of 127.0.0.1, without TLS."""

    port: int


@contextmanager
def directory389_server(*, anonymous: bool) -> Iterator[Directory389]:
    """Run a server that answers without a bind only if `anonymous`.

    The test is skipped where this user may not read the package's files.
    """
    program = required_program("ns-slapd", _PACKAGE)
    for file in (_TEMPLATE, _FULL_TEMPLATE, _CORE_SCHEMA):
        if not os.access(file, os.R_OK):
            unavailable(f"{file} of the Debian package {_PACKAGE} is missing or not readable")
    server = Directory389(free_port())
    with server_directory("389") as directory:
        for name in ("config/schema", "db"):
            (directory / name).mkdir(parents=True)
        (directory / "config" / "schema" / "99user.ldif").write_text(_OWN_SCHEMA)
        configuration = _configuration(directory, server.port, anonymous=anonymous)
        (directory / "config" / "dse.ldif").write_text(configuration)
        give(directory)
        command: Command = [
            program,
            "-D",
            directory / "config",
            "-i",
            directory / "pid",
            "-d",
            "0",
        ]
        with running(command, directory, lambda: answers(server.port, ANSWER_SECONDS)):
            yield server


def _configuration(directory: Path, port: int, *, anonymous: bool) -> str:
    values = {
        "fqdn": "localhost",
        "ds_port": str(port),
        "ds_user": ACCOUNT if os.geteuid() == 0 else getpass.getuser(),
        "rootdn": USER,
        "ds_passwd": _hashed(PASSWORD),
        "ldapi": str(directory / "ldapi"),
        "ldapi_enabled": "off",
        "ldapi_autobind": "off",
        "schema_dir": str(directory / "config" / "schema"),
        "config_dir": str(directory / "config"),
        "db_dir": str(directory / "db"),
    }
    return re.sub(
        "%([a-z_]+)%",
        lambda name: values.get(name[1], str(directory)),
        _template(anonymous=anonymous),
    )


def _template(*, anonymous: bool) -> str:
    """Return the package's minimal configuration with what releases from 3 on need besides."""
    access = f"nsslapd-allow-anonymous-access: {'on' if anonymous else 'off'}"
    minimal = _TEMPLATE.read_text().replace("\n\n", f"\n{access}\n\n", 1)
    # They have no other kind of database, but take another one by default.
    minimal = minimal.replace("%db_dir%", "%db_dir%\nnsslapd-backend-implement: mdb")
    entries = _FULL_TEMPLATE.read_text().split("\n\n")
    # They do not start without this entry, although it is switched off.
    needed = [entry for entry in entries if entry.startswith("dn: cn=PAM Pass Through Auth,")]
    return "\n\n".join([minimal.rstrip(), *needed]) + "\n"


def _hashed(password: str) -> str:
    salt = b"example!"
    digest = hashlib.sha512(password.encode() + salt).digest()
    return "{SSHA512}" + base64.b64encode(digest + salt).decode()
