"""Changes input in a few places, the same for the same chance."""

import random
from collections.abc import Sequence


def mutated(data: bytes, bits: Sequence[bytes], chance: random.Random) -> bytes:
    """Return `data` changed in a few places."""
    for _ in range(chance.randint(1, 4)):
        start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(end, start + chance.choice((0, 1, 8, 64)))
        piece = chance.choice((b"", data[start:end] * 2, chance.choice(bits), chance.randbytes(3)))
        data = data[:start] + piece + data[end:]
    return data
