"""The license file, which the server reads while its database names no active license."""

from pathlib import Path

from support_packet.errors import LicenseError
from support_packet.mattermost.configuration.config import Config
from support_packet.regular_file import read_regular_file

_USUAL_NAME = "mattermost.mattermost-license"
_MOST_BYTES = 10_000  # what the server can store


def read_license_file(config: Config) -> tuple[Path, bytes] | None:
    """Return the license file and what is in it, None where there is no such file.

    `LicenseError` names the file that is there and cannot be read, and says why.
    """
    for path in _places(config):
        try:
            return path, read_regular_file(path, _MOST_BYTES)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise LicenseError(
                f"{path}: {reason}. Check ServiceSettings.LicenseFileLocation."
            ) from None
    return None


def _places(config: Config) -> list[Path]:
    """Return where the file may be: by its setting, else with the usual name in `config`."""
    location = config.text("ServiceSettings.LicenseFileLocation")
    if location:
        return [config.resolve(location), config.folder / location]
    return [config.folder / _USUAL_NAME, config.resolve("config") / _USUAL_NAME]
