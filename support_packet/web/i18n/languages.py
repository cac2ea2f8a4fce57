"""The languages of the page and of error messages, those of Mattermost's web client."""

import re
from collections.abc import Iterable, Iterator

SOURCE_LANGUAGE = "en"
LANGUAGES = (
    *("bg", "de", "en", "en-AU", "es", "fa", "fr", "hu", "it", "ja", "ko", "nl", "pl", "pt-BR"),
    *("ro", "ru", "sv", "tr", "uk", "vi", "zh-CN", "zh-TW"),
)
RIGHT_TO_LEFT = frozenset({"fa"})

_EXACT = {language.lower(): language for language in LANGUAGES}
_CLOSEST = {"pt": "pt-BR", "zh": "zh-CN", "zh-hant": "zh-TW", "zh-hk": "zh-TW", "zh-mo": "zh-TW"}
_WEIGHTED = re.compile(r"\s*([A-Za-z0-9-]{1,35}|\*)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*")
_MOST_CHARACTERS = 1000


def page_language(user_locale: str, accept_language: str) -> str:
    """Return the language for a person: the account's, else the browser's, else English."""
    return _first_known([user_locale, *_by_weight(accept_language)])


def error_language(accept_language: str, default: str) -> str:
    """Return the language of an error of the API.

    As in Mattermost only the first entry of the header counts, then the server's default.
    """
    first = accept_language.partition(",")[0].partition(";")[0]
    return _first_known([first, default])


def _by_weight(accept_language: str) -> list[str]:
    """Return the tags of an `Accept-Language` header, the most wanted first."""
    matches = map(_WEIGHTED.fullmatch, accept_language[:_MOST_CHARACTERS].split(","))
    weighted = [(float(match[2] or 1), match[1]) for match in matches if match]
    weighted.sort(key=lambda one: one[0], reverse=True)
    return [tag for weight, tag in weighted if weight > 0]


def _first_known(tags: Iterable[str]) -> str:
    return next(filter(None, map(_closest, tags)), SOURCE_LANGUAGE)


def _closest(tag: str) -> str | None:
    """Return the language that is `tag`, or closest to it: `de` for `de-AT`."""
    candidates = list(_widened(tag.strip().lower().replace("_", "-")))
    return next((known for one in candidates if (known := _known(one))), None)


def _known(tag: str) -> str | None:
    return _EXACT.get(tag) or _CLOSEST.get(tag)


def _widened(tag: str) -> Iterator[str]:
    """Yield `tag`, and then what is left of it without its last subtag, again and again."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
