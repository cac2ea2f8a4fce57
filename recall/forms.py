"""The forms in which a known value turns up in files."""

import base64
import html
import json
import re
import shlex
import textwrap
from collections.abc import Callable
from urllib.parse import quote
from xml.sax.saxutils import escape

_FIRST_OF_MIME = 4
_MIME_WIDTH = 76
_SHORT_WIDTH = 10


def in_json(text: str) -> str:
    """Return a text as it is written within a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _gson(text: str) -> str:
    return re.sub(r"[<>&='+]", lambda mark: f"\\u{ord(mark[0]):04x}", in_json(text))


def _dotnet(text: str) -> str:
    return re.sub(r"[<>&'+\"]", lambda mark: f"\\u{ord(mark[0]):04X}", text.replace("\\", "\\\\"))


def _lines(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


def _mime(text: str) -> str:
    """Return base64 whose first line has room for four letters only."""
    whole = _base64(text)
    return whole[:_FIRST_OF_MIME] + "\n" + _lines(whole[_FIRST_OF_MIME:], _MIME_WIDTH)


def _escapes(text: str) -> str:
    return "".join(f"\\u{ord(mark):04x}" for mark in text)


FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "json": in_json,
    "json_twice": lambda text: in_json(in_json(text)),
    "json_thrice": lambda text: in_json(in_json(in_json(text))),
    "gson": _gson,
    "dotnet": _dotnet,
    "escapes": _escapes,
    "percent": lambda text: quote(text, safe=""),
    "percent_path": quote,
    "percent_twice": lambda text: quote(quote(text, safe=""), safe=""),
    "base64": _base64,
    "base64_bare": lambda text: _base64(text).rstrip("="),
    "base64_url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64_twice": lambda text: _base64(_base64(text)),
    "base64_mime": _mime,
    "wrapped": lambda text: _lines(text, _SHORT_WIDTH),
    "hex": lambda text: text.encode().hex(),
    "bytes": lambda text: "[" + " ".join(map(str, text.encode())) + "]",
    "html": html.escape,
    "html_numeric": lambda text: "".join(f"&#{ord(mark)};" for mark in text),
    "xml": escape,
    "shell": lambda text: shlex.quote(text + " ")[1:-2],
    "sql": lambda text: text.replace("'", "''"),
    "python": lambda text: repr(text)[1:-1],
    "cut": lambda text: text[: len(text) * 3 // 4],
}
"""How a value may be written; `cut` leaves three quarters of it."""
