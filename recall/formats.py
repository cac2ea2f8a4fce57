"""The formats in which servers, shippers and hosts write one message with its fields."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

Chance = Random

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


def _time(chance: Chance, joint: str, digits: int = 3) -> str:
    clock = [chance.randrange(limit) for limit in (12, 28, 24, 60, 60)]
    month, day, hour, minute, second = clock
    fraction = chance.randrange(10**digits)
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


def json_5(entry: Entry, chance: Chance) -> str:
    """Write as releases up to 5.39: seconds, caller first; `<`, `>`, `&` at times escaped."""
    stamp = round(1626190000 + chance.random() * 10**6, 4)
    head = [("level", entry.level), ("ts", stamp), ("caller", entry.caller), ("msg", entry.message)]
    line = _json([*head, *_typed(entry.fields)])
    if chance.random() < 1 / 2:
        for plain, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
            line = line.replace(plain, escape)
    return line


def json_6(entry: Entry, chance: Chance) -> str:
    """Write as releases since 6.0."""
    head = [("timestamp", _time(chance, " ") + " Z"), ("level", entry.level)]
    named = [*head, ("msg", entry.message), ("caller", entry.caller)]
    return _json([*named, *_typed(entry.fields)])


def plain_5(entry: Entry, chance: Chance) -> str:
    """Write with tabs, the fields as JSON."""
    stamp = _time(chance, "T") + "Z"
    fields = _json(_typed(entry.fields)).replace('":', '": ').replace(',"', ', "')
    return "\t".join((stamp, entry.level, entry.caller, _escaped(entry.message), fields))


def plain_6(entry: Entry, chance: Chance) -> str:
    """Write `key=value` behind a padded message."""
    head = f"{entry.level:5} [{_time(chance, ' ')} Z] {_escaped(entry.message):45}"
    pairs = [f"{key}={_quoted(value)}" for key, value in entry.fields]
    return " ".join([head, f'caller="{entry.caller}"', *pairs])


def colored(entry: Entry, chance: Chance) -> str:
    """Write for a terminal."""
    color = _RED if entry.level == "error" else _BLUE
    head = f"{color}{entry.level}{_END} [{_time(chance, ' ')} Z] {_escaped(entry.message)}"
    named = [("caller", entry.caller), *entry.fields]
    return " ".join([head, *(f"{color}{key}{_END}={_quoted(value)}" for key, value in named)])


def logfmt(entry: Entry, chance: Chance) -> str:
    """Write as plugins and exporters do."""
    head = [f"time={_time(chance, 'T')}Z", f"level={entry.level}", f"msg={_quoted(entry.message)}"]
    return " ".join([*head, *(f"{key}={_quoted(value)}" for key, value in entry.fields)])


def journald(entry: Entry, chance: Chance) -> str:
    """Write behind systemd's prefix."""
    month, day = chance.choice(_MONTHS), chance.randrange(10, 29)
    clock = _time(chance, " ")[11:19]
    return f"{month} {day} {clock} chat mattermost[{chance.randrange(300, 9000)}]: " + json_5(
        entry, chance
    )


def docker(entry: Entry, chance: Chance) -> str:
    """Write as Docker keeps a container's output: JSON in JSON."""
    line = json_6(entry, chance) + "\n"
    return _json([("log", line), ("stream", "stderr"), ("time", _time(chance, "T", 9) + "Z")])


def kubernetes(entry: Entry, chance: Chance) -> str:
    """Write behind the prefix of a node's container log."""
    return f"{_time(chance, 'T', 9)}Z stderr F " + json_6(entry, chance)


def go_log(entry: Entry, chance: Chance) -> str:
    """Write as Go's own logger, which many plugins use."""
    pairs = [f"{key}: {_escaped(value)}" for key, value in entry.fields]
    stamp = _time(chance, " ")[:19].replace("-", "/")
    return ", ".join([f"{stamp} {_escaped(entry.message)}", *pairs])


FORMATS: tuple[Callable[[Entry, Chance], str], ...] = (
    json_6, json_5, plain_6, colored, docker, plain_5, logfmt, journald, kubernetes, go_log,
)  # fmt: skip
