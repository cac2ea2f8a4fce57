"""The names that make a value a secret, with a column for each place that asks.

Every expression of such names is built from the table below, so that a new name is added once,
with a yes or a no for each use. The answers differ on purpose: a name that is rare in a
configuration (`code`, `sig`) is common in a log, where masking all that follows it would leave
nothing to read.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Key(Enum):
    """How a configuration key or environment variable holds the name; upper and lower case alike.

    Keys that end with `file`, `path` or the like are left out, see `sensitive_keys`.
    """

    NO = "no"
    ANYWHERE = "anywhere"
    END = "at the end"


class Pair(Enum):
    """How the key of a `key=value` pair within a configured text holds the name."""

    NO = "no"
    AS_KEY = "as in keys"
    WHOLE = "the whole name"
    END = "at the end"


class DataSource(Enum):
    """Whether a parameter of a data source name is called so, also with `ssl` before it."""

    NO = "no"
    WHOLE = "the whole name"


class Text(Enum):
    """What a rule of the redactor takes the value for that follows the name in any file."""

    NO = "no"
    PASSWORD = "password"  # noqa: S105 -- a word for people
    SHORT_NAME = "password, if it looks like one"
    TOKEN = "token"  # noqa: S105 -- a word for people
    KEY = "token, if one of the words for keys is before it"
    OWN_RULE = "by its own rule"


class SecretName(NamedTuple):
    """One name, or names with the same answers, as a regular expression in lower case.

    `not_after` are endings of harmless words that end with the name, for its use in keys.
    """

    name: str
    key: Key
    pair: Pair
    data_source: DataSource
    text: Text
    not_after: tuple[str, ...] = ()


KEY_WORDS = (
    *("api", "access", "secret", "private", "auth", "session", "shared", "encryption", "encrypt"),
    *("decryption", "signing", "split", "hmac", "account", "application", "license", "master"),
    *("routing", "validation", "fernet", "network", "cipher", "link"),
    *("admin", "device", "activation"),
)
"""What comes before `key`, with a mark or without, in the name of a key that is secret."""

_KEYS = f"(?:{'|'.join(KEY_WORDS)})[-_]?key"
_ENDING_IN_PW = "bindpw|rootpw|userpw|adminpw|attendeepw|moderatorpw"

STRONG_WORDS = ("access", "refresh", "auth", "api", "secret", "bot", "private", "session")
"""What comes before `token` or `key` in names after which even a short value is a secret."""

# fmt: off
SECRET_NAMES = (
    #          name               keys          pairs        data sources      any text
    SecretName("password",        Key.ANYWHERE, Pair.AS_KEY, DataSource.WHOLE, Text.PASSWORD),
    SecretName("passwd",          Key.ANYWHERE, Pair.AS_KEY, DataSource.WHOLE, Text.PASSWORD),
    SecretName("pass[-_]?phrase", Key.ANYWHERE, Pair.AS_KEY, DataSource.WHOLE, Text.PASSWORD),
    SecretName("secret",          Key.ANYWHERE, Pair.AS_KEY, DataSource.WHOLE, Text.PASSWORD),
    SecretName("pasword|psswd|passwrod|passowrd|passwrd",
                                  Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.PASSWORD),
    # Abbreviated, cut short or misspelled.
    SecretName("passw|paswo",     Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.NO),
    SecretName("pwd",             Key.ANYWHERE, Pair.AS_KEY, DataSource.WHOLE, Text.SHORT_NAME),
    SecretName("pass",            Key.END,      Pair.AS_KEY, DataSource.WHOLE,
               Text.SHORT_NAME, not_after=("by", "com")),
    SecretName("pw",              Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.SHORT_NAME),
    SecretName(_ENDING_IN_PW,     Key.NO,       Pair.NO,     DataSource.NO,    Text.PASSWORD),
    # As Redis, LDAP's libraries and door locks call it.
    SecretName("requirepass",     Key.END,      Pair.AS_KEY, DataSource.NO,    Text.PASSWORD),
    SecretName("masterauth",      Key.NO,       Pair.NO,     DataSource.NO,    Text.PASSWORD),
    SecretName("authtok",         Key.NO,       Pair.NO,     DataSource.NO,    Text.PASSWORD),
    SecretName("pass[-_]?code",   Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.PASSWORD),
    # Tokens and keys.
    SecretName("token",           Key.ANYWHERE, Pair.AS_KEY, DataSource.WHOLE, Text.TOKEN),
    SecretName("signature",       Key.NO,       Pair.END,    DataSource.NO,    Text.TOKEN),
    SecretName("signatureprovided", Key.NO,     Pair.NO,     DataSource.NO,    Text.TOKEN),
    SecretName("credential",      Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.TOKEN),
    SecretName("credentials",     Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.TOKEN),
    SecretName("(?:link|security|invite|reset|password|ticket)[-_]?salt",
                                  Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.TOKEN),
    SecretName("secret[-_]?id",   Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.TOKEN),
    SecretName("key[-_]?base",    Key.NO,       Pair.NO,     DataSource.NO,    Text.TOKEN),
    SecretName("verifier",        Key.NO,       Pair.NO,     DataSource.NO,    Text.TOKEN),
    SecretName("client[-_]?state", Key.NO,      Pair.NO,     DataSource.NO,    Text.TOKEN),
    SecretName(_KEYS,             Key.END,      Pair.AS_KEY, DataSource.NO,    Text.KEY),
    SecretName("apikey",          Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.OWN_RULE),
    SecretName("keys?",           Key.END,      Pair.AS_KEY, DataSource.NO,    Text.NO),
    SecretName("salt",            Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.NO),
    SecretName("private",         Key.ANYWHERE, Pair.AS_KEY, DataSource.NO,    Text.NO),
    # What requests carry: headers, parameters, cookies.
    SecretName("authorization",   Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.OWN_RULE),
    SecretName("auth",            Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.NO),
    SecretName("code",            Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.OWN_RULE),
    SecretName("sig",             Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.OWN_RULE),
    SecretName("samlresponse",    Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.OWN_RULE),
    SecretName("assertion",       Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.NO),
    SecretName("j?session-?_?id", Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.OWN_RULE),
    # In any text it is known by its shape, whatever its name is.
    SecretName("jwt",             Key.NO,       Pair.WHOLE,  DataSource.NO,    Text.OWN_RULE),
)
# fmt: on

ACCESS_KEY_ID = r"(?:access|api)[-_]?key[-_]?id$"
"""The end of a setting's name whose value belongs to a secret key, and is masked with it."""

