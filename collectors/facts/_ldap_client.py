"""Asks the LDAP server for its vendor and version, as its root DSE reports them."""

import math
import re
import ssl

import ldap3
from ldap3.core.exceptions import LDAPException

from collectors.facts._configuration_files import configuration_files
from collectors.facts._network import BoundedSocket, is_refused, reason_text
from support_packet import (
    N_,
    CollectError,
    Mattermost,
    client_tls_context,
    shut_down_after,
    warn,
)

ATTRIBUTES = {"ldap_vendor_name": "vendorName", "ldap_vendor_version": "vendorVersion"}
"""The attribute of the root DSE behind each fact."""

_SCHEME = re.compile(r"ldaps?://", re.IGNORECASE)


def query_server(mattermost: Mattermost) -> dict[str, str]:
    """Query the LDAP server anonymously, then as `BindUsername` where it hides the attributes.

    It has twice `network_timeout`, however slowly it responds. `CollectError` says why there is
    no response, a warning what the server does not report.
    """
    connection = _connection(mattermost)
    server = connection.server.name
    timer = None
    try:
        with shut_down_after(2 * mattermost.network_timeout, lambda: connection.socket) as timer:
            facts = _query(connection)
    except CollectError:
        raise
    except Exception as error:  # noqa: BLE001 -- ldap3 fails in every way over foreign responses
        slow = "it responds too slowly" if timer and timer.expired else ""
        raise _unreachable(server, slow or connection.last_error or _reason(error)) from None
    finally:
        if connection.socket:
            connection.socket.close()
    if missing := [attribute for key, attribute in ATTRIBUTES.items() if key not in facts]:
        warn(
            N_("%(server)s doesn't report %(attributes)s."),
            remedy=N_(
                "OpenLDAP and Active Directory don't have these attributes by default; on other "
                "servers, check access to the root DSE."
            ),
            server=server,
            attributes=", ".join(missing),
        )
    return facts


def _unreachable(server: str, reason: str) -> CollectError:
    if is_refused(reason):
        return CollectError(
            N_("Nothing is listening at %(server)s (connection refused)."),
            remedy=N_("Start the LDAP server, or correct LdapServer and LdapPort of LdapSettings."),
            server=server,
        )
    return CollectError(
        N_("%(server)s: %(reason)s."),
        remedy=N_("Check the LDAP server and LdapSettings."),
        server=server,
        reason=reason_text(reason),
    )


def _reason(error: Exception) -> str:
    known = isinstance(error, LDAPException | OSError | UnicodeError)
    return reason_text(error) if known else "not an LDAP server"


def _connection(mattermost: Mattermost) -> ldap3.Connection:
    """Return a connection to the configured server, as Mattermost makes it, not yet open."""
    config = mattermost.config
    host = _SCHEME.sub("", config.text("LdapSettings.LdapServer").strip()).strip("[]/")
    if not host:
        raise CollectError(
            N_("LdapSettings.LdapServer is empty."), remedy=N_("Set it to the name of the server.")
        )
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
        raise CollectError(
            N_("LdapServer and LdapPort of LdapSettings are not the address of a server.")
        ) from None
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
        # The handshake is a second step, so that the timer finds the socket that waits for it.
        connection.socket = self._context.wrap_socket(
            connection.socket, server_hostname=self._host, do_handshake_on_connect=False
        )
        if do_handshake:
            connection.socket.do_handshake()


def _tls_context(mattermost: Mattermost) -> ssl.SSLContext:
    config = mattermost.config
    verify = not config.flag("LdapSettings.SkipCertificateVerification")
    names = ("PublicCertificateFile", "PrivateKeyFile")
    certificate, key = (config.text(f"LdapSettings.{name}") for name in names)
    if not (certificate and key):
        return client_tls_context(verify=verify)
    try:
        with configuration_files(mattermost, certificate, key) as paths:
            return client_tls_context(verify=verify, certificate=paths[0], key=paths[1])
    except (OSError, ValueError) as error:
        raise CollectError(
            N_(
                "PublicCertificateFile and PrivateKeyFile of LdapSettings cannot be used: "
                "%(reason)s."
            ),
            reason=reason_text(error),
        ) from None


def _query(connection: ldap3.Connection) -> dict[str, str]:
    # Without `read_server_info`, ldap3 would query the schema, which can be large.
    connection.open(read_server_info=False)
    server = connection.server
    if server.tls and not server.ssl and not connection.start_tls(read_server_info=False):
        raise CollectError(N_("%(server)s does not start TLS."), server=server.name)
    # Only now: `start_tls` replaces the socket.
    connection.socket = BoundedSocket(connection.socket)
    facts = _root_dse(connection)
    if facts or not connection.user:
        return facts
    if not connection.bind(read_server_info=False):
        raise CollectError(
            N_("%(server)s rejects the bind: %(reason)s."),
            remedy=N_("Check BindUsername and BindPassword of LdapSettings."),
            server=server.name,
            reason=connection.result["description"],
        )
    return _root_dse(connection)


def _root_dse(connection: ldap3.Connection) -> dict[str, str]:
    connection.search("", "(objectClass=*)", ldap3.BASE, attributes=[*ATTRIBUTES.values()])
    # A referral is not an entry.
    entries = [entry for entry in connection.response or [] if entry["type"] == "searchResEntry"]
    values = entries[0]["raw_attributes"] if entries else {}
    return {
        key: values[name][0].decode(errors="replace")
        for key, name in ATTRIBUTES.items()
        if values.get(name)
    }
