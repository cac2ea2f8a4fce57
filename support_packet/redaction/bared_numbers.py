"""Short numbers that were parts of longer ones, until what is next to them was masked.

Within a longer number a short one is there by chance, and stays. Beside a mask it stands alone, and
may be a known value that was written right before or after another secret:

    266272789aBcDeF1        26627278********************************
"""

from collections.abc import Iterator, Sequence

from support_packet.redaction.spans import Span
from support_packet.redaction.values import MIN_CHARACTERS, MIN_DIGITS_WITHIN_NUMBER

_DIGITS = b"0123456789"
_LENGTHS = range(MIN_CHARACTERS, MIN_DIGITS_WITHIN_NUMBER)


def bared_numbers(data: bytes, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield from where to where a short number is right before or after one of `spans`.

    Only where a digit is on the other side of that bound. `spans` are in order, apart.
    """
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(data)]
    for first, last in zip(ends, starts, strict=True):
        # Of most spans the first two conditions are not met.
        if first and data[first - 1 : first].isdigit() and data[first : first + 1].isdigit():
            text = data[first : min(last, first + MIN_DIGITS_WITHIN_NUMBER)]
            length = len(text) - len(text.lstrip(_DIGITS))
            if length in _LENGTHS:
                yield first, first + length
        if data[last : last + 1].isdigit() and data[last - 1 : last].isdigit():
            text = data[max(first, last - MIN_DIGITS_WITHIN_NUMBER) : last]
            length = len(text) - len(text.rstrip(_DIGITS))
            if length in _LENGTHS:
                yield last - length, last
