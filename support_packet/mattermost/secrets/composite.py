"""Splits a text that holds credentials and other things: headers, lists, YAML, XML, queries.

It reads no format exactly. What it has to find is the values as they are written in a log.
"""

import base64
import binascii
import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote, unquote_plus

from support_packet.mattermost.secrets.embedded import credentials_in
from support_packet.secret_names import AUTHORIZATION_SCHEMES

MAX_COMPOSITE_LENGTH = 16 * 1024
"""The longest text that is split; in a longer one only JSON and credentials of URLs are found."""

_SCHEME = re.compile(
    rf"(?:[\w-]{{1,64}}\s*:\s*)?(?P<scheme>{AUTHORIZATION_SCHEMES})[ \t:=]+(?P<value>\S{{4,}})\s*",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"[^\s:/=,;]{1,64}:(?!//)(?P<value>\S.*)", re.DOTALL)
_QUOTED = r"\"(?>(?:[^\"\\]|\\.)*)\"|'(?>(?:[^'\\]|\\.|'')*)'"
_ITEM_IN_QUOTES = re.compile(
    rf"(?:^|(?<=[,;|\t\n\[]))[ ]*(?P<item>{_QUOTED})[ ]*(?=[,;|\t\r\n\]]|$)"
)
_PAIR = re.compile(
    r"(?P<quote>[\"']?)(?P<name>[A-Za-z0-9_.][\w.-]{0,63})(?P=quote)[ \t]{0,4}[:=]"
    r"(?!//|[0-9]{1,5}(?:[/?#,;\s]|$))[ \t]{0,4}"  # neither a URL nor a port
    rf"(?P<value>{_QUOTED}|[^\s,;&|\"'<>]+)"
)
_YAML_LINE = re.compile(
    r"^[ \t-]{0,64}(?P<name>[A-Za-z0-9_.-]{1,64})[ \t]{0,4}[:=][ \t]{1,16}"
    r"(?P<value>[^\s\"'|>{\[].*)$",
    re.MULTILINE,
)
_ELEMENT = re.compile(
    r"<(?:[\w-]{1,32}:)?(?P<name>[\w.-]{1,64})[^<>]{0,256}>"
    r"\s*(?:<!\[CDATA\[(?P<data>.*?)\]\]>|(?P<value>[^<]+))",
    re.DOTALL,
)
_DATA_SOURCE = re.compile(r"[^\n]*(?:://|@[A-Za-z0-9]{0,10}\()[^\n]*")
_COMMENT = re.compile(r"\s#.*")
_MIN_BARE = 16
"""The fewest characters after a scheme that need no digit to be taken for a credential."""

_AFTER_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s/?#]*(?P<rest>[/?#]\S*)")
_HOOK = re.compile(r"/hooks/(?P<id>[a-z0-9]{26})(?![a-z0-9])")
_SEPARATOR = re.compile(r"[,;|\t\r\n]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_COMPOSED = re.compile(r"[:={\n]")
_PAIRED = re.compile(r"[=&:](?!=*$)")
_AROUND = " \t\r\n\"'`()[]{}"


class Part(NamedTuple):
    """A part of a text, and the `name` before it, if there is one.

    `certain` means that a credential must be in its place, whatever its name.
    """

    name: str
    text: str
    certain: bool = False


def parts_of(text: str) -> Iterator[Part]:
    """Yield what `text` holds; of JSON, which `parsed` reads, only the credentials."""
    if text.isascii() and text.isalnum():
        return  # one word: nothing below is without a mark or a space
    credentials = sorted(credentials_in(text))
    yield from (Part("", credential, certain=True) for credential in credentials)
    is_data_source = credentials and _DATA_SOURCE.fullmatch(text)
    if len(text) <= MAX_COMPOSITE_LENGTH and not is_data_source and parsed(text) is None:
        yield from (part for part in _parts(text) if part.text != text)


def parsed(text: str) -> Any:
    """Return the JSON object, list or string that `text` is, or None."""
    if not text.lstrip().startswith(("{", "[", '"')):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def decoded(text: str) -> str:
    """Return the text that is composed of several and of which `text` is the base64, or ""."""
    if not _BASE64.fullmatch(text):
        return ""
    try:
        padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
        plain = base64.b64decode(padded, altchars=b"-_" if {*"-_"} & {*text} else None).decode()
    except (binascii.Error, ValueError):
        return ""
    readable = plain.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()
    return plain if readable and _COMPOSED.search(plain) else ""


def _parts(text: str) -> Iterator[Part]:
    if scheme := _SCHEME.fullmatch(text):
        yield _after_scheme(scheme)
        return
    if login := _LOGIN.fullmatch(text):
        yield from _spellings("", login["value"])
    for element in _ELEMENT.finditer(text):
        yield Part(element["name"], html.unescape(element["data"] or element["value"]).strip())
    for line in _YAML_LINE.finditer(text):
        yield from _spellings(line["name"], _COMMENT.sub("", line["value"]))
    for pair in _PAIR.finditer(text):
        if "@" not in pair["value"] or pair["value"][0] in "'\"":
            yield from _spellings(pair["name"], pair["value"])
    if url := _AFTER_HOST.fullmatch(text):
        yield from (Part("", hook["id"], certain=True) for hook in _HOOK.finditer(text))
        yield from (Part("", unquote(item)) for item in re.split("[/?&=#]", url["rest"]))
    quoted = [item["item"].strip(_AROUND) for item in _ITEM_IN_QUOTES.finditer(text)]
    items = [item.strip().removeprefix("- ").strip(_AROUND) for item in _SEPARATOR.split(text)]
    if len(items) > 1:
        yield from (Part("", item) for item in (*quoted, *items) if not _PAIRED.search(item))


def _after_scheme(scheme: re.Match[str]) -> Part:
    value = scheme["value"]
    is_word = value.isalpha() and len(value) < _MIN_BARE
    return Part("", value, certain=not is_word)


def _spellings(name: str, value: str) -> Iterator[Part]:
    """Yield a value as it is written, without quotes, and decoded as those of URLs are."""
    plain = value.strip()
    if plain[:1] in ("'", '"') and plain[-1:] == plain[:1]:
        plain = plain[1:-1]
    for spelling in dict.fromkeys((plain, unquote(plain), unquote_plus(plain))):
        yield Part(name, spelling)
        if scheme := _SCHEME.fullmatch(spelling):
            yield _after_scheme(scheme)
