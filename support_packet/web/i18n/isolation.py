"""Keeps what is read from left to right in one piece within text from right to left.

Without it a path begins at its right end, and a period changes its side. By hand: no library finds
what to isolate, and marking it in 21 catalogs would be forgotten.
"""

import re

FIRST_STRONG_ISOLATE = "\N{FIRST STRONG ISOLATE}"
POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"

_WORD = r"[!-~]*[A-Za-z][!-~]*"
_TOKENS = re.compile(
    rf"(?P<kept>{FIRST_STRONG_ISOLATE}[^{POP_ISOLATE}]*{POP_ISOLATE}"  # isolated already,
    r"|%\(\w+\)s|\{\w+\})"  # placeholders,
    rf"|(?P<foreign>{_WORD}(?: (?:{_WORD}|[0-9][!-~]*))*)"  # words of ASCII, with numbers
    r"|(?P<path>[-+/~.]+[0-9][!-~]*)"
)
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
_LONE = re.compile(rf"(?<![\w=/.:-])(?:{_PLACEHOLDER.pattern})(?!\.?[\w=/-])", re.ASCII)
"""One that is not a part of a word, such as that in `NAME=%(name)s`."""
_OPENING = "([\"'`"
_CLOSING = tuple(")].,:;!?\"'`")
_PAIRS = {")": "(", "]": "["}


def isolate(text: str) -> str:
    """Return `text`, of a language from right to left, with its foreign parts isolated."""
    return _TOKENS.sub(_isolated, text)


def isolate_values(template: str) -> str:
    """Return `template` with its values isolated: two next to each other would become one piece."""
    return _LONE.sub(rf"{FIRST_STRONG_ISOLATE}\g<0>{POP_ISOLATE}", template)


def _isolated(found: re.Match[str]) -> str:
    if found["kept"]:
        return found[0]
    # Placeholders within a run of words are filled later.
    parts = _PLACEHOLDER.split(found[0])
    holders = [*_PLACEHOLDER.findall(found[0]), ""]
    return "".join(_wrapped(part) + holder for part, holder in zip(parts, holders, strict=True))


def _wrapped(text: str) -> str:
    inner = text.strip().lstrip(_OPENING)
    while inner.endswith(_CLOSING) and not _closes_own(inner):
        inner = inner[:-1]
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{FIRST_STRONG_ISOLATE}{inner}{POP_ISOLATE}{after}"


def _closes_own(text: str) -> bool:
    """Return whether the last character is a bracket that was opened within `text`."""
    opening = _PAIRS.get(text[-1])
    return opening is not None and text.count(opening) >= text.count(text[-1])
