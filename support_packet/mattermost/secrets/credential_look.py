"""Decides whether a text looks like a credential or is harmless, where its name does not say."""

import ipaddress
import re
from urllib.parse import unquote, urlsplit

MIN_CREDENTIAL_LENGTH = 16
MAX_CREDENTIAL_LENGTH = 4096
MIN_LETTERS = 4
MIN_DIFFERENT = 8
MIN_CHANGES = 0.2
"""The smallest share of adjacent characters of which one is a digit and the other a letter, or the
first a lower-case letter and the second a capital. Of random letters and digits it is 0.45, of
random hexadecimal digits 0.47; of names with a few numbers in them it is below 0.15."""

_TOKEN = re.compile(r"[A-Za-z0-9+/=_.~!#$%*^-]+")
_ID = re.compile(r"[ybndrfg8ejkmcpqxot1uwisza345h769]{26}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_HOST = re.compile(
    r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+[A-Za-z]{2,24}\.?"
    r"(?P<port>:[0-9]{1,5})?"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{5,15}(?:Z| ?[+-][0-9:]{4,6})?)?"
    r"|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}"
)
_PATH = re.compile(r"(?:~|\.{1,2}|[A-Za-z]:)?(?:[/\\][\w.@ -]+){2,}[/\\]?")
_WITH_PORT = re.compile(r"(?:\[(?P<v6>[^\]]*)\]|(?P<v4>[0-9.]*))(?::[0-9]{1,5})?")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s@\\]+")


def looks_like_credential(text: str) -> bool:
    """Return whether `text` is a token of letters and digits that were drawn at random.

    Ids of Mattermost, UUIDs, hosts, paths and dates do not count, whatever they look like.
    """
    return (
        len(text) <= MAX_CREDENTIAL_LENGTH
        and bool(_TOKEN.fullmatch(text))
        and _looks_random(text)
        and not is_ordinary(text)
    )


def is_address(text: str) -> bool:
    """Return whether `text` cannot be a secret, whatever its name is.

    That is a URL without credentials, an e-mail or IP address, a network, a date, or a path.
    """
    return (
        bool(_EMAIL.fullmatch(text) or _DATE.fullmatch(text))
        or _is_ip_address(text)
        or _is_harmless_url(text)
        or (bool(_PATH.fullmatch(text)) and not any(map(_looks_random, re.split(r"[/\\]", text))))
    )


def is_ordinary(text: str) -> bool:
    """Return whether `text` is harmless where its name does not make it a secret.

    Also a host, an id of Mattermost, or a UUID.
    """
    return is_address(text) or any(kind.fullmatch(text) for kind in (_HOST, _ID, _UUID))


def _changes(text: str) -> float:
    """Return the share of adjacent characters in `text` that are of different classes."""
    kinds = text.translate(_ASCII_KINDS) if text.isascii() else "".join(map(_kind, text))
    return len(_CHANGE.findall(kinds)) / max(1, len(text) - 1)


def _kind(character: str) -> str:
    """Return 0 for a digit, A for a capital, a for a lower-case letter, x for another, else -."""
    if not character.isalnum():
        return "-"
    if character.isdigit():
        return "0"
    return "A" if character.isupper() else "a" if character.islower() else "x"


_ASCII_KINDS = {code: _kind(chr(code)) for code in range(128)}
_CHANGE = re.compile("0(?=[Aax])|[Ax](?=0)|a(?=[0A])")


def _looks_random(text: str) -> bool:
    """Return whether characters of two or three classes alternate as they do by chance only."""
    digits = sum(map(str.isdigit, text))
    capitals = sum(map(str.isupper, text))
    small = sum(map(str.islower, text))
    return (
        len(text) >= MIN_CREDENTIAL_LENGTH
        and digits >= (1 if capitals and small else 2)
        and capitals + small >= MIN_LETTERS
        and len(set(text)) >= MIN_DIFFERENT
        and _changes(text) >= MIN_CHANGES
    )


def _is_ip_address(text: str) -> bool:
    with_port = _WITH_PORT.fullmatch(text)
    address = (with_port["v6"] or with_port["v4"] or "") if with_port else text
    # A number alone is an address, too, but not as anybody writes it.
    if "." not in address and ":" not in address:
        return False
    try:
        ipaddress.ip_network(address, strict=False)
    except ValueError:
        return False
    return True


def _is_harmless_url(text: str) -> bool:
    """Return whether no part of a URL after its host looks like a credential."""
    if not _URL.fullmatch(text):
        return False
    try:
        url = urlsplit(text)
    except ValueError:
        return False
    parts = re.split(r"[/?&=#;,]", unquote(f"{url.path}?{url.query}#{url.fragment}"))
    return not any(_ID.fullmatch(part) or _looks_random(part) for part in parts)
