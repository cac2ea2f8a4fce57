"""The log files of the example installation: realistic lines of a 5.37 server at level DEBUG."""

import itertools
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from demo.identifiers import identifier
from demo.leaks import LEAKS

Event = Mapping[str, str | int | float]

_ROUTES = (
    "/api/v4/users/me",
    "/api/v4/users/status/ids",
    "/api/v4/channels/{}/posts",
    "/api/v4/channels/{}/members/me/unread",
    "/api/v4/posts",
    "/api/v4/posts/{}/reactions",
    "/api/v4/teams/{}/channels",
    "/api/v4/files/{}/preview",
    "/api/v4/websocket",
    "/plugins/com.example.issue-tracker/api/v1/issues/{}",
)
_VERSION = (
    "Current version is 5.37.0 (5.37.0/Thu Jul 15 18:12:01 UTC 2021/"
    "2f6b0dbcb1d9a2ad1bf8e4a2c3f5d7e9a0b1c2d3/5a1e7c93d0b4f26e8a9d3c7b1f0e2d4c6b8a9f01)"
)
_STATUSES = ("200",) * 30 + ("201", "304", "401", "403", "404")
_ONE_LEAK_IN = 400
_MAX_LINE = 500
"""Characters: whichever line is the last one is from the end."""

_HOUR = 3600
_SPAN = 30 * _HOUR
_PEAK_AGO = 8 * _HOUR
_ERROR_SHARES = {-1: 0.1, 0: 0.75, 1: 0.2}
"""How many requests fail in the hour of the peak, before it and after it."""
_USUAL_ERROR_SHARE = 0.05
_ERRORS = (
    ("sqlstore/post_store.go:1021", "Unable to save the Post", "dial tcp: i/o timeout"),
    ("app/web_hub.go:417", "Failed to get session", "context deadline exceeded"),
    ("web/context.go:58", "Unable to get the user", "driver: bad connection"),
)


def write_logs(directory: Path, size: int, end: float) -> None:
    """Write `mattermost.log` of about `size` bytes and `notifications.log` of a quarter of it.

    The lines are from 30 hours, the last from `end`, in seconds since the epoch; the errors peak in
    a whole hour about 8 hours before it. For the same `end` the files are the same on every run.
    From 10,000 bytes on, `mattermost.log` contains every line of `LEAKS`.
    """
    directory.mkdir(parents=True, exist_ok=True)
    clock = _Clock(end)
    _write(directory / "mattermost.log", _server_events(random.Random(5370), clock), size, clock)
    clock = _Clock(end)
    _write(directory / "notifications.log", _push_events(random.Random(5371)), size // 4, clock)


class _Clock:
    """The time of the next line: it moves on from the first to the last, as the file fills."""

    def __init__(self, end: float) -> None:
        self.now = end - _SPAN
        self._end = end
        self._peak = (end - _PEAK_AGO) // _HOUR

    def set(self, share: float) -> None:
        """Let `share` of the file be written; 1 and more is the end."""
        self.now = round(self._end - _SPAN * max(0, 1 - share), 4)

    @property
    def error_share(self) -> float:
        return _ERROR_SHARES.get(round(self.now // _HOUR - self._peak), _USUAL_ERROR_SHARE)


def _write(path: Path, events: Iterator[Event], size: int, clock: _Clock) -> None:
    written = 0
    with path.open("w", encoding="utf-8") as log:
        while written < size:
            clock.set(written / (size - _MAX_LINE))
            written += log.write(_line(next(events), clock))


def _line(event: Event, clock: _Clock) -> str:
    fields = {"level": event["level"], "ts": clock.now, **event}
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False) + "\n"


def _server_events(rng: random.Random, clock: _Clock) -> Iterator[Event]:
    for message in ("Server is initializing...", _VERSION):
        yield {"level": "info", "caller": "app/server.go:269", "msg": message}
    yield from LEAKS
    leaks = itertools.cycle(LEAKS)
    owed = 0.0  # errors: by chance, a small log would have its peak in another hour
    for number in itertools.count(1):
        owed += clock.error_share
        if number % _ONE_LEAK_IN == 0:
            yield next(leaks)
        elif number % 50 == 0:
            yield _job(rng)
        elif owed >= 1:
            owed -= 1
            yield _error(rng)
        else:
            yield _request(rng)


def _request(rng: random.Random) -> Event:
    return {
        "level": "debug",
        "caller": "web/handlers.go:98",
        "msg": "Received HTTP request",
        "method": rng.choice(("GET", "GET", "GET", "POST", "PUT")),
        "url": rng.choice(_ROUTES).format(_identifier(rng)),
        "request_id": _identifier(rng),
        "host": "chat.example.com",
        "scheme": "",
        "user_id": _identifier(rng),
        "status_code": rng.choice(_STATUSES),
    }


def _error(rng: random.Random) -> Event:
    caller, message, cause = rng.choice(_ERRORS)
    return {
        "level": "error",
        "caller": caller,
        "msg": message,
        "path": rng.choice(_ROUTES).format(_identifier(rng)),
        "request_id": _identifier(rng),
        "err_details": f"{cause} (db.example.com:5432)",
    }


def _job(rng: random.Random) -> Event:
    return {
        "level": rng.choice(("info", "info", "warn")),
        "caller": "jobs/jobs.go:102",
        "msg": "Worker: Job is complete",
        "worker": rng.choice(("Migrations", "Plugins", "ExpiryNotify", "ActiveUsers")),
        "job_id": _identifier(rng),
    }


def _push_events(rng: random.Random) -> Iterator[Event]:
    for step in itertools.cycle(("Notification received", "Notification will be sent")):
        yield {
            "level": "info",
            "caller": "app/notification_push.go:221",
            "msg": step,
            "ackId": _identifier(rng),
            "type": "message",
            "postId": _identifier(rng),
            "status": "OK",
            "deviceId": f"android_rn:{_identifier(rng)}",
        }


def _identifier(rng: random.Random) -> str:
    return identifier(str(rng.random()))
