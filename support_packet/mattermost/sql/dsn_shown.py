"""What may be shown of a data source: where the database is, and how it is used, without the login.

A password may hold any character, and where one was typed as it is, parsers disagree about its end.
So every piece has to have the form that it has in data sources that need no second look; otherwise
nothing is shown.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest

from support_packet.mattermost.sql.dsn import secrets_in

LOGIN = "****:****"
"""What replaces user and password, as in the packets of Mattermost 11."""

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])"
_PORT = "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5]?[0-9]{1,4})"
_PLACE = rf"{_HOST}(?::{_PORT})?"
_PLACES = rf"{_PLACE}(?:,{_PLACE}){{0,15}}"
_DATABASE = r"[A-Za-z0-9_.~-]{0,63}"
_SOCKET = r"/[A-Za-z0-9_./-]{1,200}"
_QUERY = r"(?:\?(?P<query>[^@\s#?]*))?"
_USER = r"[^@:/?#\s]*(?::[^@:/?#\s\[\]]*)?"

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_POSTGRES_URL = re.compile(
    rf"(?P<scheme>postgres(?:ql)?)://(?:(?P<login>{_USER})@)?(?P<places>{_PLACES})?"
    rf"(?:/(?P<database>{_DATABASE}))?{_QUERY}"
)
_PAIR = re.compile(r"\s*(?P<name>[a-z_]+)=(?P<value>'(?:[^'\\]|\\.)*'|[^\s'\\]*)(?=\s|$)")
_MYSQL = re.compile(
    rf"(?:(?P<login>.*)@)?(?P<network>(?:(?:tcp|tcp4|tcp6)\({_PLACE}\)|unix\({_SOCKET}\))?)"
    rf"/(?P<database>{_DATABASE})(?:\?(?P<query>[^@/\s#?]*))?",
    re.DOTALL,
)

_MIN_SECRET = 3
"""Shorter ones are a part of most names of hosts."""

_WORD = r"[A-Za-z0-9_]{1,32}"
_NUMBER = r"[0-9]{1,12}"
_TIME = r"(?:[0-9]{1,9}(?:\.[0-9]{1,3})?(?:ns|us|ms|s|m|h)?)"
_FLAG = r"(?:yes|no|true|false|on|off|0|1)"
_NAME = r"[A-Za-z0-9_.-]{1,63}"
_PARAMETERS: Mapping[str, str] = {
    "sslmode": r"(?:disable|allow|prefer|require|verify-ca|verify-full)",
    "sslrootcert": r"(?:[A-Za-z0-9_.-]{0,64}/)*[A-Za-z0-9_-]{1,64}\.(?:pem|crt|cer)",
    "sslsni": _FLAG,
    "connect_timeout": _NUMBER,
    "binary_parameters": _FLAG,
    "disable_prepared_binary_result": _FLAG,
    "target_session_attrs": r"(?:any|read-write|read-only|primary|standby|prefer-standby)",
    "application_name": _NAME,
    "fallback_application_name": _NAME,
    "search_path": r"[A-Za-z0-9_]{1,63}",
    "client_encoding": r"[A-Za-z0-9-]{1,16}",
    "timezone": r"[A-Za-z]{1,20}(?:/[A-Za-z_]{1,20})?",
    "statement_timeout": _TIME,
    "lock_timeout": _TIME,
    "idle_in_transaction_session_timeout": _TIME,
    "keepalives": _FLAG,
    "keepalives_idle": _NUMBER,
    "keepalives_interval": _NUMBER,
    "keepalives_count": _NUMBER,
    "tcp_user_timeout": _NUMBER,
    "host": _SOCKET,
    "charset": rf"{_WORD}(?:,{_WORD}){{0,4}}",
    "collation": _WORD,
    "readTimeout": _TIME,
    "writeTimeout": _TIME,
    "timeout": _TIME,
    "tls": r"(?:true|false|skip-verify|preferred)",
    "multiStatements": _FLAG,
    "parseTime": _FLAG,
    "allowNativePasswords": _FLAG,
    "interpolateParams": _FLAG,
    "maxAllowedPacket": _NUMBER,
    "loc": r"(?:UTC|Local)",
}
"""The parameters that are shown, if their value has this form; all others are left out."""


def shown_data_source(driver: str, text: str) -> str | None:
    """Return `text` with `****:****` for user and password, None if anything about it is in doubt.

    `driver` is the one of the configuration. What is shown of key=value pairs is a URL, too.
    """
    if not text.isprintable() or _BAD_ESCAPE.search(text):
        return None
    shown = None
    if driver == "mysql":
        shown = _shown_mysql(text)
    elif driver == "postgres":
        shown = _shown_url(text) if "://" in text else _shown_pairs(text)
    return shown if shown and not _repeats_secret(shown, text) else None


def _repeats_secret(shown: str, text: str) -> bool:
    """Return whether a password in `text`, wherever it may end, is in what is `shown`, too."""
    rest = shown.partition("@")[2]
    return any(len(secret) >= _MIN_SECRET and secret in rest for secret in secrets_in(text))


def _shown_url(text: str) -> str | None:
    url = _POSTGRES_URL.fullmatch(text)
    pairs = url and _pairs_of(url["query"])
    if not url or pairs is None:
        return None
    places = url["places"] or ""
    if url["login"] is None and ":" in places and "user" not in pairs:
        # Or a user and a password, without a host behind them.
        return None
    return _url(url["scheme"], places, url["database"] or "", pairs)


def _shown_pairs(text: str) -> str | None:
    pairs: dict[str, str] = {}
    position = 0
    while pair := _PAIR.match(text, position):
        if pair["name"] in pairs:
            return None
        pairs[pair["name"]] = pair["value"].strip("'")
        position = pair.end()
    if text[position:].strip() or not pairs:
        return None
    place = _place_of(pairs)
    database = pairs.pop("dbname", "")
    fits = re.fullmatch(rf"(?:{_PLACES})?", place) and re.fullmatch(_DATABASE, database)
    return _url("postgres", place, database, pairs) if fits else None


def _place_of(pairs: dict[str, str]) -> str:
    """Take host and port out of `pairs`, but for the directory of a socket, which stays there."""
    ports = pairs.pop("port", "").split(",")
    if pairs.get("host", "/").startswith("/"):
        return ""
    hosts = pairs.pop("host").split(",")
    # One port counts for all hosts.
    each = zip_longest(hosts, ports * len(hosts) if len(ports) == 1 else ports, fillvalue="")
    return ",".join(f"{host}:{port}" if port else host for host, port in each)


def _shown_mysql(text: str) -> str | None:
    source = _MYSQL.fullmatch(text)
    pairs = source and _pairs_of(source["query"])
    if not source or pairs is None:
        return None
    return f"{LOGIN}@{source['network']}/{source['database']}{_query(pairs)}"


def _pairs_of(query: str | None) -> dict[str, str] | None:
    """Return the parameters of `query`, None if one of them is not a pair or occurs twice."""
    pairs: dict[str, str] = {}
    for pair in (query or "").split("&") if query else ():
        name, equals, value = pair.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z_.]{1,64}", name) or name in pairs:
            return None
        pairs[name] = value
    return pairs


def _url(scheme: str, places: str, database: str, pairs: Mapping[str, str]) -> str:
    return f"{scheme}://{LOGIN}@{places}/{database}{_query(pairs)}"


def _query(pairs: Mapping[str, str]) -> str:
    shown = "&".join(_harmless(pairs.items()))
    return f"?{shown}" if shown else ""


def _harmless(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, value in sorted(pairs):
        form = _PARAMETERS.get("timezone" if name == "TimeZone" else name)
        plain = value.replace("%2F", "/").replace("%2f", "/")
        if form and re.fullmatch(form, plain):
            yield f"{name}={plain}"
