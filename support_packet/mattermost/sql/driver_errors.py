"""Why a database driver failed, in words of our own: the driver's may hold credentials."""

import re

from sqlalchemy.exc import DBAPIError

# What is searched is `[code] message`: SQLSTATE or MySQL's error number, and the driver's text.
_REASONS = {
    r"\[(57014|1969|3024)\]": (
        "a statement took longer than {timeout:g} seconds: is the server overloaded?"
    ),
    r"timed out|timeout expired": "no answer within {timeout:g} seconds: is the server up?",
    r"certificate|private key": (
        "a certificate or its key is not accepted; check the data source's TLS parameters."
    ),
    r"connection refused": "nobody listens there: is the server up?",
    r"failed to resolve|getaddrinfo|\[Errno -[0-9]": "the host's name is unknown; check the DNS.",
    r"no such file or directory|not a directory": "there is no such Unix socket: is the server up?",
    r"unable to open database": "the file cannot be opened; check its permissions.",
    r"file is not a database|malformed": "the file is no SQLite database; check the data source.",
    r"no route to host|network is unreachable": "there is no way to that host; check the network.",
    r"\[(28P01|1045|1698)\]|password authentication failed|no password supplied": (
        "the user or the password is refused; check the data source."
    ),
    r"\[(28000|1044|1130)\]|pg_hba\.conf|role .* does not exist": (
        "the server does not let this user in from here; check its pg_hba.conf or accounts."
    ),
    r"\[(3D000|1049)\]|database .* does not exist": (
        "the server has no such database; check the data source."
    ),
    r"does not support SSL|SSL is required but": (
        "the server speaks no TLS, which the data source asks for."
    ),
    r"\[3159\]|insecure transport": "the server asks for TLS; add it to the data source.",
    r"\[(53300|1040|1203)\]|too many|connection slots": (
        "the server has no connection to spare; raise its limit, or try again."
    ),
    r"\[(57P03|1053)\]|starting up|shutting down": "the server is starting or stopping; try again.",
    r"\[(42P01|1146)\]|no such table": "a table is missing; is this Mattermost's database?",
    r"\[(42703|1054)\]|no such column": (
        "a column is missing; is this the database of a Mattermost of 5.30 or later?"
    ),
    r"\[(42501|1142|1143)\]": "the user may not read a table; grant it SELECT.",
    r"permission denied": "this account may not use that Unix socket.",
    r"\[(25006|1792)\]|readonly database": "a query wanted to write; this connection only reads.",
    r"\[(22021|22P05)\]": "the database holds text that is no UTF-8; correct it there.",
    r"\[(42704|22023)\]": "a run-time parameter of the data source is refused; remove it.",
    r"\[(2059|1251)\]": (
        "the server asks for the password in a way that the data source does not allow."
    ),
    r"'cryptography' package": (
        "the user's way of authentication needs TLS or the package cryptography."
    ),
    r"\[(2006|2013|57P01)\]|closed (the connection|unexpectedly)|EOF": (
        "the connection broke: is the server up?"
    ),
}
_SEARCHED = 1000
_PATTERNS = [(re.compile(key, re.IGNORECASE), reason) for key, reason in _REASONS.items()]


def explain(error: BaseException, timeout: float) -> str:
    """Return why `error` happened and what to do; waits were bounded by `timeout` seconds."""
    original = error.orig if isinstance(error, DBAPIError) and error.orig else error
    text = "timed out" if isinstance(original, TimeoutError) else _described(original)
    for pattern, reason in _PATTERNS:
        if pattern.search(text):
            return reason.format(timeout=timeout)
    kind = type(original).__name__
    return f"it does not answer as Mattermost's database would ({kind}); check the data source."


def _described(error: BaseException) -> str:
    # PyMySQL's SQLSTATE is coarser than MySQL's own number.
    numbered = bool(error.args) and isinstance(error.args[0], int)
    code = error.args[0] if numbered else getattr(error, "sqlstate", "")
    return f"[{code}] {error}"[:_SEARCHED]
