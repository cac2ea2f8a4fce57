"""Writes a text as YAML's double-quoted scalars do, which have more escapes than JSON."""

import re
from collections.abc import Callable, Iterator

_SHORT = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r",
    "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P",
}  # fmt: skip
_PLAIN = re.compile(r"[ !#-\[\]-~]*")
_NEVER_PLAIN = '"\\\x85\u2028\u2029\ufeff'


def double_quoted(text: str) -> Iterator[str]:
    r"""Yield `text` as the usual programs write it within double quotes.

    That is with escapes for all but ASCII, as PyYAML does by default, and as SnakeYAML does, with
    lower-case digits; with escapes for what is beyond `\uFFFF`, as libyaml, Go and PyYAML with
    `allow_unicode` do; and without those, as js-yaml does.
    """
    if _PLAIN.fullmatch(text):
        yield text
        return
    yield _escaped(text, _is_ascii)
    yield _escaped(text, _is_ascii, "x")
    yield _escaped(text, _is_short_unicode)
    yield _escaped(text, _is_unicode)


def _escaped(text: str, is_plain: Callable[[str], bool], digits: str = "X") -> str:
    return "".join(char if is_plain(char) else _escape(char, digits) for char in text)


def _escape(char: str, digits: str) -> str:
    if char in _SHORT:
        return "\\" + _SHORT[char]
    number = ord(char)
    for letter, width in (("x", 2), ("u", 4)):
        if number < 16**width:
            return f"\\{letter}{number:0{width}{digits}}"
    return f"\\U{number:08{digits}}"


def _is_ascii(char: str) -> bool:
    return " " <= char <= "~" and char not in _NEVER_PLAIN


def _is_short_unicode(char: str) -> bool:
    return _is_ascii(char) or (
        ("\xa0" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd") and char not in _NEVER_PLAIN
    )


def _is_unicode(char: str) -> bool:
    return _is_short_unicode(char) or char > "\uffff"
