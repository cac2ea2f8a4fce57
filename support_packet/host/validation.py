"""Turns what a package declared into the plain values that the host relies on.

A package may hand over subclasses whose attributes lie or change: each is read once, checked, and
copied into the exact type, in the package's own thread.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from support_packet.contract import FactValue, PacketFacts, PacketFile, PacketNotice
from support_packet.errors import DeclarationError
from support_packet.host.file_names import check_file_name

_MOST_DECLARATIONS = 10_000
_MOST_TEXT = 2000
_MOST_FACT_TEXT = 64 * 1024
_MOST_NUMBER = 2**63
_FACT_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,99}")
_URL = re.compile(r"(https?://|/(?!/))[!-~]+")


def each(returned: object, kind: type) -> Iterator[object]:
    """Yield what one hook implementation returned: one `kind`, or an iterable of several."""
    if isinstance(returned, kind) and kind is not str:
        yield returned
        return
    if kind is str and isinstance(returned, str):
        raise DeclarationError("It returned one str: return a list of them.")
    if isinstance(returned, str | bytes | Mapping) or not isinstance(returned, Iterable):
        raise DeclarationError(f"It returned {_type(returned)}, not {kind.__name__} or several.")
    for position, declared in enumerate(returned):
        if position == _MOST_DECLARATIONS:
            raise DeclarationError(f"It returned more than {_MOST_DECLARATIONS} declarations.")
        yield declared


def plain_file(declared: object) -> PacketFile:
    """Return a plain copy of the `PacketFile` declared; `DeclarationError` if it is unusable."""
    if not isinstance(declared, PacketFile):
        raise DeclarationError(f"It is {_type(declared)}, not PacketFile.")
    name = _text("name", declared.name)
    check_file_name(name)
    return PacketFile(
        name=name,
        collect=_collect(name, declared.collect),
        title=_text("title", declared.title) or name,
        description=_text("description", declared.description),
        default=_flag(name, declared.default),
        size=_size(name, declared.size),
        order=_whole(f"order of {name}", declared.order),
    )


def plain_facts(declared: object) -> PacketFacts:
    """Return a plain copy of the `PacketFacts` declared; `DeclarationError` if it is unusable."""
    if not isinstance(declared, PacketFacts):
        raise DeclarationError(f"It is {_type(declared)}, not PacketFacts.")
    keys: object = declared.keys
    if not isinstance(keys, tuple | list):
        raise DeclarationError(f"The keys of a PacketFacts are {_type(keys)}, not a tuple of str.")
    texts = tuple(_text("key", key) for key in keys)
    for key in texts:
        if not _FACT_KEY.fullmatch(key):
            raise DeclarationError(f"The key {key!r} is not letters, digits, '_', '-' and '.'.")
    return PacketFacts(texts, _collect(", ".join(texts), declared.collect))


def plain_notice(declared: object) -> PacketNotice:
    """Return a plain copy of the `PacketNotice` declared; `DeclarationError` if it is unusable."""
    if not isinstance(declared, PacketNotice):
        raise DeclarationError(f"It is {_type(declared)}, not PacketNotice.")
    message, url = _text("message", declared.message), declared.url
    if url is not None and not _URL.fullmatch(url := _text("url", url)):
        raise DeclarationError(f"The notice's url {url!r} is no http or https URL and no path.")
    values: object = declared.values
    if not isinstance(values, Mapping):
        raise DeclarationError(f"The values of a PacketNotice are {_type(values)}, not a mapping.")
    notice = PacketNotice(
        message, url, {_text("name", name): _text("value", values[name]) for name in values}
    )
    try:
        _text("notice", notice.text)
    except (KeyError, TypeError, ValueError) as error:
        raise DeclarationError(f"The values do not fit into {message!r}: {error}.") from None
    return notice


def plain_secret(declared: object) -> str:
    """Return the secret as exact text, which may be empty; `DeclarationError` if it is no text."""
    if not isinstance(declared, str):
        raise DeclarationError(f"It told a secret of the type {_type(declared)}, not str.")
    return str.__str__(declared)


def plain_fact(key: str, value: object) -> FactValue:
    """Return `value` as a plain scalar or tuple of text, `None` where it says nothing."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(key, value)
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
        raise DeclarationError(f"The fact {key} is {_type(value)}: no text, number, flag or list.")
    plain = tuple(_encodable(f"fact {key}", str.__str__(text)) for text in texts)
    if sum(map(len, plain)) + len(plain) > _MOST_FACT_TEXT:
        raise DeclarationError(f"The fact {key} has more than {_MOST_FACT_TEXT} characters.")
    return (plain[0] if isinstance(value, str) else plain) or None


def _number(key: str, value: float) -> int | float:
    number = int(value) if isinstance(value, int) else float(value)
    if not abs(number) < _MOST_NUMBER:  # nor is NaN
        raise DeclarationError(f"The fact {key} is too large a number, or none.")
    return number


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise DeclarationError(f"A {field} is {_type(value)}, not str.")
    text = str.__str__(value)
    if len(text) > _MOST_TEXT or not text.isprintable():
        raise DeclarationError(f"The {field} {text[:100]!r} is too long or does not print.")
    return text


def _encodable(what: str, text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise DeclarationError(f"The {what} cannot be written as UTF-8.") from None
    return text


def _collect(name: str, value: object) -> Callable[[], Any]:
    if not callable(value):
        raise DeclarationError(f"The collect of {name} is {_type(value)}, which cannot be called.")
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise DeclarationError(f"The default of {name} is {_type(value)}, not bool.")
    return value


def _size(name: str, value: object) -> int | None:
    if value is None:
        return None
    size = _whole(f"size of {name}", value)
    if size < 0:
        raise DeclarationError(f"The size of {name} is negative.")
    return size


def _whole(what: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise DeclarationError(f"The {what} is {_type(value)}, not int.")
    if not abs(number := int(value)) < _MOST_NUMBER:
        raise DeclarationError(f"The {what} is too large a number.")
    return number


def _type(value: object) -> str:
    return type(value).__name__
