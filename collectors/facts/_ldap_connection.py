"""The connection to the directory server that the configuration names, as Mattermost makes it."""

import math
import re
import socket
import ssl

import ldap3
from ldap3.core.exceptions import LDAPException

from support_packet import CollectError, Mattermost

_SCHEME = re.compile(r"ldaps?://", re.IGNORECASE)
_MOST_BYTES = 2**20


def ldap_connection(mattermost: Mattermost) -> ldap3.Connection:
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
            folder = config.config_dir
            context.load_cert_chain(folder / certificate, folder / key, password="")
        except (OSError, ValueError) as error:
            raise CollectError(
                "PublicCertificateFile and PrivateKeyFile of LdapSettings cannot be used: "
                "%(reason)s.",
                reason=error,
            ) from None
    return context


class BoundedSocket:
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
