"""Undoes what may hide a secret: escapes, encodings and archives."""

import html
import io
import re
import zipfile
import zlib
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote_to_bytes

MAX_INFLATED_BYTES = 256 * 2**20

_JSON_ESCAPE = re.compile(rb'(?:\\u[0-9A-Fa-f]{4})+|\\["\\/bfnrt]')
_JSON_SHORT = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]{8,}")
_GZIP_MAGIC = re.compile(rb"\x1f\x8b\x08")
_HEX_RUN = re.compile(rb"[0-9A-Fa-f]{16,}")


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


def _yaml(data: bytes) -> bytes:
    return data.replace(b"''", b"'")


def _base64(data: bytes) -> bytes:
    """Decode each run that looks like base64 from its first four places on."""
    decoded = []
    for run in _BASE64_RUN.findall(data):
        for start in range(4):
            whole = run[start : start + (len(run) - start) // 4 * 4]
            rest = run[start + len(whole) :]
            padded = whole + (rest + b"==" if len(rest) > 1 else b"")
            is_url = b"-" in padded or b"_" in padded
            decoded.append(
                urlsafe_b64decode(padded + b"==") if is_url else b64decode(padded + b"==")
            )
    return b"\0".join(decoded)


def _hex(data: bytes) -> bytes:
    """Decode each run of hexadecimal digits from its first two places on."""
    return b"\0".join(
        bytes.fromhex(run[start : len(run) - (len(run) - start) % 2].decode())
        for run in _HEX_RUN.findall(data)
        for start in range(2)
    )


def _gzip(data: bytes) -> bytes:
    return b"\0".join(_gunzip(data[magic.start() :]) for magic in _GZIP_MAGIC.finditer(data))


def _gunzip(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, MAX_INFLATED_BYTES)
    except zlib.error:
        return b""


def _zip(data: bytes) -> bytes:
    if b"PK\x05\x06" not in data:
        return b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            return b"\0".join([*map(str.encode, names), *map(archive.read, names)])
    # The last two: it is encrypted, or compressed in a way that `zipfile` does not know.
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return b""


_DECODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "JSON": _json,
    "URL": unquote_to_bytes,
    "URL form": _url_form,
    "HTML": _html,
    "YAML": _yaml,
    "base64": _base64,
    "hex": _hex,
    "gzip": _gzip,
    "ZIP": _zip,
}


def decoded(data: bytes, depth: int) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Yield `data`, then what decoding makes of it, up to `depth` times, with what was undone."""
    seen = {data}
    level: list[tuple[tuple[str, ...], bytes]] = [((), data)]
    for _ in range(depth + 1):
        yield from level
        deeper = [
            ((*undone, name), decode(known))
            for undone, known in level
            for name, decode in _DECODERS.items()
        ]
        level = []
        for undone, text in deeper:
            if text and text not in seen:
                seen.add(text)
                level.append((undone, text))
