"""The licence file, which the server reads while its database names no active licence."""

import logging
from pathlib import Path

from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.regular_file import read_regular_file

_USUAL_NAME = "mattermost.mattermost-license"
_MOST_BYTES = 10_000  # what the server can store

logger = logging.getLogger(__name__)


def read_license_file(config: Config) -> bytes | None:
    """Return the content of the licence file, None where there is none that can be read."""
    for path in _places(config):
        try:
            return read_regular_file(path, _MOST_BYTES)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            logger.warning("The licence file %s cannot be read: %s.", path, reason)
            return None
    return None


def _places(config: Config) -> list[Path]:
    """Return where the file may be: the server's own directory, then beside its configuration."""
    location = config.text("ServiceSettings.LicenseFileLocation")
    if location:
        return [config.resolve(location), config.folder / location]
    return [config.folder / _USUAL_NAME]
