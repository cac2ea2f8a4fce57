"""Every exception that this program raises on purpose.

SupportPacketError
├── SettingsError (ValueError)            a setting or option is wrong; exit status 2
├── InstallationError (OSError)           the Mattermost directory cannot be read; exit status 2
│   └── ConfigurationError                its configuration cannot be read or makes no sense
├── DataSourceError (ValueError)          a data source name does not parse
├── LicenseError (ValueError)             a license does not parse
├── ManifestError (ValueError)            a Mattermost plugin's manifest cannot be read
├── DatabaseError (ConnectionError)       Mattermost's database does not answer
│   └── ConnectionLimitError              as many connections to it as may be are in use
├── DeclarationError (TypeError)          a collector package declared something impossible
├── RedactionError (RuntimeError)         secrets cannot be searched for; nothing is sent
├── ContentCut                            a file's content ends early; what was sent stays valid
└── TranslatableError                     its message is shown in the reader's language
    ├── CollectError (RuntimeError)       a collector cannot make its file
    ├── UnknownFileError (LookupError)    the packet has no file of the requested name
    └── AccessError (PermissionError)     the request may not have a packet
        ├── AuthenticationError           its token belongs to no valid session
        ├── MfaRequiredError              the user has to set up multi-factor authentication
        ├── PermissionDeniedError         the user's roles do not allow it
        └── UnlicensedError               the server has no license

A message says what failed, on what, why, and what to do. None ever holds a secret.
"""

from support_packet.message import Message


class SupportPacketError(Exception):
    """The root of the family."""

    @property
    def message(self) -> str:
        """What it says, a `Message` where that can be translated."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class SettingsError(SupportPacketError, ValueError):
    """A setting, option or environment file of this program is wrong."""


class InstallationError(SupportPacketError, OSError):
    """The Mattermost installation cannot be read."""


class ConfigurationError(InstallationError):
    """Mattermost's configuration cannot be read or makes no sense."""


class DataSourceError(SupportPacketError, ValueError):
    """A data source name does not parse; the message never repeats it."""


class LicenseError(SupportPacketError, ValueError):
    """A license does not parse; the message never repeats it."""


class ManifestError(SupportPacketError, ValueError):
    """The manifest of a Mattermost plugin cannot be read."""


class DatabaseError(SupportPacketError, ConnectionError):
    """Mattermost's database does not answer, or not as Mattermost's would."""


class ConnectionLimitError(DatabaseError):
    """As many connections to Mattermost's database as this program may have are in use."""


class DeclarationError(SupportPacketError, TypeError):
    """A collector package declared something that the host cannot run."""


class TranslatableError(SupportPacketError):
    """An error whose message is shown in the reader's language.

    Placeholders in `template`, `%(name)s`, are filled with `values`, after it was translated.
    """

    def __init__(self, template: object = "", /, **values: object) -> None:
        super().__init__(Message(template, **values))


class CollectError(TranslatableError, RuntimeError):
    """Raised by a collector that cannot make its file: the message becomes the warning."""


class RedactionError(SupportPacketError, RuntimeError):
    """Secrets cannot be searched for, so that nothing may be sent."""


class ContentCut(SupportPacketError):  # noqa: N818 -- a state of the content, not a failure
    """Raised by an iterator of content that has to end early, at a line's end if it has lines."""


class UnknownFileError(TranslatableError, LookupError):
    """A request names a file that the packet does not have."""


class AccessError(TranslatableError, PermissionError):
    """A request may not have a packet; the subclass says why."""


class AuthenticationError(AccessError):
    """The request carries no token, or its token belongs to no valid session or user."""


class MfaRequiredError(AccessError):
    """The server enforces multi-factor authentication, and the user has not set it up."""


class PermissionDeniedError(AccessError):
    """The user's roles do not allow a packet."""


class UnlicensedError(AccessError):
    """The server has no license, and the operator requires one."""
