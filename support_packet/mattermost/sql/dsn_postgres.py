"""PostgreSQL data sources, read as Mattermost's driver lib/pq reads them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import sqlalchemy

from support_packet.errors import DataSourceError
from support_packet.mattermost.go.url import parse_url
from support_packet.mattermost.sql.data_source import DataSource, endpoint

URL_SCHEMES = ("postgres://", "postgresql://")

# What Go's unicode.IsSpace holds for a space.
_SPACES = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_KEY = re.compile(rf"[{_SPACES}]*+([^{_SPACES}=]*+)[{_SPACES}]*+(=?)[{_SPACES}]*+")
_QUOTED = re.compile(r"'((?>(?:[^'\\]|\\.)*))'", re.DOTALL)
_BARE = re.compile(rf"((?>(?:[^{_SPACES}\\]|\\.)*))", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

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
_OURS = frozenset({"connect_timeout", "client_encoding", "datestyle", "gssencmode"})
_ONLY_GO = frozenset({"binary_parameters", "disable_prepared_binary_result", "krbspn", "sslinline"})
_LIBPQ = frozenset(option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults())

# Where Go looks for the system's certificate authorities, on Linux and macOS.
_SYSTEM_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def postgres_data_source(text: str, environment: Mapping[str, str]) -> DataSource:
    """Return where `text`, a URL or key=value pairs, leads.

    Variables of `environment` such as `PGPASSWORD` count where `text` is silent. Parameters
    that libpq does not know become run-time parameters, except those of lib/pq itself.
    """
    variables = {key: environment[name] for name, key in _VARIABLES.items() if name in environment}
    parameters = _DEFAULTS | variables | dict(_parameters(text))
    _check(parameters)
    known = {key: value for key, value in parameters.items() if key in _LIBPQ - _OURS}
    known["host"] = known["host"] or _DEFAULTS["host"]
    known |= _tls(known, environment) | {"client_encoding": "UTF8", "gssencmode": "disable"}
    return DataSource(
        sqlalchemy.URL.create("postgresql+psycopg"),
        known,
        endpoint(f"{known['host']}:{known['port']}", known.get("dbname", "")),
        {k: v for k, v in parameters.items() if k not in _LIBPQ | _OURS | _ONLY_GO},
    )


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    if not text.startswith(URL_SCHEMES):
        yield from _pairs(text)
        return
    url = parse_url(text)
    own = {"user": url.user, "password": url.password, "host": url.host, "port": url.port}
    # lib/pq sorts what it found in the URL and lets the last one count.
    found = [*own.items(), ("dbname", url.path[1:]), *url.query.items()]
    yield from sorted((key, value) for key, value in found if value)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Split key=value pairs; no message repeats a key, it may be a piece of a password."""
    position = 0
    while key := _KEY.match(text, position):
        if key.end() == len(text) and not key[1] and not key[2]:
            return
        if not key[1] or not key[2]:
            raise DataSourceError(
                f"A key or its = is missing near character {key.end()} of the data source; values "
                "with spaces must be quoted: password='…'."
            )
        quoted = text.startswith("'", key.end())
        value = (_QUOTED if quoted else _BARE).match(text, key.end())
        if value is None:
            raise DataSourceError(
                f"The data source's quote at character {key.end() + 1} does not end."
            )
        position = value.end()
        if not quoted and text.startswith("\\", position):
            raise DataSourceError("The backslash at the end of the data source escapes nothing.")
        yield key[1], _ESCAPED.sub(r"\1", value[1])


def _check(parameters: Mapping[str, str]) -> None:
    if parameters["sslmode"] not in ("", *_SSL_MODES):
        raise DataSourceError(f"The data source's sslmode is none of {', '.join(_SSL_MODES)}.")
    if not _PORTS.fullmatch(parameters["port"]):
        raise DataSourceError("The data source's port is no number.")
    if parameters.get("sslinline") == "true":
        raise DataSourceError("sslinline is not supported: give the names of PEM files.")
    if "service" in parameters:
        raise DataSourceError("service is not supported: give host, port, user and dbname.")


def _tls(parameters: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return the TLS parameters by which libpq does what lib/pq does."""
    if parameters["host"].startswith(("/", "@")):
        return {"sslmode": "disable"}
    mode = parameters["sslmode"] or _DEFAULTS["sslmode"]
    if not mode.startswith("verify-") or parameters.get("sslrootcert"):
        return {"sslmode": mode}
    # lib/pq trusts the system's authorities here, libpq those of a file in the home directory.
    system = [environment.get("SSL_CERT_FILE", ""), *_SYSTEM_AUTHORITIES]
    present = [path for path in system if Path(path).is_file()]
    return {"sslmode": mode, "sslrootcert": present[0] if present else "system"}
