"""The time of this machine, even where its time zone is invalid."""

import logging
import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

_VARIABLE = "TZ"
_replaced: list[str] = []
"""The value of TZ that was replaced."""

logger = logging.getLogger(__name__)


def use_valid_zone() -> None:
    """Let TZ be UTC where it is invalid, so that no library fails because of it.

    C takes any text for a zone, and any file; Python and Babel refuse some of them, each in its
    own way.
    """
    zone = os.environ.get(_VARIABLE)
    if zone and not (_is_zone(zone.removeprefix(":")) and _is_in_range()):
        _replaced.append(zone)
        os.environ[_VARIABLE] = "UTC"
        time.tzset()


def local_now() -> datetime:
    """Return the time in the zone that TZ, or the system, sets; in UTC where that is invalid."""
    if _replaced:
        _warn()
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError):
        _warn()
        return datetime.now(UTC)


def _is_zone(name: str) -> bool:
    """Return whether it is a zone, or not the name of any file."""
    import zoneinfo  # noqa: PLC0415 -- the variable is rarely set

    try:
        if name.startswith("/"):
            if not Path(name).is_file():
                return False
            with Path(name).open("rb") as file:
                zoneinfo.ZoneInfo.from_file(file)
        elif name:
            with suppress(zoneinfo.ZoneInfoNotFoundError):
                zoneinfo.ZoneInfo(name)
    except (ValueError, OSError):
        return False
    return True


def _is_in_range() -> bool:
    """Return whether Python accepts its offset: C also accepts 24 hours and more."""
    try:
        datetime.now().astimezone()
    except (ValueError, OverflowError):
        return False
    return True


@cache
def _warn() -> None:
    logger.warning("The time zone (variable TZ, or the system's) is invalid. UTC is used instead.")
