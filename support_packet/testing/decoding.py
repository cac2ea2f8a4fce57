"""Undoes what may hide a secret: escapes, encodings and archives."""

import bz2
import io
import lzma
import re
import zipfile
import zlib
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from support_packet.testing.text_decoding import TEXT_DECODERS

MAX_INFLATED_BYTES = 256 * 2**20

_BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]{8,}")
_WRAPPED_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{60,80}\r?\n[ \t]*)+[A-Za-z0-9+/_-]+")
_LINE_END = re.compile(rb"\r?\n[ \t]*")
_HEX_RUN = re.compile(rb"[0-9A-Fa-f]{16,}")
_SEPARATED_HEX = re.compile(rb"\b[0-9A-Fa-f]{2}(?:[ :][0-9A-Fa-f]{2}){7,}\b")
_UTF_16_RUN = re.compile(rb"(?:[ -~]\0){4}")


class _Decompressor(Protocol):
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_COMPRESSED: tuple[tuple[re.Pattern[bytes], Callable[[], _Decompressor]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), lambda: zlib.decompressobj(zlib.MAX_WBITS | 16)),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
    (re.compile(rb"\xfd7zXZ\0"), lzma.LZMADecompressor),
)


def _base64(data: bytes) -> bytes:
    """Decode each run that looks like base64 from its first four places on, wrapped ones too."""
    wrapped = (_LINE_END.sub(b"", run) for run in _WRAPPED_BASE64.findall(data))
    decoded = []
    for run in [*_BASE64_RUN.findall(data), *wrapped]:
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
    """Decode each run of hexadecimal digits from its first two places on, or as separate bytes."""
    separated = (re.sub(rb"[ :]", b"", run) for run in _SEPARATED_HEX.findall(data))
    return b"\0".join(
        bytes.fromhex(run[start : len(run) - (len(run) - start) % 2].decode())
        for run in [*_HEX_RUN.findall(data), *separated]
        for start in range(2)
    )


def _utf_16(data: bytes) -> bytes:
    """Decode all of `data` in either order of bytes and from its first two bytes on."""
    if not _UTF_16_RUN.search(data):
        return b""
    return b"\0".join(
        data[start:].decode(f"utf-16-{order}", "ignore").encode()
        for start in range(2)
        for order in ("le", "be")
    )


def _compressed(data: bytes) -> bytes:
    return b"\0".join(
        _decompressed(data[magic.start() :], make())
        for expression, make in _COMPRESSED
        for magic in expression.finditer(data)
    )


def _decompressed(data: bytes, decompressor: _Decompressor) -> bytes:
    try:
        return decompressor.decompress(data, MAX_INFLATED_BYTES)
    except (zlib.error, lzma.LZMAError, OSError, EOFError):
        return b""


def _zip(data: bytes) -> bytes:
    if b"PK\x05\x06" not in data:
        return b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            return b"\0".join([*map(str.encode, names), *map(archive.read, names)])
    # It lacks its beginning, is encrypted, or compressed in a way that `zipfile` does not know.
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError):
        return b""


_DECODERS: Mapping[str, Callable[[bytes], bytes]] = {
    **TEXT_DECODERS,
    "base64": _base64,
    "hex": _hex,
    "UTF-16": _utf_16,
    "compression": _compressed,
    "ZIP": _zip,
}


_ONCE = frozenset(TEXT_DECODERS) - {"JSON", "URL", "HTML"} | {"UTF-16"}
"""What is never undone twice, so that the number of ways to decode stays small."""


def decoded(data: bytes, depth: int) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Yield `data`, then what decoding makes of it, up to `depth` times, with what was undone."""
    seen = {data}
    level: list[tuple[tuple[str, ...], bytes]] = [((), data)]
    yield from level
    for _ in range(depth):
        deeper = [
            ((*undone, name), decode(known))
            for undone, known in level
            for name, decode in _DECODERS.items()
            if name not in _ONCE or name not in undone
        ]
        level = []
        for undone, text in deeper:
            if text and text not in seen:
                seen.add(text)
                level.append((undone, text))
        yield from level
