"""Names of secrets as separate words, and what may be their values after a space."""

from support_packet.secret_names import Text, spelled_out
from support_packet.secret_words import NOUNS, SPOKEN

TOKEN_NOUN = f"(?i:{'|'.join(NOUNS)})".encode()
"""The last word of a name after which a token follows."""

ANY_NOUN = TOKEN_NOUN[:-1] + b"|password|passwd)"
EACH_NOUN = [f"(?i:{noun})".encode() for noun in (*NOUNS, "password", "passwd")]
"""The same for any secret, also one by one."""

NOUN_VALUE = ANY_NOUN + rb" \\{0,3}[\"'`(]?[A-Za-z0-9+/_-]{16}"
"""Such a noun, a space, and what a sentence seldom has after it; shared by all rules for tokens
in sentences, because each expression more would take as long to refuse other words."""

_UP_TO_SIGN = rb"[^\s0-9A-Z]{0,20}[0-9A-Z]"
PASSWORD_VALUE = (
    b"(?i:"
    + spelled_out(Text.PASSWORD)
    + b") (?:"
    + _UP_TO_SIGN
    + rb"|[^\s0-9A-Z]{21}"  # for speed only: what is decided after so many bytes
    + rb"|(?i:is|was|to|ist|returned):? "  # what it is, or was
    + _UP_TO_SIGN
    + b")"
)
"""A name, a space, and a value that has a digit or a capital among its first 21 characters.

What looks for passwords in sentences shares it: each expression more that begins with a name and a
space takes as long to refuse all other words after it.
"""


def _after_a_word(noun: str) -> str:
    """Return the noun, and what looks back for one of the words before it."""
    return f"{noun}(?:{'|'.join(f'(?<={word}[ _-]{noun})' for word in SPOKEN)})"


SPOKEN_NOUNS = "|".join(word + noun for word in SPOKEN for noun in NOUNS).encode()
"""The same nouns joined to such a word: `accesstoken`."""

SPOKEN_NAME = f"(?i:{'|'.join(map(_after_a_word, NOUNS))})".encode()
"""A noun with the word before it, in a sentence: `access token`."""
