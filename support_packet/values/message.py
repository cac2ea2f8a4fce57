"""Texts for people, in English, that can be translated."""

from collections.abc import Callable, Mapping

from support_packet.values.arguments import check_text


def _mark(text: str) -> str:
    return text


N_ = _mark
"""Returns its argument: marks a text for translation where it is written, like gettext's `N_`."""


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Return its arguments: marks a text with a number in it, `%(count)s`, for translation."""
    return one, many


def fill(template: str, values: Mapping[str, str]) -> str | None:
    """Return `template` with its placeholders, `%(name)s`, filled; `None` where they do not fit."""
    if not values:
        return template
    try:
        return template % values
    except (KeyError, TypeError, ValueError):
        return None


class Message:
    """A text: the `template` under which catalogs have it, and the `values` of its placeholders.

    A value that is a message itself is translated with it; so is the message of an exception of
    this program. `str` returns the English text. Formatting is refused, because an f-string would
    lose the translation without anyone noticing: make the message a value of another one.
    """

    __slots__ = ("template", "values")

    template: str
    values: "Mapping[str, str | Message]"

    def __init__(self, template: str, /, **values: object) -> None:
        check_text("template of a Message", template)
        self.template = template
        self.values = {name: _value(value) for name, value in values.items()}

    def translated(self, gettext: Callable[[str], str | None]) -> str | None:
        """Return the text in the language of `gettext`, `None` where that has no translation.

        `gettext` takes a template and returns its translation or `None`. A value without a
        translation stays English.
        """
        template = gettext(self.template)
        if template is None:
            return None
        return fill(template, {name: _text(value, gettext) for name, value in self.values.items()})

    def changed(self, change: Callable[[str], str]) -> "Message":
        """Return what `change` makes of the text, translatable if it only affects the values."""
        # A change may also find something across values and template, such as a secret.
        whole = change(str(self))
        message = Message(self.template, **self._changed_values(change))
        return message if str(message) == whole else Message(whole)

    def _changed_values(self, change: Callable[[str], str]) -> "dict[str, str | Message]":
        return {
            name: value.changed(change) if isinstance(value, Message) else change(value)
            for name, value in self.values.items()
        }

    def __str__(self) -> str:
        filled = fill(self.template, {name: str(value) for name, value in self.values.items()})
        return self.template if filled is None else filled

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __format__(self, _specification: str) -> str:
        raise TypeError(
            "A Message in an f-string stays English: make it a value of another Message, or use "
            "str() where English is wanted."
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash((self.template, *sorted(self.values)))


def as_message(text: object, /, **values: object) -> Message:
    """Return `text` as it is if it is a message, else a message of it with `values`."""
    known = _value(text)
    return known if isinstance(known, Message) else Message(known, **values)


def in_sentences(*texts: object) -> str:
    """Return the texts one after the other: what an exception says often has no full stop."""
    *before, last = [str(text) for text in texts if text] or [""]
    return " ".join([*map(ended, before), last])


def ended(text: str) -> str:
    """Return a text that another one may follow, in any language."""
    return f"{text}." if text and (text[-1].isalnum() or text[-1] in ")'\"") else text


def _value(value: object) -> str | Message:
    """Return a value that can be filled in: a message, also that of an exception, or text."""
    # By its attribute: the module of the errors imports this one.
    message = getattr(value, "message", None) if isinstance(value, Exception) else value
    return message if isinstance(message, Message) else str(value)


def _text(value: str | Message, gettext: Callable[[str], str | None]) -> str:
    if isinstance(value, Message):
        return value.translated(gettext) or str(value)
    return value
