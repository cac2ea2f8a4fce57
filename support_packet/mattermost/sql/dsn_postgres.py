"""PostgreSQL data sources, parsed as Mattermost's driver lib/pq parses them.

libpq, which psycopg uses, differs from it: in its defaults, in the variables and parameters that
it knows, in quoting, and in the certificate authorities that it trusts.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path

from support_packet.errors import DataSourceError
from support_packet.mattermost.go.url import parse_url
from support_packet.mattermost.sql.data_source import DataSource, endpoint, host_and_port

URL_SCHEMES = ("postgres://", "postgresql://")

# The characters that Go's unicode.IsSpace takes for spaces.
_SPACES = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Spaces may surround a key and its "=". The value is quoted, or ends at the next space; a
# backslash escapes the next character in both. Possessive, so that no input takes quadratic time.
_KEY = re.compile(rf"[{_SPACES}]*+([^{_SPACES}=]*+)[{_SPACES}]*+(=?)[{_SPACES}]*+")
_QUOTED = re.compile(r"'((?>(?:[^'\\]|\\.)*))'", re.DOTALL)
_BARE = re.compile(rf"((?>(?:[^{_SPACES}\\]|\\.)*))", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_NO_PAIRS = (
    "The data source is neither a URL that begins with postgres:// nor key=value pairs. Is there "
    "something before it, such as a quote? Is SqlSettings.DriverName that of the database?"
)

_DEFAULTS = {"host": "localhost", "port": "5432", "sslmode": "require"}
_VARIABLES = {
    "PGHOST": "host",
    "PGPORT": "port",
    "PGDATABASE": "dbname",
    "PGUSER": "user",
    "PGPASSWORD": "password",
    "PGPASSFILE": "passfile",
    "PGOPTIONS": "options",
    "PGAPPNAME": "application_name",
    "PGSSLMODE": "sslmode",
    "PGSSLCERT": "sslcert",
    "PGSSLKEY": "sslkey",
    "PGSSLROOTCERT": "sslrootcert",
    "PGSSLSNI": "sslsni",
    "PGTZ": "timezone",
    "PGGEQO": "geqo",
}
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_PORTS = re.compile(r"[0-9]{0,5}(?>(?:,[0-9]{0,5})*)")
# Parameters that this program sets itself, and lib/pq's own, which libpq rejects.
_OURS = frozenset({"connect_timeout", "client_encoding", "datestyle", "gssencmode"})
_ONLY_GO = frozenset({"binary_parameters", "disable_prepared_binary_result", "krbspn", "sslinline"})
_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile")
_EVERY_LIBPQ = frozenset(
    (
        *("application_name", "dbname", "host", "hostaddr", "options", "passfile", "password"),
        *("port", "sslcert", "sslcrl", "sslkey", "sslmode", "sslrootcert", "user"),
    )
)
"""What every release of libpq knows."""

# Where Go looks for the system's certificate authorities, on Linux and macOS.
_SYSTEM_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def postgres_data_source(
    text: str, environment: Mapping[str, str], find: Callable[[str], Path] = Path
) -> DataSource:
    """Return the data source in `text`, a URL or key=value pairs.

    Variables in `environment`, for example `PGPASSWORD`, are used for what `text` does not set.
    Parameters that libpq does not know become run-time parameters, except those of lib/pq itself.
    Files are where `find` says: relative paths begin at the server's directory.
    """
    variables = {key: environment[name] for name, key in _VARIABLES.items() if name in environment}
    parameters = _DEFAULTS | variables | dict(_parameters(text))
    _check(parameters)
    others = {k: v for k, v in parameters.items() if k not in _OURS | _ONLY_GO}
    known = {key: value for key, value in others.items() if _is_of_libpq(key)}
    known["host"] = known["host"] or _DEFAULTS["host"]
    known |= {key: str(find(known[key])) for key in _FILES if _is_path(known.get(key, ""))}
    known |= _tls(known, environment) | {"client_encoding": "UTF8", "gssencmode": "disable"}
    return DataSource(
        "postgresql+psycopg",
        known,
        endpoint(_places(known["host"], known["port"]), known.get("dbname", "")),
        {key: value for key, value in others.items() if not _is_of_libpq(key)},
    )


def _is_of_libpq(parameter: str) -> bool:
    return parameter in _EVERY_LIBPQ or parameter in _of_this_libpq()


@cache
def _of_this_libpq() -> frozenset[str]:
    # With its libraries it takes 9 MB: the main process, which only checks the data source, does
    # without if it can.
    from psycopg.pq import Conninfo  # noqa: PLC0415 -- only where it is needed

    return frozenset(option.keyword.decode() for option in Conninfo.get_defaults())


def _places(hosts: str, ports: str) -> str:
    """Return the addresses; one port counts for all hosts."""
    names = hosts.split(",")
    numbers = ports.split(",") if "," in ports else [ports] * len(names)
    default = _DEFAULTS["port"]
    pairs = zip_longest(names, numbers, fillvalue="")
    return ",".join(host_and_port(name, number or default) for name, number in pairs)


def _is_path(value: str) -> bool:
    # That of the system's authorities has a name.
    return value not in ("", "system")


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    if not text.startswith(URL_SCHEMES):
        yield from _pairs(text)
        return
    url = parse_url(text)
    own = {"user": url.user, "password": url.password, "host": url.host, "port": url.port}
    # lib/pq turns a URL into sorted key=value pairs. If a key appears twice, the last one counts.
    found = [*own.items(), ("dbname", url.path[1:]), *url.query.items()]
    yield from sorted((key, value) for key, value in found if value)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Split key=value pairs; no message repeats a key, which may be a part of a password."""
    position = 0
    while key := _KEY.match(text, position):
        if key.end() == len(text) and not key[1] and not key[2]:
            return
        if "://" in key[1] or (key[2] and key[1] and not _NAME.fullmatch(key[1])):
            # lib/pq would send it as the name of a run-time parameter, which no server has.
            raise DataSourceError(_NO_PAIRS)
        if not key[1] or not key[2]:
            raise DataSourceError(
                f"A key or its = is missing near character {key.end()} of the data source. Values "
                "with spaces must be quoted: password='…'."
            )
        quoted = text.startswith("'", key.end())
        value = (_QUOTED if quoted else _BARE).match(text, key.end())
        if value is None:
            raise DataSourceError(
                f"The quote at character {key.end() + 1} of the data source is not closed."
            )
        position = value.end()
        if not quoted and text.startswith("\\", position):
            raise DataSourceError("The data source must not end with a backslash.")
        yield key[1], _ESCAPED.sub(r"\1", value[1])


