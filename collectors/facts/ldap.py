"""Facts about the directory server: its maker and version, which its root DSE tells."""

import math
import os
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer

import ldap3
from ldap3.core.exceptions import LDAPException

from support_packet import CollectError, Mattermost, PacketFacts, hookimpl, warn

ATTRIBUTES = {"ldap_vendor_name": "vendorName", "ldap_vendor_version": "vendorVersion"}
"""The attribute of the root DSE behind each fact."""

_SCHEME = re.compile(r"ldaps?://", re.IGNORECASE)
_MOST_BYTES = 2**20


def ldap_facts(mattermost: Mattermost) -> dict[str, str]:
    """Ask the directory server: anonymously, then as `BindUsername` where it hides them.

    It is left alone after twice `network_timeout`, however slowly it answers. `CollectError` says
    why there is no answer, a warning what the server does not tell.
    """
    connection = _connection(mattermost)
    server = connection.server.name
    overdue = Event()
    try:
        with _cut_after(2 * mattermost.network_timeout, connection, overdue):
            facts = _ask(connection)
    except CollectError:
        raise
    # What answers there may speak anything, and ldap3 fails in every way when it decodes it.
    except Exception as error:  # noqa: BLE001
        slow = "it answers too slowly" if overdue.is_set() else ""
        reason = slow or connection.last_error or _reason(error)
        raise CollectError(f"{server}: {reason}. Check LdapSettings, and the server.") from None
    if missing := [attribute for key, attribute in ATTRIBUTES.items() if key not in facts]:
        warn(
            f"{server} does not tell its {' and '.join(missing)}. OpenLDAP and Active Directory "
            "have none unless somebody adds them; of others, check who may read the root DSE."
        )
    return facts


def _connection(mattermost: Mattermost) -> ldap3.Connection:
    """Return a connection to the configured server, not yet open."""
    config = mattermost.config
    host = _SCHEME.sub("", config.text("LdapSettings.LdapServer").strip()).strip("[]/")
    if not host:
        raise CollectError("LdapSettings.LdapServer is empty. Set it to the name of the server.")
    security = config.text("LdapSettings.ConnectionSecurity").upper()
    try:
        server = ldap3.Server(
            host,
            config.number("LdapSettings.LdapPort"),
            use_ssl=security == "TLS",
            tls=_Tls(_tls_context(mattermost), host) if security in ("TLS", "STARTTLS") else None,
            get_info=ldap3.NONE,
            connect_timeout=mattermost.network_timeout,
        )
    except LDAPException:
        raise CollectError("LdapServer and LdapPort of LdapSettings name no server.") from None
    return ldap3.Connection(
        server,
        user=config.text("LdapSettings.BindUsername") or None,
        password=config.text("LdapSettings.BindPassword"),
        receive_timeout=math.ceil(mattermost.network_timeout),
        auto_referrals=False,
        read_only=True,
    )


class _Tls(ldap3.Tls):
    """TLS as the standard library does it: ldap3 itself knows no IP addresses in certificates."""

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        super().__init__()
        self._context = context
        self._host = host

    def wrap_socket(self, connection: ldap3.Connection, do_handshake: bool = False) -> None:
        """Put TLS on the connection's socket."""
        # The handshake is a second step, so that `_cut_after` finds the socket that it waits for.
        connection.socket = self._context.wrap_socket(
            connection.socket, server_hostname=self._host, do_handshake_on_connect=False
        )
        if do_handshake:
            connection.socket.do_handshake()


def _tls_context(mattermost: Mattermost) -> ssl.SSLContext:
    config = mattermost.config
    context = ssl.create_default_context()
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Go, and thus Mattermost, is not as strict.
    if config.flag("LdapSettings.SkipCertificateVerification"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    names = ("PublicCertificateFile", "PrivateKeyFile")
    certificate, key = (config.text(f"LdapSettings.{name}") for name in names)
    if certificate and key:
        try:
            # Without a password of its own, OpenSSL would ask for one on the terminal.
            context.load_cert_chain(config.folder / certificate, config.folder / key, password="")
        except (OSError, ValueError) as error:
            named = f"{' and '.join(names)} of LdapSettings"
            raise CollectError(f"{named} cannot be used: {error}.") from None
    return context


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
        raise CollectError(f"{server.name} does not start TLS.")
    connection.socket = _BoundedSocket(connection.socket)
    facts = _root_dse(connection)
    if facts or not connection.user:
        return facts
    if not connection.bind(read_server_info=False):
        raise CollectError(
            f"{server.name} refuses the bind: {connection.result['description']}. "
            "Check BindUsername and BindPassword of LdapSettings."
        )
    return _root_dse(connection)


class _BoundedSocket:
    """A connected socket from which only so much is read: ldap3 would keep all that comes."""

    def __init__(self, connected: socket.socket) -> None:
        self._connected = connected
        self._left = _MOST_BYTES

    def recv(self, size: int) -> bytes:
        """Read; `OSError` once it is too much."""
        received = self._connected.recv(size)
        self._left -= len(received)
        if self._left < 0:
            raise OSError("the answer is too long")
        return received

    def __getattr__(self, name: str) -> object:
        return getattr(self._connected, name)


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
