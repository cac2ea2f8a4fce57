r"""More ways to write a known value: by the numbers of characters and bytes, encoded twice, quoted.

Which program writes what is in `forms`; here are the ways that JSON, URLs and one base64 are not.
Each is one literal, or few: their number decides how long it takes to prepare a packet.
"""

import base64
import html
import json
import re
import shlex
from collections.abc import Iterator
from urllib.parse import quote_from_bytes

from support_packet.redaction.base64_alignments import certain_base64

_SPECIAL = re.compile(r"[^A-Za-z0-9_.~/-]")
_LINE_OF_CODE = re.compile(r"[A-Za-z0-9+/=_-]{16,}")
"""A line of a key or of base64; other lines may be anything."""

_DECIMAL = [str(byte) for byte in range(256)]

_ESCAPED_MARKS = (
    ("<>&='+", "04x"),  # Gson, with + as other libraries for Java have it
    ("<>&='", "04x"),
    ("<>&'+`\"", "04X"),  # .NET
    ("<>&'\"", "04x"),  # Json.NET
    ("<>&'\"", "04X"),  # PHP
)
_IN_HTML = ("'\"+", "'\"`=/")
"""What Go's templates and Mustache write by number besides `<`, `>` and `&`."""


def encodings(text: str, raw: bytes) -> Iterator[bytes]:
    """Yield `text`, which is `raw` in UTF-8, in all of these ways."""
    for form in _written(text):
        yield form.encode("utf-8", "surrogatepass") if form else b""
    yield from forms_by_character(text, raw)
    yield from _url_twice(raw)
    yield from _base64_twice(raw)
    if not raw.isascii():
        # Python's bytes: what is ASCII stays.
        yield repr(raw)[2:-1].encode()
        if b"'" in raw:
            yield repr(raw + b"\"'")[2:-4].encode()


def forms_by_character(text: str, raw: bytes) -> Iterator[bytes]:
    """Yield the forms in which each character, or byte, stands for itself, and base64 of one."""
    yield from _characters_in_numbers(text)
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    yield from _bytes_in_numbers(raw)
    yield from _utf_16(text)


def _characters_in_numbers(text: str) -> Iterator[bytes]:
    encoded = text.encode("utf-16-be", "surrogatepass")
    units = encoded.hex(" ", 2)
    for written in (units, units.upper()):
        yield ("\\u" + written.replace(" ", "\\u")).encode()
    codes = tuple(map(ord, text))
    yield ("&#%d;" * len(codes) % codes).encode()
    yield ("&#x%x;" * len(codes) % codes).encode()


def _written(text: str) -> Iterator[str]:
    if "\n" in text:
        yield from _joined(text)
    if _SPECIAL.search(text):
        yield from _marks_in_json(text)
        yield from _marks_in_html(text)
        yield from _quoted(text)


def _joined(text: str) -> Iterator[str]:
    """Yield lines that were joined, and those that are likely to be a part of a key."""
    lines = text.splitlines()
    yield from (between.join(lines) for between in ("", " ", "|"))
    yield from (line for line in map(str.strip, lines) if _LINE_OF_CODE.fullmatch(line))


def _marks_in_json(text: str) -> Iterator[str]:
    for marks, digits in _ESCAPED_MARKS:
        plain = json.dumps(text, ensure_ascii=False)[1:-1]
        for mark in marks:
            written = '\\"' if mark == '"' else mark
            plain = plain.replace(written, f"\\u{ord(mark):{digits}}")
        yield plain
        yield plain.replace("\\", "\\\\").replace('"', '\\"')
    thrice = text
    for _ in range(3):
        thrice = json.dumps(thrice, ensure_ascii=False)[1:-1]
    yield thrice


def _marks_in_html(text: str) -> Iterator[str]:
    escaped = html.escape(text, quote=False)
    yield escaped
    for marks, digits in zip(_IN_HTML, ("d", "x"), strict=True):
        form = escaped
        for mark in marks:
            number = f"#{ord(mark)}" if digits == "d" else f"#x{ord(mark):X}"
            form = form.replace(mark, f"&{number};")
        yield form


def _quoted(text: str) -> Iterator[str]:
    yield shlex.quote(f" {text}")[2:-1]  # POSIX shells; the space makes it quote in any case
    yield text.replace("'", "'\\''")
    yield re.sub(r'([\\"$`])', r"\\\1", text)  # in double quotes of a shell
    yield re.sub(r"([^\w@%+=:,./-])", r"\\\1", text)  # `printf %q` of bash
    yield re.sub(r"(['\"\\])", r"\\\1", text)  # MySQL, PHP
    yield text.replace("\\", "\\\\").replace("'", "\\'")  # Python, Ruby, JavaScript
    yield text.replace("\\", "\\\\").replace("'", "''")
    yield repr(text)[1:-1]  # also Go's %q, which writes what cannot be printed like this
    if "'" in text:
        # Within a longer text that has double quotes, too, Python escapes the single ones.
        yield repr(f"{text}\"'")[1:-4]


def _bytes_in_numbers(raw: bytes) -> Iterator[bytes]:
    numbers = " ".join([_DECIMAL[byte] for byte in raw]).encode()
    yield numbers  # Go's %v
    yield numbers.replace(b" ", b", ")  # Go's %d, JSON and Python
    spaced = raw.hex(" ").encode()
    yield spaced  # Go's % x
    yield b"\\x" + spaced.replace(b" ", b"\\x")


def _url_twice(raw: bytes) -> Iterator[bytes]:
    if once := _SPECIAL.search(raw.decode("latin-1")) and quote_from_bytes(raw, b""):
        yield once.replace("%", "%25").encode()
        yield once.replace("%20", "+").replace("%", "%25").replace("+", "%2B").encode()


def _base64_twice(raw: bytes) -> Iterator[bytes]:
    once = base64.b64encode(raw)
    twice = base64.b64encode(once)
    yield twice
    # Without the last characters, which depend on what follows and on the padding.
    bare = once.rstrip(b"=")
    yield from certain_base64(bare)


def _utf_16(text: str) -> Iterator[bytes]:
    """Yield UTF-16, which is found in either byte order, and the base64 of it.

    Big-endian text has the same bytes, moved by one. The last of them begins what comes next.
    """
    encoded = text.encode("utf-16-le", "surrogatepass")
    yield encoded
    yield from certain_base64(encoded)
