"""What comes after a name, up to the first letter or digit and by the kinds of its bytes.

There are a hundred shapes, where there are millions of texts.
"""

import re
import string

_LETTER, _DIGIT, _OTHER = b"a0\x80"
"""Any letter, digit, and byte that is not ASCII; the rest stand for themselves."""

_BYTES = {
    _LETTER: string.ascii_letters.encode(),
    _DIGIT: string.digits.encode(),
    _OTHER: bytes(range(_OTHER, 256)),
}
_KINDS = bytes(
    next((kind for kind, some in _BYTES.items() if byte in some), byte) for byte in range(256)
)
_SETS = [sum(1 << each for each in _BYTES.get(byte, bytes([byte]))) for byte in range(256)]
_SHAPE = re.compile(rb"[^A-Za-z0-9]*[A-Za-z0-9]?")


def shape_of(text: bytes) -> bytes:
    """Return the shape of `text`."""
    shape = _SHAPE.match(text)
    return shape[0].translate(_KINDS) if shape else b""


def bytes_of(shape: bytes) -> list[int]:
    """Return, for each byte of a shape, which it stands for: bit n is set if it may be byte n."""
    return [_SETS[byte] for byte in shape]
