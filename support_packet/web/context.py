"""What is known of a request while it is answered: Falcon's `request.context`, with types."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, overload

import falcon

from support_packet.mattermost.access.authentication import Principal
from support_packet.web.audit import AuditEntry

_ALPHABET = b"ybndrfg8ejkmcpqxot1uwisza345h769"
"""z-base-32, in which Mattermost writes all its ids."""

_LETTERS = _ALPHABET * 8
"""One for each byte, all equally often."""


def new_request_id() -> str:
    """Return a random id in Mattermost's form: an admin can quote it to find a log line."""
    return os.urandom(26).translate(_LETTERS).decode()


@dataclass
class Context:
    """The request's id, and what is found out on the way to the answer.

    `audit` is logged if the request is refused. `form` is what was posted; `ticket` stands for the
    operator's `break_glass_token` in the forms of the answer. `site_url` is `None` until the
    configuration was read, then empty if Mattermost's address is unknown. `refused` is the ID of
    the error that was the answer.
    """

    request_id: str = field(default_factory=new_request_id)
    audit: AuditEntry | None = None
    principal: Principal | None = None
    default_locale: str = ""
    site_url: str | None = None
    form: Mapping[str, list[str]] | None = None
    ticket: str = ""
    break_glass_token: str = ""
    refused: str = ""


class Request(falcon.Request):
    """Falcon's request; each gets its own `Context`."""

    context_type: ClassVar[type] = Context
    context: Context  # type: ignore[assignment] # Falcon's accepts any attribute, unchecked

    def values(self, name: str) -> list[str]:
        """Return all values of a parameter, of the form where one was posted."""
        if self.context.form is not None:
            return self.context.form.get(name, [])
        return self.get_param_as_list(name, default=[])

    @overload
    def value(self, name: str, default: str = "") -> str: ...
    @overload
    def value(self, name: str, default: None) -> str | None: ...
    def value(self, name: str, default: str | None = "") -> str | None:
        """Return the last value of a parameter, `default` without one."""
        return next(reversed(self.values(name)), default)
