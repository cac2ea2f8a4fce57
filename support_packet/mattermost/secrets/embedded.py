"""Credentials inside a text that is otherwise harmless: URLs, data sources, `key=value` pairs."""

import re
from collections.abc import Callable
from urllib.parse import unquote, unquote_plus

from support_packet.mattermost.secrets.sensitive_keys import MASK, names_secret

_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY")
_URL = re.compile(r"(?P<before>\b[A-Za-z][A-Za-z0-9+.-]{0,30}://)(?P<rest>[^\s\"'<>]+)")
# A password may hold "/", which ends the authority: then a port that is no number gives it away.
_STARTS_WITH_USER = re.compile(r"[^/?#]*@|[^/?#@:\[]*:(?![0-9]{1,5}(?:[/?#]|$))")
_GO_MYSQL = re.compile(r"(?P<before>^|[\s\"'])(?P<user>[^\s:\"']*:[^\s\"']*)(?=@(?:tcp|unix)?\()")
_PAIR = re.compile(
    r"(?P<before>(?:^|[\s?&;,])(?P<name>[A-Za-z0-9_.-]{1,64})=)(?P<value>[^\s&;,#]+)"
)
_SIGNATURES = frozenset({"sig", "signature", "code", "auth", "authorization", "jwt"})


def mask_embedded(text: str) -> tuple[str, frozenset[str]]:
    """Return `text` with its credentials masked, and those credentials, decoded and as written."""
    if _PRIVATE_KEY.search(text):
        return MASK, frozenset({text})
    found: set[str] = set()

    text = _URL.sub(_mask_user_of_url(found), text)
    text = _GO_MYSQL.sub(_mask_user(found), text)
    return _PAIR.sub(_mask_pair(found), text), frozenset(found - {"", MASK})


def _mask_user_of_url(found: set[str]) -> Callable[[re.Match[str]], str]:
    def mask(match: re.Match[str]) -> str:
        # Rather too much than too little: the last "@" is taken for the end of the user.
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
    """Return what is secret in `name:password`: both together, and the password alone."""
    password = user.partition(":")[2]
    return {user, unquote(user), password, unquote(password)}


def _mask_pair(found: set[str]) -> Callable[[re.Match[str]], str]:
    def mask(match: re.Match[str]) -> str:
        if not names_secret(match["name"]) and match["name"].lower() not in _SIGNATURES:
            return match[0]
        found.update({match["value"], unquote_plus(match["value"])})
        return match["before"] + MASK

    return mask
