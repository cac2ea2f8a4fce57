"""Small pieces that the expressions of several families share."""

from collections.abc import Iterable

QUOTE = rb"\\{0,3}[\"']?"
"""A quote, escaped or not, or none."""

ANY_QUOTE = rb"\\{0,3}[\"'`]?"
"""The same in sentences, where it may be that of code."""

LOWER_UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
"""A whole UUID in lower case."""

JSON_QUOTE = rb"\\{0,7}\""
DEEP_QUOTE = rb"\\{0,7}[\"']"
"""A double quote, or either quote, as often as JSON within JSON escapes it."""

ARGUMENT = rb"[^\s\"'\\,<>|;)]"
"""A character of a command's argument."""

ONE_WORD = rb"(?:(?<![\"'])|(?![^\s\"'\\]{1,64} [^\"'\\\n]{1,128}\\{0,3}[\"']))"
"""At the start of an argument: not several words in quotes, for which there is another rule."""

SIGN_AND_LETTER = rb"(?=[^\s\"'\\]{0,64}[0-9!#$%^&*])(?=[^\s\"'\\]{0,64}[A-Za-z])"
"""At the start of a secret: a digit or a sign, and a letter."""

LETTER_WITH_MARK = (
    rb"(?:" + SIGN_AND_LETTER + rb"|(?=[A-Z][a-z]{2,24}[._+-][A-Z][a-z])"  # two words
    # Or three.
    rb"|(?=[A-Za-z][a-z]{2,24}-[a-z]{2,24}-[A-Z][a-z]))"
)
"""The same, or words with capitals and marks between them: for places that nothing else is in."""


def one_by_one(names: Iterable[bytes], rest: bytes) -> bytes:
    """Return an expression for each name with the `rest` after it.

    Hyperscan makes texts of each. Of all names in one group it would be too many, and slow.
    """
    return b"|".join(name + rest for name in names)


def any_case(names: Iterable[bytes]) -> list[bytes]:
    """Return an expression for each name, in upper and lower case."""
    return [b"(?i:" + name + b")" for name in names]


IDENTIFIED = (rb"(?i:identified by|identified with|password for ['`])",)
"""How clauses of SQL begin that say the password of a user."""
