"""How code that collects reports a problem without stopping."""

import warnings
from collections.abc import Callable
from contextvars import ContextVar

from support_packet.values.message import Message, as_message, in_sentences
from support_packet.values.reason import Cause, Reason

Warn = Callable[[Reason], None]

current_warn: ContextVar[Warn | None] = ContextVar("current_warn", default=None)
"""Where `warn` sends its reports; the host sets it around every call into a package."""


def warn(template: object, /, *, remedy: object = None, **values: object) -> None:
    """Report a problem that does not stop the collection of the file.

    `remedy` says what to do about it. Placeholders in both, `%(name)s`, are filled with `values`
    after translation. The host writes the problem to `warning.txt`, with the names of the file
    and the package. Outside a packet, for example in a package's own tests, it is a
    `UserWarning`. Threads that a collector starts itself are outside, unless they run in a copy
    of its context.
    """
    message = as_message(template, **values)
    advice = as_message(remedy, **values) if remedy else None
    report = current_warn.get()
    if report is None:
        warnings.warn(in_sentences(message, advice), UserWarning, stacklevel=2)
    else:
        report(Reason(message, advice))


def note_requested(message: Message) -> None:
    """Report what the request itself left out: worth an entry, but nothing is wrong."""
    if report := current_warn.get():
        report(Reason(message, cause=Cause.REQUEST))