AUTHORIZATION_SCHEMES = (
    r"Bearer|Basic|Token|Negotiate|NTLM|SSWS|ApiKey|GenieKey|Splunk|Key|OAuth|AWS4-HMAC-SHA256"
    r"|DirectLogin|hmac|JWT"
)
"""What comes before a credential in the value of a header that a setting holds."""


def key_expression() -> str:
    """Return what to search a key for."""
    return "|".join(_key_expressions())


def pair_expression() -> str:
    """Return what the whole name of a pair matches that is secret in pairs only."""
    prefixes = {Pair.WHOLE: "", Pair.END: ".*"}
    return "|".join(prefixes[row.pair] + row.name for row in SECRET_NAMES if row.pair in prefixes)


def data_source_expression() -> str:
    """Return what the whole name of a data source's parameter matches, but for its prefix."""
    return "|".join(row.name for row in SECRET_NAMES if row.data_source is DataSource.WHOLE)


def text_expression(answer: Text) -> bytes:
    """Return the names with this answer for text, as the rules of the redactor need them."""
    return "|".join(row.name for row in SECRET_NAMES if row.text is answer).encode()


def spelled_out(answer: Text) -> bytes:
    """Return all spellings of the names with this answer for text, as one expression.

    For hyperscan, which is fast at texts and slow at `[-_]?` before more.
    """
    spellings = (name for row in SECRET_NAMES if row.text is answer for name in _spell(row.name))
    return "|".join(spellings).encode()


IN_FILES = rb"(?i:requirepass|masterauth|bindpw|rootpw)"
"""Names of the table that come before a space in files of settings, and in no sentence."""


def _spell(expression: str) -> Iterator[str]:
    """Yield what an expression of the table matches."""
    if group := re.fullmatch(r"\(\?:([^)]*)\)(.*)", expression):
        beginnings, rest = group[1].split("|"), group[2]
    elif "|" in expression:
        beginnings, rest = expression.split("|"), ""
    elif "[-_]?" in expression:
        before, rest = expression.split("[-_]?", 1)
        beginnings = [before, before + "-", before + "_"]
    else:
        beginnings, rest = [expression], ""
    for beginning in beginnings:
        yield from (beginning + end for end in (_spell(rest) if rest else [""]))


def _key_expressions() -> Iterator[str]:
    for row in SECRET_NAMES:
        exceptions = "".join(f"(?<!{ending})" for ending in row.not_after)
        if row.key is Key.ANYWHERE:
            yield row.name
        elif row.key is Key.END:
            yield f"{exceptions}(?:{row.name})$"
