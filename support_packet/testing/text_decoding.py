"""Undoes escapes and line breaks of text: of JSON, YAML, URLs, HTML, shells and Go."""

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote_to_bytes

_JSON_ESCAPE = re.compile(rb'(?:\\u[0-9A-Fa-f]{4})+|\\["\\/bfnrt]')
_JSON_SHORT = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}

_YAML_ESCAPE = re.compile(
    rb"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}"
    rb"|\r?\n[ \t]*|[0abtnvfreNLP_\"/\\ \t])"
)
_YAML_SHORT = {
    ord(char): value.encode()
    for char, value in zip("0abtnvfreNLP_", "\0\a\b\t\n\v\f\r\x1b\x85\u2028\u2029\xa0", strict=True)
}
_FOLD = re.compile(rb"[ \t]*\r?\n((?:[ \t]*\r?\n)*)[ \t]+")
_INDENTATION = re.compile(rb"\r?\n *")

_QUOTING = re.compile(rb"'\\''|'\"'\"'|\\(?:x([0-9A-Fa-f]{2})|([^\n]))")
_BYTE_SLICE = re.compile(rb"(?:[0-9]{1,3},? ){3,}[0-9]{1,3}")


def _unescape(escape: re.Match[bytes]) -> bytes:
    if escape[0][1:2] != b"u":
        return _JSON_SHORT.get(escape[0][1:], escape[0][1:])
    units = bytes.fromhex(escape[0].replace(b"\\u", b"").decode())
    return units.decode("utf-16-be", "replace").encode()


def _json(data: bytes) -> bytes:
    return _JSON_ESCAPE.sub(_unescape, data)


def _url_form(data: bytes) -> bytes:
    return unquote_to_bytes(data.replace(b"+", b" "))


def _html(data: bytes) -> bytes:
    return html.unescape(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _doubled_quotes(data: bytes) -> bytes:
    return data.replace(b"''", b"'")


def _unescape_yaml(escape: re.Match[bytes]) -> bytes:
    letter = escape[0][1]
    if letter in b"xuU":
        digits = escape[0][2:]
        return chr(int(digits, 16)).encode("utf-8", "surrogatepass")
    return b"" if letter in b"\r\n" else _YAML_SHORT.get(letter, escape[0][1:])


def _yaml_escapes(data: bytes) -> bytes:
    return _YAML_ESCAPE.sub(_unescape_yaml, _unfold(data, b"\\"))


def _yaml_folding(data: bytes) -> bytes:
    return _unfold(data)


def _unfold(data: bytes, unless_after: bytes = b"\0") -> bytes:
    """Join lines as YAML does; `n` empty lines between them are `n` line ends."""

    def joined(fold: re.Match[bytes]) -> bytes:
        if data.endswith(unless_after, 0, fold.start()):
            return fold[0]
        return b"\n" * fold[1].count(b"\n") or b" "

    return _FOLD.sub(joined, data)


def _yaml_block(data: bytes) -> bytes:
    return _INDENTATION.sub(rb"\n", data)


def _unquote(quote: re.Match[bytes]) -> bytes:
    return bytes.fromhex(quote[1].decode()) if quote[1] else quote[2] or b"'"


def _quoting(data: bytes) -> bytes:
    return _QUOTING.sub(_unquote, data)


def _byte_slices(data: bytes) -> bytes:
    slices = (re.findall(rb"[0-9]+", found) for found in _BYTE_SLICE.findall(data))
    return b"\0".join(bytes(int(byte) & 255 for byte in found) for found in slices)


TEXT_DECODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "JSON": _json,
    "URL": unquote_to_bytes,
    "URL form": _url_form,
    "HTML": _html,
    "YAML": _doubled_quotes,
    "YAML folding": _yaml_folding,
    "YAML escapes": _yaml_escapes,
    "YAML block": _yaml_block,
    "quoting": _quoting,
    "byte slice": _byte_slices,
}
