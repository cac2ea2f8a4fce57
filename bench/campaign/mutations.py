"""Changes input in a few places, the same for the same state of `rng`."""

import random
from collections.abc import Sequence

_MOST_CHANGES = 4
_LENGTHS = (0, 1, 8, 64)


def mutated(data: bytes, bits: Sequence[bytes], rng: random.Random) -> bytes:
    """Return `data` changed in a few places."""
    # `randrange` and `choice` would take longer than the quickest parsers.
    draw = rng.random
    for _ in range(1 + int(draw() * _MOST_CHANGES)):
        size = len(data) + 1
        one, other = int(draw() * size), int(draw() * size)
        start = min(one, other)
        end = min(max(one, other), start + _LENGTHS[int(draw() * 4)])
        match int(draw() * 4):
            case 0:
                piece = b""
            case 1:
                piece = data[start:end] * 2
            case 2:
                piece = bits[int(draw() * len(bits))]
            case _:
                piece = rng.randbytes(3)
        data = data[:start] + piece + data[end:]
    return data
