"""How code that collects reports what is wrong, without stopping."""

import warnings
from collections.abc import Callable
from contextvars import ContextVar

from support_packet.message import Message

Warn = Callable[[str], None]

current_warn: ContextVar[Warn | None] = ContextVar("current_warn", default=None)
"""Where `warn` puts its messages; the host sets it around every call into a package."""


def warn(template: str, /, **values: object) -> None:
    """Report a problem that does not stop the file being collected.

    Placeholders in `template`, `%(name)s`, are filled with `values`, after it was translated. The
    host writes it into `warning.txt` beside the file's and the package's name. Outside a packet,
    in a package's own tests for example, it is a `UserWarning`. Threads that a collector starts
    itself are outside, unless they run in a copy of its context.
    """
    message = Message(template, **values)
    report = current_warn.get()
    if report is None:
        warnings.warn(message, UserWarning, stacklevel=2)
    else:
        report(message)
