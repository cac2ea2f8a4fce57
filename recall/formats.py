"""The formats in which servers, shippers and hosts write one message with its fields."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

_RED, _BLUE, _END = "\x1b[31m", "\x1b[36m", "\x1b[0m"
_MONTHS = ("Jan", "Mar", "Jul", "Nov")


class Entry(NamedTuple):
    """What is logged."""

    level: str
    caller: str
    message: str
    fields: tuple[tuple[str, str], ...]


def parse(text: str) -> Entry:
    """Read `level caller | message | key=value | …`."""
    head, message, *pairs = text.split(" | ")
    level, _, caller = head.strip().partition(" ")
    fields = [tuple(pair.split("=", 1)) for pair in pairs]
    return Entry(level, caller, message, tuple((key, value) for key, value in fields))


def _time(rng: Random, joint: str, digits: int = 3) -> str:
    clock = [rng.randrange(limit) for limit in (12, 28, 24, 60, 60)]
    month, day, hour, minute, second = clock
    fraction = rng.randrange(10**digits)
    date = f"2026-{month + 1:02}-{day + 1:02}"
    return f"{date}{joint}{hour:02}:{minute:02}:{second:02}.{fraction:0{digits}}"


def _json(pairs: list[tuple[str, object]]) -> str:
    return json.dumps(dict(pairs), ensure_ascii=False, separators=(",", ":"))


def _typed(fields: tuple[tuple[str, str], ...]) -> list[tuple[str, object]]:
    return [(key, int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text) for key, text in fields]


def _escaped(text: str) -> str:
    return text.replace("\n", "\\n").replace("\r", "\\r")


def _quoted(text: str) -> str:
    if re.search(r'[\s"=]', text):
        return '"' + _escaped(text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    return text


def json_5(entry: Entry, rng: Random) -> str:
    """Write as releases up to 5.39: seconds, caller first; `<`, `>`, `&` at times escaped."""
    stamp = round(1626190000 + rng.random() * 10**6, 4)
    head = [("level", entry.level), ("ts", stamp), ("caller", entry.caller), ("msg", entry.message)]
    line = _json([*head, *_typed(entry.fields)])
    if rng.random() < 1 / 2:
        for plain, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
            line = line.replace(plain, escape)
    return line


def json_6(entry: Entry, rng: Random) -> str:
    """Write as releases since 6.0."""
    head = [("timestamp", _time(rng, " ") + " Z"), ("level", entry.level)]
    named = [*head, ("msg", entry.message), ("caller", entry.caller)]
    return _json([*named, *_typed(entry.fields)])


def plain_5(entry: Entry, rng: Random) -> str:
    """Write with tabs, the fields as JSON."""
    stamp = _time(rng, "T") + "Z"
    fields = _json(_typed(entry.fields)).replace('":', '": ').replace(',"', ', "')
    return "\t".join((stamp, entry.level, entry.caller, _escaped(entry.message), fields))


def plain_6(entry: Entry, rng: Random) -> str:
    """Write `key=value` behind a padded message."""
    head = f"{entry.level:5} [{_time(rng, ' ')} Z] {_escaped(entry.message):45}"
    pairs = [f"{key}={_quoted(value)}" for key, value in entry.fields]
    return " ".join([head, f'caller="{entry.caller}"', *pairs])


def colored(entry: Entry, rng: Random) -> str:
    """Write for a terminal."""
    color = _RED if entry.level == "error" else _BLUE
    head = f"{color}{entry.level}{_END} [{_time(rng, ' ')} Z] {_escaped(entry.message)}"
    named = [("caller", entry.caller), *entry.fields]
    return " ".join([head, *(f"{color}{key}{_END}={_quoted(value)}" for key, value in named)])


def logfmt(entry: Entry, rng: Random) -> str:
    """Write as plugins and exporters do."""
    head = [f"time={_time(rng, 'T')}Z", f"level={entry.level}", f"msg={_quoted(entry.message)}"]
    return " ".join([*head, *(f"{key}={_quoted(value)}" for key, value in entry.fields)])


def journald(entry: Entry, rng: Random) -> str:
    """Write behind systemd's prefix."""
    month, day = rng.choice(_MONTHS), rng.randrange(10, 29)
    clock = _time(rng, " ")[11:19]
    return f"{month} {day} {clock} chat mattermost[{rng.randrange(300, 9000)}]: " + json_5(
        entry, rng
    )


def docker(entry: Entry, rng: Random) -> str:
    """Write as Docker keeps a container's output: JSON in JSON."""
    line = json_6(entry, rng) + "\n"
    return _json([("log", line), ("stream", "stderr"), ("time", _time(rng, "T", 9) + "Z")])


def kubernetes(entry: Entry, rng: Random) -> str:
    """Write behind the prefix of a node's container log."""
    return f"{_time(rng, 'T', 9)}Z stderr F " + json_6(entry, rng)


def go_log(entry: Entry, rng: Random) -> str:
    """Write as Go's own logger, which many plugins use."""
    pairs = [f"{key}: {_escaped(value)}" for key, value in entry.fields]
    stamp = _time(rng, " ")[:19].replace("-", "/")
    return ", ".join([f"{stamp} {_escaped(entry.message)}", *pairs])


FORMATS: tuple[Callable[[Entry, Random], str], ...] = (
    json_6, json_5, plain_6, colored, docker, plain_5, logfmt, journald, kubernetes, go_log,
)  # fmt: skip
