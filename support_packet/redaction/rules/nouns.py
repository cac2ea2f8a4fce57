"""What names of secrets end with, as words of their own."""

from support_packet.secret_names import SPOKEN, TOKEN_NOUNS

TOKEN_NOUN = f"(?i:{'|'.join(TOKEN_NOUNS)})".encode()
"""The last word of a name after which a token follows."""

ANY_NOUN = TOKEN_NOUN[:-1] + b"|password|passwd)"
"""The same for any secret."""


def _after_a_word(noun: str) -> str:
    """Return the noun, and what looks back for one of the words before it."""
    return f"{noun}(?:{'|'.join(f'(?<={word} {noun})' for word in SPOKEN)})"


SPOKEN_NAME = f"(?i:{'|'.join(map(_after_a_word, TOKEN_NOUNS))})".encode()
"""A noun with the word before it, in a sentence: `access token`."""
