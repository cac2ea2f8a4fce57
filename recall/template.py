"""From one template to one sample: values drawn, secrets marked, a format chosen."""

import re
from itertools import count
from random import Random

from recall import keys
from recall.formats import FORMATS, parse
from recall.values import VALUES

_PLACE = re.compile(r"⟦(?:(?P<keep>[a-z0-9]+)=)?(?P<name>[^⟧:]*)(?::(?P<argument>[^⟧]*))?⟧")
_ROWS = re.compile(r"⟦(?P<how>rows|lines):(?P<kind>[a-z0-9]+)⟧")
_LINE_ENDS = str.maketrans({"⏎": "\n", "↵": "\r\n"})

_KEYS = {
    "key": keys.joined,
    "key_b64": keys.pem_in_base64,
    "key_form": keys.percent_body,
    "key_path": keys.path_body,
}


def expand(template: str, seed: str, number: int) -> str:
    """Return the sample number `number` that a template makes.

    `⟦name:argument⟧` is a value, `⟦one|two⟧` one of these, `⟦a=id⟧` a value that `⟦a⟧` repeats.
    `@ level caller | message | key=value` is written in one of the formats in turn; there, `⏎`
    and `↵` are the line ends. A line with `⟦rows:kind⟧` is repeated for each line of a key.
    """
    rng = Random(f"{seed} {number}")
    kept: dict[str, str] = {}
    lines = [row for line in template.split("\n") for row in _rows(line, rng)]
    turn = count(number)
    return "\n".join(_line(_filled(line, rng, kept), rng, next(turn)) for line in lines)


def _rows(line: str, rng: Random) -> list[str]:
    found = _ROWS.search(line)
    if not found:
        return [line]
    before, after = line[: found.start()], line[found.end() :]
    left, right = ("«", "»") if found["how"] == "rows" else ("", "")
    return [f"{before}{left}{row}{right}{after}" for row in keys.body(rng, found["kind"])]


def _filled(line: str, rng: Random, kept: dict[str, str]) -> str:
    def value(place: re.Match[str]) -> str:
        name, argument = place["name"], place["argument"] or ""
        if name in kept:
            return kept[name]
        if "|" in name or "|" in argument:
            drawn = rng.choice(_choices(place))
        elif name in _KEYS:
            drawn = _KEYS[name](rng, argument)
        else:
            drawn = VALUES[name](rng, argument)
        if place["keep"]:
            kept[place["keep"]] = drawn
        return drawn

    return _PLACE.sub(value, line)


def _choices(place: re.Match[str]) -> list[str]:
    whole = place[0][1:-1]
    return whole.removeprefix(f"{place['keep']}=").split("|")


def _line(text: str, rng: Random, turn: int) -> str:
    if not text.startswith("@ "):
        return text
    entry = parse(text[2:].translate(_LINE_ENDS))
    return FORMATS[turn % len(FORMATS)](entry, rng)
