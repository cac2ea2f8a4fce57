"""Credentials inside a text that is otherwise harmless: URLs, data sources, `key=value` pairs."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, unquote_plus

from support_packet.mattermost.secrets.sensitive_keys import MASK, names_secret
from support_packet.mattermost.sql.dsn import secrets_in
from support_packet.secret_names import pair_expression

_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY")
_URL = re.compile(
    r"(?P<before>(?:\b[A-Za-z][A-Za-z0-9+.-]{0,30}:|(?<![^\s\"']))//)(?P<rest>[^\s\"'<>]+)"
)
# A password may hold "/", which ends the authority: then a port that is not a number gives it away.
_NEXT_HOST = r",\s?(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|[A-Za-z0-9.-]{1,100}:[0-9])"
_NO_PORT = r"(?!\s|[0-9]{1,5}(?:[/?#\s]|" + _NEXT_HOST + r"|$))"
_STARTS_WITH_USER = re.compile(r"[^/?#]*@|[^/?#@:\[]*:" + _NO_PORT)
# What a URL cannot hold, its password may, if it was typed as it is.
_ONLY_URL = re.compile(
    r"(?P<before>\s*[A-Za-z][A-Za-z0-9+.-]{0,30}://)(?P<rest>[^\s/?#@:\[]*:" + _NO_PORT + r".*)",
    re.DOTALL,
)
_ONLY_LOGIN = re.compile(
    r"(?P<before>\s*)(?P<user>(?!(?:mailto|sips?|tel|xmpp):)[^\s:/@]+:[^\s/]+"
    r"(?=@[\w.-]+(?::[0-9]{1,5})?\s*$)|[^\s:/@(]*:(?!//).+(?=@[A-Za-z0-9]{0,10}\())",
    re.DOTALL,
)
_GO_MYSQL = re.compile(
    r"(?P<before>^|[\s\"'])(?P<user>[^\s:\"']*:[^\s\"']*)(?=@[A-Za-z0-9]{0,10}\()"
)
_NAME = re.compile(r"(?:^|[\s?&;,#\"'])(?P<name>[A-Za-z0-9_.-]{1,64})[ \t]{0,2}=")
_VALUE = re.compile(
    r"(?P<space>(?:[ \t]{1,2}(?![A-Za-z0-9_.-]{1,64}[ \t]{0,2}=))?)"
    r"(?P<value>'(?>(?:[^'\\]|\\.)*)'|\"(?>(?:[^\"\\]|\\.)*)\"|[^\s&;,#]+)"
)
_QUOTES = "'\"`()[]{}<>"
_SECRET_IN_PAIRS = re.compile(pair_expression(), re.IGNORECASE)


def mask_embedded(text: str) -> tuple[str, frozenset[str]]:
    """Return `text` with its credentials masked, and those credentials, decoded and as written."""
    if _PRIVATE_KEY.search(text):
        return MASK, frozenset({text})
    found: set[str] = set()

    if whole := _ONLY_URL.fullmatch(text):
        text = _mask_user_of_url(found)(whole)
    elif whole := _ONLY_LOGIN.match(text):
        text = _mask_user(found)(whole) + text[whole.end() :]
    text = _URL.sub(_mask_user_of_url(found), text)
    text = _GO_MYSQL.sub(_mask_user(found), text)
    return "".join(_mask_pairs(text, found)), frozenset(found - {"", MASK})


def credentials_in(text: str) -> frozenset[str]:
    """Return the secrets inside `text`, also those of a data source of either driver."""
    return secrets_in(text) | mask_embedded(text)[1]


def _mask_user_of_url(found: set[str]) -> Callable[[re.Match[str]], str]:
    def mask(match: re.Match[str]) -> str:
        # To be safe, the user ends at the last "@".
        user, at, rest = match["rest"].rpartition("@")
        if not user or not _STARTS_WITH_USER.match(match["rest"]):
            return match[0]
        found.update(_credentials(user))
        return match["before"] + MASK + at + rest

    return mask


def _mask_user(found: set[str]) -> Callable[[re.Match[str]], str]:
    def mask(match: re.Match[str]) -> str:
        found.update(_credentials(match["user"]))
        return match["before"] + MASK

    return mask


def _credentials(user: str) -> set[str]:
    """Return what is secret in `name:password`: both together, and the password alone.

    Where `user` is a list of URLs but for the last one's host, also those of each.
    """
    found = set()
    for each in (user, user.partition("@")[0], *user.split("://")):
        login = each.rpartition("@")[0] if each is not user and "@" in each else each
        password = login.partition(":")[2]
        found |= {login, unquote(login), password, unquote(password)}
    return found


def _mask_pairs(text: str, found: set[str]) -> Iterator[str]:
    """Yield `text` piece by piece, with the values of secret names masked."""
    position = 0
    for key in _NAME.finditer(text):
        is_secret = names_secret(key["name"]) or _SECRET_IN_PAIRS.fullmatch(key["name"])
        value = _VALUE.match(text, key.end()) if is_secret and key.start() >= position else None
        if value and value["value"] != MASK:
            plain = value["value"].strip(_QUOTES)
            found.update({value["value"], unquote_plus(value["value"]), plain, unquote_plus(plain)})
            yield text[position : value.start("value")] + MASK
            position = value.end()
    yield text[position:]
