"""Texts for people, in English, that can be said in other languages, too."""

from collections.abc import Callable, Mapping
from typing import Self


def _mark(text: str) -> str:
    return text


N_ = _mark
"""Returns its argument: marks a text for translation where it stands, as gettext's `N_` does."""


def fill(template: str, values: Mapping[str, str]) -> str | None:
    """Return `template` with its placeholders, `%(name)s`, filled; `None` where they do not fit."""
    if not values:
        return template
    try:
        return template % values
    except (KeyError, TypeError, ValueError):
        return None


class Message(str):
    """A text that knows by which `template` a catalog has it, and the `values` to fill in.

    Whatever cuts it or joins it with another makes a plain `str` of it, which stays English.
    """

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: object, /, **values: object) -> Self:
        """Return `template` with its placeholders filled; as it is where they do not fit."""
        text = str(template)
        texts = {name: str(value) for name, value in values.items()}
        filled = fill(text, texts)
        message = super().__new__(cls, text if filled is None else filled)
        message.template = text
        message.values = texts
        return message


def changed(text: str, change: Callable[[str], str]) -> str:
    """Return what `change` makes of `text`, still a message if it changes the values alone."""
    whole = change(text)
    if not isinstance(text, Message):
        return whole
    values = {name: change(value) for name, value in text.values.items()}
    message = Message(text.template, **values)
    return message if message == whole else whole
