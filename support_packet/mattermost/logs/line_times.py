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
_EPOCH = re.compile(rb'(?<!\\)"ts": ?([0-9]{1,11}(?:\.[0-9]+)?(?:[eE]\+?[0-9]{1,2})?)')
"""zap's JSON, up to 5.x: seconds since the epoch."""
_NAMED = re.compile(rb'(?<!\\)"(?:timestamp|time|ts)": ?"' + _TIME)
"""logr's JSON, from 6.0 on."""
_PLAIN = re.compile(
    rb"(?:"  # zap's plain format begins with the time,
    rb"|[A-Za-z]{3,12} {1,9}"  # logr's with the level,
    rb")\[?" + _TIME  # and that before 4.10 with a bracket
)


def line_time(line: bytes) -> float | None:
    """Return when the line was written, in seconds since the epoch; `None` if it has no time.

    A line of a stack trace has none. A time without a zone is local time.
    """
    head = line[:MAX_HEAD]
    if not head.startswith(b"{"):
        plain = _PLAIN.match(head)
        return _moment(plain) if plain else None
    if epoch := _EPOCH.search(head):
        return float(epoch[1])
    named = _NAMED.search(head)
    return _moment(named) if named else None


def _moment(found: re.Match[bytes]) -> float | None:
    year, month, day, hour, minute, second, fraction, zone = found.groups()
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
