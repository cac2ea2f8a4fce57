"""From when to when the lines of logs are wanted."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from support_packet.errors import InvalidWindowError
from support_packet.values.message import N_

_AGO = re.compile(r"([0-9]{1,6})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_OFFSET_AFTER_BLANK = re.compile(r" (?=[0-9]{2}:?[0-9]{2}\Z)")
_MAX_SHOWN = 60


@dataclass(frozen=True)
class TimeWindow:
    """From `since` on, and before `until`: seconds since the epoch, `None` for no limit."""

    since: float | None = None
    until: float | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None

    def __str__(self) -> str:
        return "/".join(".." if at is None else _text(at) for at in (self.since, self.until))


ALL_TIMES = TimeWindow()


def parse_window(since: str, until: str, now: datetime) -> TimeWindow:
    """Return the window between two times, each empty for no limit; `now` has a time zone.

    A time is in the form of ISO 8601, local where it has no time zone, or how long ago it was:
    `90m`, `24h`, `3d`. `InvalidWindowError` for another form, for what is before 1970, and for a
    window without any time.
    """
    window = TimeWindow(_moment("since", since, now), _moment("until", until, now))
    if window.since is not None and window.until is not None and window.since >= window.until:
        raise InvalidWindowError(
            N_("There is no time between since=%(since)s and until=%(until)s."),
            since=repr(since[:_MAX_SHOWN]),
            until=repr(until[:_MAX_SHOWN]),
        )
    return window


def _moment(name: str, text: str, now: datetime) -> float | None:
    if not text:
        return None
    value = repr(text[:_MAX_SHOWN])
    try:
        moment = _seconds(text, now)
        if moment >= 0:
            _text(moment)  # in UTC, it may be after the last year
    except (ValueError, OverflowError):
        raise InvalidWindowError(
            N_(
                "%(name)s=%(value)s is not a time. Write it as 2026-11-27T08:00:00Z, or as 24h for "
                "24 hours ago."
            ),
            name=name,
            value=value,
        ) from None
    if moment < 0:
        raise InvalidWindowError(
            N_("%(name)s=%(value)s is before 1970. Choose a later time."), name=name, value=value
        )
    return moment


def _seconds(text: str, now: datetime) -> float:
    if ago := _AGO.fullmatch(text):
        return now.timestamp() - timedelta(**{_UNITS[ago[2]]: int(ago[1])}).total_seconds()
    # In an address, a plus that is not escaped is a blank.
    return datetime.fromisoformat(_OFFSET_AFTER_BLANK.sub("+", text)).timestamp()


def _text(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
