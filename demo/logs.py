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
_SECONDS_BETWEEN = 0.37


def write_logs(directory: Path, size: int, end: float) -> None:
    """Write `mattermost.log` of about `size` bytes and `notifications.log` of a quarter of it.

    The last line is from `end`, in seconds since the epoch. Except for their times, the files are
    the same on every run. From 10,000 bytes on, `mattermost.log` contains every line of `LEAKS`.
    """
    directory.mkdir(parents=True, exist_ok=True)
    _write(directory / "mattermost.log", _server_events(random.Random(5370)), size, end)
    _write(directory / "notifications.log", _push_events(random.Random(5371)), size // 4, end)


def _write(path: Path, events: Iterator[Event], size: int, end: float) -> None:
    lines = list(_until(size, events))
    with path.open("w", encoding="utf-8") as log:
        for number, line in enumerate(lines, start=1):
            moment = round(end - (len(lines) - number) * _SECONDS_BETWEEN, 4)
            log.write(line.replace("{moment}", str(moment), 1))


def _until(size: int, events: Iterator[Event]) -> Iterator[str]:
    """Yield the lines of `events`, with a placeholder for the time, up to `size` bytes."""
    written = 0
    while written < size:
        event = next(events)
        fields = {"level": event["level"], "ts": 0, **event}
        text = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
        yield text.replace('"ts":0', '"ts":{moment}', 1) + "\n"
        written += len(text) + len("1795361170.9627")


def _server_events(chance: random.Random) -> Iterator[Event]:
    for message in ("Server is initializing...", _VERSION):
        yield {"level": "info", "caller": "app/server.go:269", "msg": message}
    yield from LEAKS
    leaks = itertools.cycle(LEAKS)
    for number in itertools.count(1):
        if number % _ONE_LEAK_IN == 0:
            yield next(leaks)
        elif number % 50 == 0:
            yield _job(chance)
        else:
            yield _request(chance)


def _request(chance: random.Random) -> Event:
    return {
        "level": "debug",
        "caller": "web/handlers.go:98",
        "msg": "Received HTTP request",
        "method": chance.choice(("GET", "GET", "GET", "POST", "PUT")),
        "url": chance.choice(_ROUTES).format(_identifier(chance)),
        "request_id": _identifier(chance),
        "host": "chat.example.com",
        "scheme": "",
        "user_id": _identifier(chance),
        "status_code": chance.choice(_STATUSES),
    }


def _job(chance: random.Random) -> Event:
    return {
        "level": chance.choice(("info", "info", "warn")),
        "caller": "jobs/jobs.go:102",
        "msg": "Worker: Job is complete",
        "worker": chance.choice(("Migrations", "Plugins", "ExpiryNotify", "ActiveUsers")),
        "job_id": _identifier(chance),
    }


def _push_events(chance: random.Random) -> Iterator[Event]:
    for step in itertools.cycle(("Notification received", "Notification will be sent")):
        yield {
            "level": "info",
            "caller": "app/notification_push.go:221",
            "msg": step,
            "ackId": _identifier(chance),
            "type": "message",
            "postId": _identifier(chance),
            "status": "OK",
            "deviceId": f"android_rn:{_identifier(chance)}",
        }


def _identifier(chance: random.Random) -> str:
    return identifier(str(chance.random()))
