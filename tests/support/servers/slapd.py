"""A real OpenLDAP server from the system's packages: plain, TLS and STARTTLS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from support.servers.certificates import CertificateAuthority
from support.servers.packages import required_program
from support.servers.process import Command, free_port, give, running, server_directory

from demo.services.openldap import answers

USER = "cn=admin,dc=example,dc=com"
PASSWORD = "ldap:p@ss/w?rd #%41"

ANSWER_SECONDS = 5
"""How long a server that has started may take for an answer, on a busy machine."""

PUBLIC = "access to dn.base= by * read"
FOR_USERS = "access to dn.base= by users read"
"""Access to the root DSE, and so to the vendor and version of the server."""

_CONFIGURATION = """
include /etc/ldap/schema/core.schema
modulepath /usr/lib/ldap
rootDSE {directory}/root.ldif
TLSCertificateFile {directory}/server.crt
TLSCertificateKeyFile {directory}/server.key
TLSCACertificateFile {directory}/authority.pem
{options}

database ldif
suffix dc=example,dc=com
rootdn {user}
rootpw "{password}"
directory {directory}
"""


@dataclass(frozen=True)
class Slapd:
    """A running OpenLDAP on 127.0.0.1, 127.0.0.2 and ::1: on `port`, on `tls_port` with TLS."""

    port: int
    tls_port: int


@contextmanager
def slapd_server(
    authority: CertificateAuthority, root_dse: dict[str, str], options: str = PUBLIC
) -> Iterator[Slapd]:
    """Run an OpenLDAP with `root_dse` added to its root DSE, and `options` to its configuration.

    Its certificate is for localhost, 127.0.0.1 and ::1.
    """
    program = required_program("slapd", "slapd")
    server = Slapd(free_port(), free_port())
    with server_directory("slapd") as directory:
        authority.issue(directory, "server", ("localhost", "127.0.0.1", "::1"))
        (directory / "authority.pem").write_bytes(authority.certificate.read_bytes())
        attributes = "".join(f"{name}: {value}\n" for name, value in root_dse.items())
        (directory / "root.ldif").write_text(f"dn:\n{attributes}")
        configuration = _CONFIGURATION.format(
            directory=directory, options=options, user=USER, password=PASSWORD
        )
        (directory / "slapd.conf").write_text(configuration)
        give(directory)
        urls = [
            f"{scheme}://{host}:{port}"
            for scheme, port in (("ldap", server.port), ("ldaps", server.tls_port))
            for host in ("127.0.0.1", "127.0.0.2", "[::1]")
        ]
        command: Command = [
            program,
            "-f",
            directory / "slapd.conf",
            "-h",
            " ".join(urls),
            "-d",
            "0",
        ]
        with running(command, directory, lambda: answers(server.port, ANSWER_SECONDS)):
            yield server
