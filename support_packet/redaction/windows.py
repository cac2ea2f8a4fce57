r"""What each form of a value begins or ends with, found without making the forms.

Most secrets are a word of characters that all programs write alike. What is made of such a value is
made of a few characters after the other, so that the forms of its first characters are what its
forms begin with. Of thousands of values this is all that is needed, until one of them is met.

    k7Qz2mV9xT4b...    k7Qz2mV9    azdRejJtVj    \u006b\u0037\u0051\u007a    107, 55, 81, 122
"""

from binascii import b2a_base64

from support_packet.redaction.base64_alignments import certain_base64
from support_packet.redaction.encodings import forms_by_character
from support_packet.redaction.url_forms import is_same_in_urls, url_forms
from support_packet.redaction.values import MAX_LITERAL_BYTES, MIN_CHARACTERS, url_safe_base64

_MOST_FOR_A_CHARACTER = 6
"""How many bytes of a form are made of one character: `\\u0061`, `&#x61;`."""

_MAX_CHARACTERS = MAX_LITERAL_BYTES // _MOST_FOR_A_CHARACTER
"""What is longer has forms that are searched for in pieces."""

_CHARACTERS = 3
"""Enough of what is written by characters: then few values have the same."""

_BYTES = 6
"""Enough of what base64 is made of: it makes eight characters of them."""


def is_simple(value: str) -> bool:
    """Return whether the forms of `value` begin and end with those of its own ends."""
    text = value.strip()
    return (
        MIN_CHARACTERS <= len(text) <= _MAX_CHARACTERS
        and text.isascii()
        and is_same_in_urls(text.encode())
    )


def beginnings(value: str) -> set[bytes]:
    """Return windows of which each form of a simple `value`, or a part of it, begins with one.

    Of the parts that `broken_values` searches for backward, each ends with one.
    """
    text = value.strip()
    raw = text.encode()
    once = b2a_base64(raw[:_BYTES], newline=False)
    windows = _windows(text[:_CHARACTERS], raw[:_BYTES], once[:_BYTES])
    windows.update(certain_base64(raw[-_BYTES:]))
    windows.add(raw[:MIN_CHARACTERS])
    return windows


def endings(value: str) -> set[bytes]:
    """Return windows of which each form of a simple `value` has one, at the end of a form."""
    text = value.strip()
    raw = text.encode()
    # Base64 goes by three bytes.
    rest = raw[-_BYTES - len(raw) % 3 :]
    once = b2a_base64(rest, newline=False).rstrip(b"=")
    windows = _windows(text[-_CHARACTERS:], raw[-_BYTES:], once[-_BYTES:])
    windows.add(raw[-MIN_CHARACTERS:])
    return windows


def _windows(text: str, raw: bytes, once: bytes) -> set[bytes]:
    """Return the forms of a part of a value: of some characters, bytes, and bytes of base64."""
    windows = {*forms_by_character(text, text.encode()), *certain_base64(once)}
    for encoded in certain_base64(raw):
        windows.add(encoded)
        if not is_same_in_urls(encoded):
            windows.add(url_safe_base64(encoded))
            windows.update(url_forms(encoded))
    return windows
