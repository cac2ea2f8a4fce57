"""Explains why a database driver failed, whose own messages may contain credentials."""

import re

# Searched in order in `[code] message`: SQLSTATE or MySQL's error number, and the driver's text.
_REASONS = {
    r"\[(57014|1969|3024)\]": (
        "a query took longer than {timeout:g} seconds. Is the server overloaded?"
    ),
    r"timed out|timeout expired": (
        "no response within {timeout:g} seconds. Is the server running? Is a firewall in the way?"
    ),
    r"private key file .* has group or world access": (
        "others may read the key of the data source's certificate. Make it readable by its owner."
    ),
    r"certificate file .* does not exist|could not \w+ (root )?certificate file|private key file": (
        "a certificate or a key that the data source names can't be read. Is there such a file, "
        "and may the account that runs support-packet read it?"
    ),
    r"certificate|private key": (
        "a certificate or its key was rejected. Check the TLS parameters of the data source."
    ),
    r"connection refused": (
        "nothing is listening there (connection refused). Is the server running?"
    ),
    r"failed to resolve|getaddrinfo|\[Errno -[0-9]": (
        "the host name is unknown. Check the name and the DNS."
    ),
    r"no such file or directory|not a directory": (
        "there is no such Unix socket. Is the server running?"
    ),
    r"unable to open database": "the file can't be opened. Check its permissions.",
    r"file is not a database|malformed": (
        "the file is not a SQLite database. Check the data source."
    ),
    r"no route to host|network is unreachable": "the host can't be reached. Check the network.",
    r"\[1045\]": (
        "the user or the password was rejected. Check the data source; a user that requires TLS is "
        "rejected in the same way."
    ),
    r"\[1698\]": (
        "the user or the password was rejected. It may be one that logs in only as the system's "
        "account of the same name. Check the data source."
    ),
    r"\[28P01\]|password authentication failed|no password supplied": (
        "the user or the password was rejected. Check the data source."
    ),
    r"pg_hba\.conf.*(no encryption|SSL off)": (
        "the server doesn't allow this user from this host without TLS. Set sslmode=require in the "
        "data source, or check its pg_hba.conf."
    ),
    r"\[(1820|1862|4151|3118)\]": (
        "the account is locked, or its password has expired. Unlock it or set another in the "
        "database."
    ),
    r"\[(28000|1044|1130)\]|pg_hba\.conf|role .* does not exist": (
        "the server doesn't allow this user from this host. Check its pg_hba.conf or accounts."
    ),
    r"\[(3D000|1049)\]|database .* does not exist": (
        "the server has no such database. Check the data source."
    ),
    r"does not support SSL|SSL is required but": (
        "the data source requires TLS, which the server doesn't offer."
    ),
    r"invalid response to SSL negotiation|expected authentication request from server": (
        "another kind of server responds there. Is SqlSettings.DriverName that of the database?"
    ),
    r"\[3159\]|insecure transport": "the server requires TLS. Add it to the data source.",
    r"\[(53300|1040|1203)\]|too many|connection slots": (
        "the server has no free connection. Raise its limit, or try again."
    ),
    r"\[(57P03|1053)\]|starting up|shutting down": "the server is starting or stopping. Try again.",
    r"\[(42P01|1146)\]|no such table": "a table is missing. Is this Mattermost's database?",
    r"\[(42703|1054)\]|no such column": (
        "a column is missing. Is this the database of Mattermost 5.30 or later?"
    ),
    r"\[(42501|1142|1143)\]": "the user is not allowed to read a table. Grant it SELECT.",
    r"permission denied": (
        "the account that runs support-packet is not allowed to use that Unix socket."
    ),
    r"\[(25006|1792)\]|readonly database": "a query tried to write; this connection is read-only.",
    r"\[(22021|22P05)\]": "the database contains text that is not valid UTF-8. Correct it there.",
    r"transaction blocks not allowed": (
        "the pooler in front of the server allows no transactions, without which Mattermost can't "
        "run either. Set its pool_mode to transaction or session."
    ),
    r"\[(42704|22023)\]|unsupported startup parameter": (
        "the server rejected a run-time parameter of the data source. Remove it."
    ),
    r"session is (not )?read-only|server is (not )?in hot standby": (
        "no server is of the kind that target_session_attrs of the data source asks for. Is the "
        "primary down?"
    ),
    r"invalid \w+ value|weak sslmode": (
        "a parameter of the data source has a value that it can't have. Correct it."
    ),
    r"authentication plugin .* not configured": (
        "the user logs in by a method that support-packet doesn't know. Let it log in by "
        "caching_sha2_password, mysql_native_password or ed25519."
    ),
    r"\[(2059|1251)\]": (
        "the server asks for the password in a way that the data source doesn't allow."
    ),
    r"'pynacl' package": (
        "the user logs in with ed25519, for which the Python package PyNaCl is missing. Install "
        "support-packet[ed25519]."
    ),
    r"'cryptography' package": (
        "the user's authentication method needs TLS or the Python package cryptography."
    ),
    r"\[(2006|2013|57P01)\]|closed (the connection|unexpectedly)|EOF": (
        "the connection was lost. Is the server running?"
    ),
}
_MAX_SEARCHED = 1000
_PATTERNS = [(re.compile(key, re.IGNORECASE), reason) for key, reason in _REASONS.items()]


def explain(error: BaseException, timeout: float) -> str:
    """Return why `error` happened and what to do; each wait was limited to `timeout` seconds."""
    original = _original(error)
    text = described_error(error)
    for pattern, reason in _PATTERNS:
        if pattern.search(text):
            return reason.format(timeout=timeout)
    kind = type(original).__name__
    return f"it doesn't respond as Mattermost's database would ({kind}). Check the data source."


def described_error(error: BaseException) -> str:
    """Return `[code] message` of the driver's error, to search in: it may contain credentials."""
    original = _original(error)
    return "timed out" if isinstance(original, TimeoutError) else _described(original)


def _original(error: BaseException) -> BaseException:
    # Of an error of SQLAlchemy, which is not loaded where a driver alone has failed.
    return getattr(error, "orig", None) or error


def _described(error: BaseException) -> str:
    # PyMySQL's SQLSTATE is coarser than MySQL's own number.
    numbered = bool(error.args) and isinstance(error.args[0], int)
    code = error.args[0] if numbered else getattr(error, "sqlstate", "")
    return f"[{code}] {error}"[:_MAX_SEARCHED]
