"""Finds the active license as the server does: environment, database, file."""

import time
from collections.abc import Mapping
from pathlib import Path

from support_packet.errors import LicenseError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.files.regular_file import read_regular_file
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.configuration.config_file import CHECK_MOUNT
from support_packet.mattermost.license import License, parse_license
from support_packet.mattermost.server_rows import ServerRows

_USUAL_NAME = "mattermost.mattermost-license"
_MAX_BYTES = 10_000
"""The server can store no larger license."""


def find_license(
    variables: Mapping[str, str], rows: ServerRows | None, config: Config, seconds: float
) -> License | None:
    """Return the active license, or None: of `MM_LICENSE`, else the database, else the file.

    The first of them that exists counts; `LicenseError` names it if it does not contain a license.
    `rows` is None if the database does not respond. The server reads a license file only while the
    database names no active license, and ignores it if it is expired. The id of a license that an
    admin removed is "" in the database. A file system may take `seconds`.
    """
    if variables.get("MM_LICENSE"):
        return _parse(variables["MM_LICENSE"], "MM_LICENSE")
    if rows and rows.active_license is not None:
        return _parse(rows.active_license, "Mattermost's database")
    try:
        file = read_within(seconds, config.config_dir, lambda: read_license_file(config))
    except NoAnswerError as error:
        raise LicenseError(f"The license file: {error.strerror}. {CHECK_MOUNT}") from None
    return _not_expired(_parse(file[1], str(file[0])), file[0]) if file else None


def read_license_file(config: Config) -> tuple[Path, bytes] | None:
    """Return the license file and its content, or None if there is no such file.

    `LicenseError` names the file that cannot be read, and says why.
    """
    for path in _places(config):
        try:
            return path, read_regular_file(path, _MAX_BYTES)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise LicenseError(
                f"{path}: {reason}. Check ServiceSettings.LicenseFileLocation."
            ) from None
    return None


def _places(config: Config) -> list[Path]:
    """Return where the file may be: where its setting says, else under the usual name."""
    location = config.text("ServiceSettings.LicenseFileLocation")
    if location:
        return [config.resolve(location), config.resolve(str(config.config_dir / location))]
    return [config.config_dir / _USUAL_NAME, config.resolve("config") / _USUAL_NAME]


def _not_expired(found: License, path: Path) -> License:
    if found.expires_at < time.time() * 1000:
        raise LicenseError(f"{path}: The license has expired, so the server ignores it. Renew it.")
    return found


def _parse(text: bytes | str, source: str) -> License:
    try:
        return parse_license(text)
    except LicenseError as error:
        raise LicenseError(f"{source}: {error} Install the license again.") from None
