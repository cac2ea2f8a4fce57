"""From a secret value to the forms in which it turns up in files."""

import html
import json
import re
from collections.abc import Iterator

from support_packet.redaction.base64_alignments import aligned_base64
from support_packet.redaction.encodings import encodings
from support_packet.redaction.folding import Foldable, chunks
from support_packet.redaction.url_forms import is_same_in_urls, url_forms
from support_packet.redaction.yaml_forms import double_quoted

MIN_CHARACTERS = 8
"""The fewest characters of a value that is searched for."""

MIN_DIFFERENT_CHARACTERS = 4
"""The fewest different characters of a value that is searched for."""

MIN_WORD_CHARACTERS = 20
"""The fewest characters of plain words, taken together, that are searched for."""

MIN_DIGITS_WITHIN_NUMBER = 12
"""A number with fewer digits is not searched for within longer ones, where chance may put it."""

MAX_LITERAL_BYTES = 1024
"""The longest literal, in bytes; a longer form is searched piece by piece."""

_DEFAULTS = frozenset(
    (
        "admin123", "admin1234", "changeme1", "changeme123", "letmein1",
        "mattermost1", "mattermost123", "mmuser123", "mostest123", "p@ssw0rd",
        "p@ssword", "passw0rd", "password1", "password12", "password123",
        "password1234", "postgres1", "qwerty123", "secret123", "sys@dmin-sample1",
        "test1234", "testtest1", "welcome1", "welcome123",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_COUNTED = "01234567890123456789 98765432109876543210"
_ESCAPE = re.compile(r"\\u[0-9a-f]{4}")

_PLAIN = re.compile(r"[A-Za-z0-9_.~ -]*")
"""What is the same in JSON, HTML, XML and YAML."""

_URL_SAFE_BASE64 = bytes.maketrans(b"+/", b"-_")


def searchable(value: str) -> bool:
    """Return whether a secret is rare enough to be searched for in files.

    Not searched are: fewer than 8 characters; fewer than four different ones (`********`); plain
    words, alone or joined, of fewer than 20 characters (`postgres`, `Mattermost-Prod`); counted
    digits (`12345678`); well-known defaults. Such a value also occurs where it has nothing to do
    with the secret: removing it there would make a log unreadable and hide nothing. It is masked
    only where the configuration holds it.
    """
    text = value.strip()
    if len(text) < MIN_CHARACTERS or len(set(text)) < MIN_DIFFERENT_CHARACTERS:
        return False
    if text.casefold() in _DEFAULTS:
        return False
    return text not in _COUNTED and not (len(text) < MIN_WORD_CHARACTERS and _is_worded(text))


def _is_worded(text: str) -> bool:
    """Return whether `text` is words in one case or capitalized, not letters drawn at random."""
    if not re.fullmatch(r"[^\W\d_]+(?:[-_. /:][^\W\d_]+)*", text):
        return False
    return all(word[1:] == word[1:].lower() or word == word.upper() for word in _WORD.findall(text))


def forms(value: str) -> frozenset[bytes]:
    """Return the literals to search for: every form of `value`, long ones in pieces.

    Plain with either line end; for URLs, HTML and YAML; each of these escaped for JSON once or
    twice, as Go, JavaScript, Python and PHP do it; with YAML's own escapes; base64 at each
    alignment; hex.
    """
    text = value.strip()
    raw = _bytes(text)
    if is_same_in_urls(raw):
        # As most secrets are: thousands of them keep the first packet waiting.
        literals, encoded = {raw}, set(_base64(raw))
    else:
        literals = {_bytes(form) for form in _written(text, raw)}
        encoded = {form for plain in {text, *_json(text)} for form in _base64(_bytes(plain))}
    escaped = {form for once in encoded if not is_same_in_urls(once) for form in url_forms(once)}
    literals |= {form for form in encodings(text, raw) if len(form) >= MIN_CHARACTERS}
    literals |= encoded | escaped
    foldable = foldable_forms(text)
    literals |= {form for form, _ in foldable}
    # Of the last one may be left a few characters, which are everywhere.
    literals |= {each for form in foldable for each in chunks(form) if len(each) >= MIN_CHARACTERS}
    if max(map(len, literals)) <= MAX_LITERAL_BYTES:
        return frozenset(literals)
    long = {form for form in literals if len(form) > MAX_LITERAL_BYTES}
    return frozenset(literals - long | {piece for form in long for piece in _pieces(form)})


def _written(text: str, raw: bytes) -> set[str]:
    """Return `text`, which is `raw` in UTF-8, in its ways, each also in JSON once and twice."""
    written = {text, text.replace("\n", "\r\n"), *_markup(text), *map(bytes.decode, url_forms(raw))}
    quoted = {form for plain in written for form in _json(plain)}
    return written | quoted | {form for once in quoted for form in _json(once)}


def foldable_forms(value: str) -> frozenset[Foldable]:
    """Return the forms that YAML may write on several lines, which `folding` searches for.

    Plain, in single quotes and in double quotes; also of the value within a text of JSON.
    """
    text = value.strip()
    if _PLAIN.fullmatch(text):
        return frozenset(Foldable(text.encode(), is_escaped) for is_escaped in (False, True))
    within_json = (json.dumps(text, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False))
    plain = {text, *within_json}
    single_quoted = {form.replace("'", "''") for form in plain}
    escaped = {form for inner in plain for form in double_quoted(inner)}
    return frozenset(
        [
            *(Foldable(_bytes(form), is_escaped=False) for form in plain | single_quoted),
            *(Foldable(_bytes(form), is_escaped=True) for form in escaped),
        ]
    )


def _bytes(text: str) -> bytes:
    """Encode also what came undecoded from the environment, and lone surrogates."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _markup(text: str) -> Iterator[str]:
    if _PLAIN.fullmatch(text):
        return
    yield html.escape(text)
    yield html.escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    # Within an element of XML, and within an attribute.
    yield html.escape(text, quote=False)
    yield html.escape(text, quote=False).replace('"', "&quot;")
    yield text.replace("'", "''")


def _json(text: str) -> Iterator[str]:
    if _PLAIN.fullmatch(text):
        yield text
        return
    plain = json.dumps(text, ensure_ascii=False)[1:-1]
    ascii_only = json.dumps(text)[1:-1]
    yield plain
    yield ascii_only
    yield plain.replace("/", "\\/")
    for short, long in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
        plain = plain.replace(short, long)
        ascii_only = ascii_only.replace(short, long)
    yield plain
    yield plain.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    yield ascii_only
    yield _ESCAPE.sub(lambda escape: "\\u" + escape[0][2:].upper(), ascii_only)


def _base64(raw: bytes) -> Iterator[bytes]:
    """Yield what `raw` becomes after none, one and two unknown bytes, whatever follows it.

    The characters that it shares with its neighbors are left out, and at the end of the whole
    also included, with and without padding.
    """
    for encoded, certain in aligned_base64(raw):
        url_safe = url_safe_base64(encoded)
        for whole in (encoded,) if url_safe == encoded else (encoded, url_safe):
            yield whole[:certain]
            yield whole.rstrip(b"=")
            yield whole


def url_safe_base64(encoded: bytes) -> bytes:
    """Return what was encoded as base64 in the alphabet for URLs."""
    return encoded.translate(_URL_SAFE_BASE64)


def _pieces(form: bytes) -> Iterator[bytes]:
    """Cut a long form, the last piece reaching back so that it is as long as the others."""
    for start in range(0, len(form) - MAX_LITERAL_BYTES, MAX_LITERAL_BYTES):
        yield form[start : start + MAX_LITERAL_BYTES]
    yield form[-MAX_LITERAL_BYTES:]
