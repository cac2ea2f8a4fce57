"""The languages of the page and of error messages, those of Mattermost's web client."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

SOURCE_LANGUAGE = "en"
LANGUAGES = (
    *("bg", "de", "en", "en-AU", "es", "fa", "fr", "hu", "it", "ja", "ko", "nl", "pl", "pt-BR"),
    *("ro", "ru", "sv", "tr", "uk", "vi", "zh-CN", "zh-TW"),
)
RIGHT_TO_LEFT = frozenset({"fa"})

_ALIASES = {"pt": "pt-BR", "zh": "zh-CN", "zh-hant": "zh-TW", "zh-hk": "zh-TW", "zh-mo": "zh-TW"}
_SPELLINGS = {language.lower(): language for language in LANGUAGES}
_WEIGHTED = re.compile(r"\s*([A-Za-z0-9-]{1,35}|\*)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*")
_MAX_HEADER = 1000


def page_language(user_locale: str, accept_language: str) -> str:
    """Return the language for a person: the account's, else the browser's, else English."""
    return _negotiate([user_locale, *_by_weight(accept_language)])


def error_language(accept_language: str, default: str) -> str:
    """Return the language of an error of the API.

    As in Mattermost, only the first entry of the header counts, then the server's default.
    """
    first = accept_language.partition(",")[0].partition(";")[0]
    return _negotiate([first, default])


def _by_weight(accept_language: str) -> list[str]:
    """Return the tags of an `Accept-Language` header, the most wanted first.

    By hand: neither Falcon nor Babel parses this header.
    """
    matches = map(_WEIGHTED.fullmatch, accept_language[:_MAX_HEADER].split(","))
    weighted = [(float(match[2] or 1), match[1]) for match in matches if match]
    weighted.sort(key=lambda entry: entry[0], reverse=True)
    return [tag for weight, tag in weighted if weight > 0]


def _negotiate(tags: Iterable[str]) -> str:
    """Return the language closest to the first of `tags` that is close to any; else English."""
    from babel import negotiate_locale  # noqa: PLC0415 -- 0.4 MB, not before the first request

    widened = chain.from_iterable(_widened(tag.strip().replace("_", "-")) for tag in tags)
    found = negotiate_locale(widened, LANGUAGES, sep="-", aliases=_ALIASES)
    # Babel returns what it found as the client spells it.
    return _SPELLINGS[found.lower()] if found else SOURCE_LANGUAGE


def _widened(tag: str) -> Iterator[str]:
    """Yield `zh-Hant-HK`, `zh-Hant`, `zh`: Babel itself tries the whole tag and the first part."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
