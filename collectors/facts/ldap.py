"""Facts about the directory server: its maker and version, which its root DSE tells."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer

import ldap3
from ldap3.core.exceptions import LDAPException

from collectors.facts._ldap_connection import BoundedSocket, ldap_connection
from support_packet import CollectError, Mattermost, PacketFacts, hookimpl, warn

ATTRIBUTES = {"ldap_vendor_name": "vendorName", "ldap_vendor_version": "vendorVersion"}
"""The attribute of the root DSE behind each fact."""


def ldap_facts(mattermost: Mattermost) -> dict[str, str]:
    """Ask the directory server: anonymously, then as `BindUsername` where it hides them.

    It is left alone after twice `network_timeout`, however slowly it answers. `CollectError` says
    why there is no answer, a warning what the server does not tell.
    """
    connection = ldap_connection(mattermost)
    server = connection.server.name
    overdue = Event()
    try:
        with _cut_after(2 * mattermost.network_timeout, connection, overdue):
            facts = _ask(connection)
    except CollectError:
        raise
    except Exception as error:  # noqa: BLE001 -- ldap3 fails in every way over foreign answers
        slow = "it answers too slowly" if overdue.is_set() else ""
        reason = slow or connection.last_error or _reason(error)
        raise CollectError(
            "%(server)s: %(reason)s. Check LdapSettings, and the server.",
            server=server,
            reason=reason,
        ) from None
    if missing := [attribute for key, attribute in ATTRIBUTES.items() if key not in facts]:
        warn(
            "%(server)s does not tell this: %(attributes)s. OpenLDAP and Active Directory have "
            "none unless somebody adds them; of others, check who may read the root DSE.",
            server=server,
            attributes=", ".join(missing),
        )
    return facts


@contextmanager
def _cut_after(seconds: float, connection: ldap3.Connection, overdue: Event) -> Iterator[None]:
    """Shut the connection down after `seconds`, which sets `overdue`, and close it in the end."""

    def cut() -> None:
        overdue.set()
        with (
            suppress(OSError, AttributeError),
            # TLS's own way to shut down is not for two threads.
            socket.socket(fileno=os.dup(connection.socket.fileno())) as same,
        ):
            same.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if connection.socket:
            connection.socket.close()


def _ask(connection: ldap3.Connection) -> dict[str, str]:
    connection.open(read_server_info=False)
    server = connection.server
    if server.tls and not server.ssl and not connection.start_tls(read_server_info=False):
        raise CollectError("%(server)s does not start TLS.", server=server.name)
    connection.socket = BoundedSocket(connection.socket)
    facts = _root_dse(connection)
    if facts or not connection.user:
        return facts
    if not connection.bind(read_server_info=False):
        raise CollectError(
            "%(server)s refuses the bind: %(reason)s. "
            "Check BindUsername and BindPassword of LdapSettings.",
            server=server.name,
            reason=connection.result["description"],
        )
    return _root_dse(connection)


def _root_dse(connection: ldap3.Connection) -> dict[str, str]:
    connection.search("", "(objectClass=*)", ldap3.BASE, attributes=[*ATTRIBUTES.values()])
    entries = [each for each in connection.response or [] if each["type"] == "searchResEntry"]
    values = entries[0]["raw_attributes"] if entries else {}
    return {
        key: values[name][0].decode(errors="replace")
        for key, name in ATTRIBUTES.items()
        if values.get(name)
    }


def _reason(error: Exception) -> str:
    known = isinstance(error, LDAPException | OSError | UnicodeError)
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return told if known else "what answers is no LDAP server"


@hookimpl
def packet_facts(mattermost: Mattermost) -> list[PacketFacts]:
    """Declare the directory server's facts, where the configuration switches it on."""
    switches = ("LdapSettings.Enable", "LdapSettings.EnableSync")
    if not any(map(mattermost.config.flag, switches)):
        return []
    return [PacketFacts(keys=tuple(ATTRIBUTES), collect=lambda: ldap_facts(mattermost))]
