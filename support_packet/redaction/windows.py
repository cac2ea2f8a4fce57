r"""What the forms of a value have in them, found without making the forms.

Most secrets have a run of characters that all programs write alike. What is made of a value is made
of a few characters after the other, so that the forms of the run's first characters are in the
forms of the value. Of thousands of values this is all that is needed, until one of them is met.

    k7Qz2mV9xT4b...    k7Qz2mV9    azdRejJt    \u006b\u0037\u0051    107, 55, 81
"""

import re
from binascii import b2a_base64

from support_packet.redaction.base64_alignments import certain_base64
from support_packet.redaction.encodings import forms_by_character
from support_packet.redaction.url_forms import is_same_in_urls, url_forms
from support_packet.redaction.values import MAX_LITERAL_BYTES, MIN_CHARACTERS, url_safe_base64

_FOR_PLAIN, _FOR_ANY = 6, 12
"""How many bytes of a form one character becomes: `\\u0061`, `\\\\u0026#x27;`. What is too long
is searched for in pieces."""

_CHARACTERS = 3
"""Enough of what is written by characters: then few values have the same."""

_BYTES = 6
"""Enough of what base64 is made of: it makes eight characters of them."""

_PLAIN = re.compile(r"[A-Za-z0-9_.~-]+")
_ANY = re.compile(r"[!#-\[\]-~]+")
"""What YAML never folds: other characters are escaped, and a line may end after an escape."""

_RUN = re.compile(r"[A-Za-z0-9_.-]{8,}")
"""What all programs write alike, also next to other characters."""


class Run:
    """Characters of a value that all programs write alike: bytes `start` to `end` of `raw`."""

    __slots__ = "end", "raw", "start"

    def __init__(self, raw: bytes, start: int, end: int) -> None:
        self.raw = raw
        self.start = start
        self.end = end


def run_of(value: str) -> Run | None:
    """Return a run of `value`, `None` if its forms have to be made to know what is in them."""
    text = value.strip()
    if _PLAIN.fullmatch(text):
        is_short = MIN_CHARACTERS <= len(text) <= MAX_LITERAL_BYTES // _FOR_PLAIN
        return Run(text.encode(), 0, len(text)) if is_short else None
    if len(text) > MAX_LITERAL_BYTES // _FOR_ANY or not _ANY.fullmatch(text):
        return None
    found = _RUN.search(text)
    return Run(text.encode(), *found.span()) if found else None


def beginnings(run: Run) -> set[bytes]:
    """Return windows of which one is in each form of a value, and in the parts of it.

    Those are the first bytes of its run. Of the parts that `broken_values` searches for, a window
    is at the beginning or, backward, at the end.
    """
    raw, start = run.raw, run.start
    aligned = start + -start % 3
    windows = _windows(raw[start : start + _BYTES], raw[aligned : aligned + _BYTES])
    windows.update(certain_base64(raw[:_BYTES]), certain_base64(raw[-_BYTES:]))
    windows.update((raw[start : start + MIN_CHARACTERS], raw[:MIN_CHARACTERS]))
    return windows


def endings(run: Run) -> set[bytes]:
    """Return windows of which one is in each form of a value: the last bytes of its run."""
    raw, end = run.raw, run.end
    aligned = end - end % 3
    windows = _windows(raw[end - _BYTES : end], raw[aligned - _BYTES : aligned], from_end=True)
    windows.add(raw[end - MIN_CHARACTERS : end])
    return windows


def _windows(raw: bytes, aligned: bytes, *, from_end: bool = False) -> set[bytes]:
    """Return the forms of a part of a run: of some characters, bytes, and bytes of base64.

    `aligned` is what base64 of the whole value makes eight characters of.
    """
    some = raw[-_CHARACTERS:] if from_end else raw[:_CHARACTERS]
    once = b2a_base64(aligned, newline=False)
    once = once[-_BYTES:] if from_end else once[:_BYTES]
    windows = {*forms_by_character(some.decode(), some), *certain_base64(once)}
    for encoded in certain_base64(raw):
        windows.add(encoded)
        if not is_same_in_urls(encoded):
            windows.add(url_safe_base64(encoded))
            windows.update(url_forms(encoded))
    return windows
