"""URLs as Go's `net/url` parses them, which is stricter than Python's `urllib`."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from support_packet.errors import DataSourceError

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_USER_INFO = re.compile(r"[A-Za-z0-9._:~!$&'()*+,;=%@-]*")
_HOST = re.compile(r"(?P<host>\[[^\[\]]*\]|[^\[\]:]*)(?P<port>:[0-9]*)?")
_NOT_IN_HOST = re.compile(r"[\x00-\x20%#/?@\\^`{|}\x7f]")
_NAMED = re.compile(r"[A-Za-z_]+=")
_LOGIN = re.compile(r"(?:^|&)(?:user|password)=")


@dataclass(frozen=True)
class GoUrl:
    """The parts of a URL, decoded.

    `user` and `password` are empty if the URL has none. `host` has no brackets; `port` may be
    empty. Several hosts, which drivers of databases take, are separated by commas, and so are their
    ports. If a parameter of the query appears twice, the first one counts.
    """

    user: str
    password: str = field(repr=False)
    host: str
    port: str
    path: str
    query: dict[str, str] = field(repr=False)


def parse_url(text: str) -> GoUrl:
    """Return the parts of `text`, which begins with a scheme and `//`.

    Raises `DataSourceError` for what Go refuses, and if the end of a password seems to have become
    a path or a query: Go would take the start of the password for a host, and put it into errors.
    """
    if control := _CONTROL.search(text):
        raise DataSourceError(f"Character {control.start() + 1} of the URL is a control character.")
    rest, _, fragment = text.partition("://")[2].partition("#")
    rest, _, query = rest.partition("?")
    authority, slash, path = rest.partition("/")
    user_info, at_sign, address = authority.rpartition("@")
    if "@" in path + fragment or _has_stray_at_sign(query, has_login=bool(at_sign)):
        raise DataSourceError(
            "The URL's password contains an unescaped / ? or #; write %2F, %3F or %23."
        )
    user, _, password = _user_info(user_info).partition(":")
    places = [_host_and_port(place) for place in address.split(",")]
    host = ",".join(host for host, _ in places)
    port = ",".join(port for _, port in places)
    return GoUrl(
        _decoded(user, "user name"),
        _decoded(password, "password"),
        host,
        port if port.strip(",") else "",
        _decoded(slash + path, "path"),
        _parameters(query),
    )


def _has_stray_at_sign(query: str, *, has_login: bool) -> bool:
    # An @ is fine in a parameter's value, unless it could be the one that should follow a password.
    if "@" in query and not has_login and not _LOGIN.search(query):
        return True
    return any("@" in pair and not _NAMED.match(pair) for pair in query.split("&"))


def _user_info(text: str) -> str:
    if not _USER_INFO.fullmatch(text):
        raise DataSourceError(
            "The URL's user name or password contains a character that must be written as %XX."
        )
    return text


def _host_and_port(address: str) -> tuple[str, str]:
    matched = _HOST.fullmatch(address)
    if not matched:
        raise DataSourceError(
            "The URL's host and port are invalid: a port must be a number, an IPv6 address must be "
            "in brackets, and / ? # @ in a password must be written as %2F, %3F, %23, %40."
        )
    host = matched["host"].removeprefix("[").removesuffix("]")
    if host != matched["host"]:
        # RFC 6874: an IPv6 address's zone follows an encoded percent sign.
        host = host.replace("%25", "%", 1)
    elif _NOT_IN_HOST.search(host):
        raise DataSourceError(
            "The URL's host contains a character that is not allowed in host names; the directory "
            "of a Unix socket belongs in the query: ?host=/DIRECTORY."
        )
    return host, (matched["port"] or ":")[1:]


def _parameters(query: str) -> dict[str, str]:
    """Return the parameters of `query`; malformed ones are dropped, as Go drops them."""
    parameters: dict[str, str] = {}
    for pair in query.split("&"):
        if ";" not in pair and not _BAD_ESCAPE.search(pair):
            name, _, value = pair.replace("+", " ").partition("=")
            parameters.setdefault(_decoded(name, "query"), _decoded(value, "query"))
    parameters.pop("", None)
    return parameters


def _decoded(text: str, part: str) -> str:
    if _BAD_ESCAPE.search(text):
        raise DataSourceError(
            f"The URL's {part} contains a % that two hexadecimal digits do not follow; write %25."
        )
    if "%00" in text:
        raise DataSourceError(f"The URL's {part} contains a null character.")
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise DataSourceError(f"The URL's {part} is not valid UTF-8.") from None