def _check(parameters: Mapping[str, str]) -> None:
    if parameters["sslmode"] not in ("", *_SSL_MODES):
        raise DataSourceError(f"sslmode in the data source must be one of {', '.join(_SSL_MODES)}.")
    if not _PORTS.fullmatch(parameters["port"]):
        raise DataSourceError("The port in the data source must be a number.")
    if parameters.get("sslinline") == "true":
        raise DataSourceError("sslinline is not supported. Name PEM files instead.")
    if "service" in parameters:
        raise DataSourceError("service is not supported. Set host, port, user and dbname instead.")


def _tls(parameters: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return the TLS parameters with which libpq does what lib/pq does."""
    if parameters["host"].startswith(("/", "@")):
        # A Unix socket, for which lib/pq never uses TLS.
        return {"sslmode": "disable"}
    mode = parameters["sslmode"] or _DEFAULTS["sslmode"]
    if not mode.startswith("verify-") or parameters.get("sslrootcert"):
        return {"sslmode": mode}
    # Here lib/pq trusts the system's authorities, libpq those in a file in the home directory.
    system = [environment.get("SSL_CERT_FILE", ""), *_SYSTEM_AUTHORITIES]
    present = [path for path in system if Path(path).is_file()]
    return {"sslmode": mode, "sslrootcert": present[0] if present else "system"}
