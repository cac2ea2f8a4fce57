"""When a line of a log was written, in the formats of every release of Mattermost."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

MAX_HEAD = 512
"""How many bytes of a line are looked at for its time."""

_TIME = (
    rb"(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?"
    rb"(?: ?(Z\b|UTC\b|GMT\b|[-+]\d\d:?\d\d\b))?"
)
_NUMBER = rb"(?:\.[0-9]+)?(?:[eE]\+?[0-9]{1,2})?)(?=[,} ])"
_KEY = rb'(?<!\\)"%s" ?: ?'
_JSON = re.compile(
    # zap's, up to 5.x, and logr's GELF: since the epoch. Of other names, a small number is how long
    # something took.
    _KEY % b"ts" + rb"([0-9]{1,20}" + _NUMBER + rb"|"
    # Then logr's, from 6.0 on.
    + _KEY % b"(?:timestamp|time)" + rb"([0-9]{9,20}" + _NUMBER + rb"|"
    + _KEY % b"(?:timestamp|time|ts)" + rb'"' + _TIME
)  # fmt: skip
_COLOR = rb"(?:\x1b\[[0-9;]{0,12}m)?"
_PLAIN = re.compile(
    rb"(?:"  # zap's plain format begins with the time,
    # logr's with the level, which may be colored,
    rb"|" + _COLOR + rb"[A-Za-z]{3,12}" + _COLOR + rb"[ \t|,;:]{1,9}" + _COLOR + rb")"
    rb"\[?" + _TIME  # and that before 4.10 with a bracket
)
_MARK = b"\xef\xbb\xbf"
"""Before the first line of a file that a program of Windows has saved."""
_UNITS = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3))
"""The smallest numbers of each unit, and how many of the unit are in a second."""
MAX_SECONDS = 253_402_300_799
"""The end of the year 9999, and of `datetime`."""


def line_time(line: bytes) -> float | None:
    """Return when the line was written, in seconds since the epoch; `None` if it has no time.

    A line of a stack trace has none. A time without a zone is local time.
    """
    head = line[:MAX_HEAD].removeprefix(_MARK)
    if not head.startswith(b"{"):
        plain = _PLAIN.match(head)
        return _moment(*plain.groups()) if plain else None
    if not (named := _JSON.search(head)):
        return None
    of_zap, since_epoch, *time = named.groups()
    number = of_zap or since_epoch
    return _seconds(float(number)) if number else _moment(*time)


def _seconds(number: float) -> float | None:
    seconds = next((number / units for least, units in _UNITS if number >= least), number)
    return seconds if seconds <= MAX_SECONDS else None


def _moment(  # noqa: PLR0913, PLR0917 -- the parts of a time
    year: bytes,
    month: bytes,
    day: bytes,
    hour: bytes,
    minute: bytes,
    second: bytes,
    fraction: bytes | None,
    zone: bytes | None,
) -> float | None:
    parts = (year, month, day, hour, minute, second)
    try:
        whole = _whole_seconds(*map(int, parts), zone)
    except (ValueError, OverflowError):
        return None  # the 31st of February
    return whole + float(b"0." + (fraction or b"0"))


@lru_cache(maxsize=4096)
def _whole_seconds(  # noqa: PLR0913, PLR0917 -- the parts of a date
    year: int, month: int, day: int, hour: int, minute: int, second: int, zone: bytes | None
) -> float:
    local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(zone))
    # Without a zone `timestamp` takes the time as this machine's.
    return local.timestamp()


def _zone(zone: bytes | None) -> timezone | None:
    if zone is None:
        return None
    if zone[:1] not in (b"+", b"-"):
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if zone.startswith(b"-") else offset)
