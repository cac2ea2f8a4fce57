"""Every exception that this program raises on purpose.

SupportPacketError
├── SettingsError (ValueError)            a setting or option is wrong; exit status 2
├── InstallationError (OSError)           the Mattermost directory cannot be read; exit status 2
│   └── ConfigurationError                its configuration cannot be read or is invalid
├── DataSourceError (ValueError)          a data source name does not parse
├── LicenseError (ValueError)             a license does not parse
├── ManifestError (ValueError)            the manifest of a Mattermost plugin cannot be read
├── DatabaseError (RuntimeError)          Mattermost's database does not respond, or not as asked
│   ├── ConnectionLimitError              all connections to it that are allowed are in use
│   ├── DatabaseDownError                 no server of it responds
│   └── QueryError                        it refused a query
│       ├── QueryTimeoutError             the query took too long
│       ├── PermissionMissingError        its user may not read a table or column
│       └── MissingTableError             it has no such table or column
├── DeclarationError (TypeError)          a collector declared something invalid
├── OverwrittenError (ImportError)        another distribution has put its files over ours
├── RedactionError (RuntimeError)         secrets cannot be searched for; nothing is sent
└── TranslatableError                     its message is shown in the reader's language
    ├── CollectError (RuntimeError)       a collector cannot make its file
    ├── ContentCut                        a file's content ends early; what was sent stays valid
    ├── UnknownFileError (LookupError)    the packet has no file of the requested name
    ├── UnknownOptionError (LookupError)  no package has the requested option, or that value
    ├── NothingChosenError (ValueError)   the request leaves out every file
    ├── InvalidWindowError (ValueError)   the request names no time where it should
    ├── TooManyHopsError (RuntimeError)   nodes of a cluster ask each other in a circle
    └── AccessError (PermissionError)     the request is not allowed to have a packet
        ├── AuthenticationError           its token belongs to no valid session
        ├── MfaRequiredError              the user has to set up multi-factor authentication
        ├── PermissionDeniedError         the user's roles do not allow it
        └── UnlicensedError               the server has no license

A message says what failed, on what, why, and what to do. It never holds a secret.
"""

from typing import Never, Self

from support_packet.values.message import Message, as_message, in_sentences
from support_packet.values.reason import Reason


class SupportPacketError(Exception):
    """The root of the family."""

    @property
    def message(self) -> Message:
        """What it says, with a template where that can be translated."""
        first = self.args[0] if self.args else None
        return first if isinstance(first, Message) else Message(str(self))


class SettingsError(SupportPacketError, ValueError):
    """A setting, option or environment file of this program is wrong."""


class InstallationError(SupportPacketError, OSError):
    """The Mattermost installation cannot be read."""


class ConfigurationError(InstallationError):
    """Mattermost's configuration cannot be read or is invalid."""


class DataSourceError(SupportPacketError, ValueError):
    """A data source name does not parse; the message never repeats it."""


class LicenseError(SupportPacketError, ValueError):
    """A license does not parse; the message never repeats it."""


class ManifestError(SupportPacketError, ValueError):
    """The manifest of a Mattermost plugin cannot be read."""


class DatabaseError(SupportPacketError, RuntimeError):
    """Mattermost's database does not respond, or not as it was asked to."""


class ConnectionLimitError(DatabaseError):
    """As many connections to Mattermost's database as this program may have are in use."""


class DatabaseDownError(DatabaseError):
    """No server of Mattermost's database responds."""


class QueryError(DatabaseError):
    """The database refused a query; the message names tables and columns, never values."""


class QueryTimeoutError(QueryError):
    """A query took longer than it may."""


class PermissionMissingError(QueryError):
    """The user of the database may not read a table or column, which the message names."""


class MissingTableError(QueryError):
    """There is no such table or column in this release; the message names it."""


class DeclarationError(SupportPacketError, TypeError):
    """A collector declared something that the host cannot run."""


class OverwrittenError(SupportPacketError, ImportError):
    """Another distribution has replaced files of this program; exit status 2."""


class TranslatableError(SupportPacketError):
    """An error whose message is shown in the reader's language.

    `remedy` says what to do about it. Placeholders in both, `%(name)s`, are filled with `values`
    after translation.
    """

    def __init__(
        self, template: object = "", /, *more: Never, remedy: object = None, **values: object
    ) -> None:
        if more:
            raise TypeError(f"{type(self).__name__} takes one text; name all else: remedy='…'")
        super().__init__(as_message(template, **values))
        self.remedy = as_message(remedy, **values) if remedy else None

    def __str__(self) -> str:
        return in_sentences(self.message, self.remedy)


class CollectError(TranslatableError, RuntimeError):
    """Raised by a collector that cannot make its file: the message goes to `warning.txt`."""


class RedactionError(SupportPacketError, RuntimeError):
    """Secrets cannot be searched for, so nothing may be sent."""


class ContentCut(TranslatableError):  # noqa: N818 -- a state of the content, not a failure
    """Raised by an iterator of content that has to end early, at a line's end if it has lines."""

    _known: Reason | None = None

    @property
    def reason(self) -> Reason:
        """Why, and what to do about it."""
        return self._known or Reason(self.message, self.remedy)

    @classmethod
    def because(cls, reason: Reason) -> Self:
        """Return the cut for a reason that is known already."""
        cut = cls(reason.message, remedy=reason.remedy)
        cut._known = reason
        return cut


class UnknownFileError(TranslatableError, LookupError):
    """A request names a file that the packet does not have."""


class UnknownOptionError(TranslatableError, LookupError):
    """A request chooses an option, or a value of one, that no package declares."""


class NothingChosenError(TranslatableError, ValueError):
    """A request leaves out every file of the packet."""


class InvalidWindowError(TranslatableError, ValueError):
    """A request names the lines of logs by what is not one time, or is before 1970."""


class TooManyHopsError(TranslatableError, RuntimeError):
    """A request has come through more nodes of a cluster than it may."""


class AccessError(TranslatableError, PermissionError):
    """A request is not allowed to have a packet; the subclass says why."""


class AuthenticationError(AccessError):
    """The request carries no token, or its token belongs to no valid session or user."""


class MfaRequiredError(AccessError):
    """The server enforces multi-factor authentication, and the user has not set it up."""


class PermissionDeniedError(AccessError):
    """The user's roles do not allow a packet."""


class UnlicensedError(AccessError):
    """The server has no license, and the operator requires one."""
