"""Every exception that this program raises on purpose.

SupportPacketError
├── SettingsError (ValueError)            a setting or option is wrong; exit status 2
├── InstallationError (OSError)           the Mattermost directory cannot be read; exit status 2
│   └── ConfigurationError                its configuration cannot be read or makes no sense
├── DataSourceError (ValueError)          a data source name does not parse
├── LicenseError (ValueError)             a licence does not parse
├── ManifestError (ValueError)            a Mattermost plugin's manifest cannot be read
├── DatabaseError (ConnectionError)       Mattermost's database does not answer
│   └── ConnectionLimitError              as many connections to it as may be are in use
├── DeclarationError (TypeError)          a collector package declared something impossible
├── CollectError (RuntimeError)           a collector cannot make its file
├── RedactionError (RuntimeError)         secrets cannot be searched for; nothing is sent
├── ContentCut                            a file's content ends early; what was sent stays valid
└── AccessError (PermissionError)         this request gets no packet; holds status and error id

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
    """A licence does not parse; the message never repeats it."""


class ManifestError(SupportPacketError, ValueError):
    """The manifest of a Mattermost plugin cannot be read."""


class DatabaseError(SupportPacketError, ConnectionError):
    """Mattermost's database does not answer, or not as Mattermost's would."""


class ConnectionLimitError(DatabaseError):
    """As many connections to Mattermost's database as this program may have are in use."""


class DeclarationError(SupportPacketError, TypeError):
    """A collector package declared something that the host cannot run."""


class CollectError(SupportPacketError, RuntimeError):
    """Raised by a collector that cannot make its file: the message becomes the warning.

    Placeholders in `template`, `%(name)s`, are filled with `values`, after it was translated.
    """

    def __init__(self, template: object = "", /, **values: object) -> None:
        super().__init__(Message(template, **values))


class RedactionError(SupportPacketError, RuntimeError):
    """Secrets cannot be searched for, so that nothing may be sent."""


class ContentCut(SupportPacketError):  # noqa: N818 -- a state of the content, not a failure
    """Raised by an iterator of content that has to end early, at a line's end if it has lines."""


class AccessError(SupportPacketError, PermissionError):
    """A request gets no packet.

    `status` is the HTTP status, `error_id` Mattermost's id for it, such as
    `api.context.permissions.app_error`. Placeholders in `template`, `%(name)s`, are filled with
    `values`, after it was translated.
    """

    def __init__(self, status: int, error_id: str, template: str, /, **values: object) -> None:
        self.status = status
        self.error_id = error_id
        super().__init__(Message(template, **values))
