"""The time of this machine, also where its time zone makes no sense."""

import logging
from datetime import UTC, datetime
from functools import cache

logger = logging.getLogger(__name__)


def local_now() -> datetime:
    """Return the time in the zone that TZ, or the system, sets; in UTC where that is invalid.

    Python refuses zones of 24 hours and more, which C accepts.
    """
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError):
        _warn()
        return datetime.now(UTC)


@cache
def _warn() -> None:
    logger.warning("The time zone (variable TZ, or the system's) is invalid. UTC is used instead.")
