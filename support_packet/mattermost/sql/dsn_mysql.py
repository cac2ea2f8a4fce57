"""MySQL and MariaDB data sources, parsed as Mattermost's driver go-sql-driver parses them.

The form has no escapes. The driver searches for the last slash, before it for the last @, and in
the part before that for the first colon: only a slash in the value of a parameter misleads it.
"""

import re
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import unquote

import pymysql
from pymysql.constants import CR

from support_packet.errors import DataSourceError
from support_packet.mattermost.sql.data_source import DataSource, endpoint, host_and_port
from support_packet.network.clients import client_tls_context

_FORM = "USER:PASSWORD@tcp(HOST:PORT)/DATABASE?NAME=VALUE"
_NETWORK = re.compile(r"([^(]*)(?:\((.*)\))?", re.DOTALL)
# [IPV6]:PORT, HOST:PORT, or an IPv6 address without brackets and port.
_ADDRESS = re.compile(r"(?:\[([^\[\]]*)\]|([^\[\]:]*))(?::([0-9]{1,5}))?|([0-9A-Fa-f:.]*)")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

_UNSAFE_PLUGINS = {
    "mysql_clear_password": "allowCleartextPasswords",
    "dialog": "allowCleartextPasswords",
    "mysql_old_password": "allowOldPasswords",
}
"""Authentication methods that Go's driver refuses unless a parameter allows them."""

_TRUE = ("1", "true", "TRUE", "True")
_FALSE = ("", "0", "false", "FALSE", "False")


def mysql_data_source(text: str) -> DataSource:
    """Return the data source in `text`: `USER:PASSWORD@tcp(HOST:PORT)/DATABASE?NAME=VALUE`.

    The password ends at the last `@` before the last `/` and may contain any character.
    Parameters other than those of TLS and authentication are dropped: they concern Go's driver,
    or sessions that write. The character set is always utf8mb4, which has all characters.
    """
    login, slash, tail = text.rpartition("/")
    if not slash:
        raise DataSourceError(f"The data source has no / before the database: {_FORM}.")
    credentials, _, network = login.rpartition("@")
    user, _, password = credentials.partition(":")
    database, _, query = tail.partition("?")
    # Go's driver takes the name as it is if it cannot be decoded.
    database = database if _BAD_ESCAPE.search(database) else unquote(database, errors="replace")
    address, arguments = _address(network)
    if text.startswith("mysql://"):
        # Go's driver would take it for a user called mysql.
        raise DataSourceError(
            f"Only MM_CONFIG may begin with mysql://, the data source is {_FORM}."
        )
    parameters = dict(pair.partition("=")[::2] for pair in query.split("&"))
    return DataSource(
        "mysql+pymysql",
        {
            # As bytes, because PyMySQL encodes text as Latin-1.
            "password": password.encode(),
            "user": user,
            "database": database or None,
            "charset": "utf8mb4",
            "auth_plugin_map": {
                plugin: _Refused
                for plugin, permission in _UNSAFE_PLUGINS.items()
                if parameters.get(permission) not in _TRUE
            },
            **arguments,
            **_tls(parameters),
        },
        endpoint(address, database),
    )


class _Refused:
    """Replaces PyMySQL's plugin for an authentication method that reveals the password."""

    def __init__(self, connection: object) -> None:
        pass

    def authenticate(self, _packet: object) -> NoReturn:
        """Refuse to send the password."""
        raise pymysql.OperationalError(CR.CR_AUTH_PLUGIN_CANNOT_LOAD, "refused")


def _address(network: str) -> tuple[str, dict[str, Any]]:
    """Return the address for messages, and as arguments of the driver.

    Text that does not parse may be a part of a password: no message repeats it.
    """
    matched = _NETWORK.fullmatch(network)
    kind, inside = (matched[1], matched[2]) if matched else ("", "")
    if kind == "unix":
        path = inside or "/tmp/mysql.sock"  # noqa: S108 -- go-sql-driver's default
        return path, {"unix_socket": path}
    if matched is None or kind not in ("", "tcp", "tcp4", "tcp6"):
        raise DataSourceError(
            "The data source must have tcp(HOST:PORT) or unix(PATH) between the last @ and the "
            f"last /: {_FORM}; a / in the value of a parameter must be written as %2F."
        )
    host, port = _host_and_port(inside or "127.0.0.1")
    return host_and_port(host, port), {"host": host, "port": port}


def _host_and_port(address: str) -> tuple[str, int]:
    matched = _ADDRESS.fullmatch(address)
    if not matched:
        raise DataSourceError(
            f"The address in the data source must be HOST:PORT or [IPV6]:PORT: {_FORM}."
        )
    host = matched[1] or matched[2] or matched[4] or "127.0.0.1"
    return host, int(matched[3] or 3306)


def _tls(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return PyMySQL's TLS arguments for the parameter `tls`."""
    mode = parameters.get("tls", "")
    fallback = parameters.get("allowFallbackToPlaintext") in _TRUE
    if mode in _FALSE:
        return {"ssl_disabled": True}
    if mode.lower() == "preferred" or (fallback and mode.lower() == "skip-verify"):
        # Without arguments PyMySQL does the same: it encrypts, unverified, if the server can.
        return {}
    if mode.lower() == "skip-verify":
        return {"ssl": client_tls_context(verify=False)}
    if mode in _TRUE:
        return {"ssl": client_tls_context(verify=True)}
    raise DataSourceError("tls in the data source must be true, false, skip-verify or preferred.")
