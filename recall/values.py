"""Invented values: every `⟦name:argument⟧` of a template, drawn by chance from a seed."""

import base64
import binascii
import json
import string
from collections.abc import Callable
from random import Random

from recall.words import ADJECTIVES, HOSTS, NAMES, NOUNS, PATHS, PLUGINS

ID_ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769"
"""The letters and digits of Mattermost's ids, session tokens and hooks."""

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase

_ALPHABETS = {
    "base62": string.ascii_letters + string.digits,
    "b32": string.ascii_uppercase + "234567",
    "bech32": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    "digits": string.digits,
    "hex": "0123456789abcdef",
    "HEX": "0123456789ABCDEF",
    "letters": string.ascii_letters,
    "lower": string.ascii_lowercase + string.digits,
    "small": string.ascii_lowercase,
    "upper": string.ascii_uppercase + string.digits,
    "b64url": string.ascii_letters + string.digits + "-_",
}

Chance = Random
Value = Callable[[Chance, str], str]


def _drawn(alphabet: str) -> Value:
    """Return what draws so many letters of `alphabet` as the argument says."""
    return lambda chance, length: "".join(chance.choices(alphabet, k=int(length)))


def _mixed(chance: Chance, length: str) -> str:
    """Return letters and digits, both cases and a digit among them."""
    rest = chance.choices(_ALPHABETS["base62"], k=int(length) - 3)
    drawn = [*rest, *(chance.choice(kind) for kind in ("bdfgk", "BDFGK", "23789"))]
    chance.shuffle(drawn)
    return "".join(drawn)


def _base64(chance: Chance, size: str) -> str:
    return base64.b64encode(chance.randbytes(int(size))).decode()


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _uuid(chance: Chance, _: str) -> str:
    drawn = f"{chance.getrandbits(128):032x}"
    return "-".join((drawn[:8], drawn[8:12], "4" + drawn[13:16], "a" + drawn[17:20], drawn[20:]))


def _checked(chance: Chance, length: str) -> str:
    """Return letters and digits that end with their checksum, as GitHub and npm make them."""
    drawn = _mixed(chance, length or "30")
    rest, digits = binascii.crc32(drawn.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = BASE62[digit] + digits
    return drawn + digits


def _jwt(chance: Chance, algorithm: str) -> str:
    head = {"alg": algorithm or chance.choice(("HS256", "RS256", "ES256")), "typ": "JWT"}
    body = {"sub": _id(chance, "26"), "iat": 1795000000 + chance.randrange(10**6), "admin": False}
    parts = [json.dumps(part, separators=(",", ":")).encode() for part in (head, body)]
    return ".".join(map(_base64url, (*parts, chance.randbytes(32))))


_id = _drawn(ID_ALPHABET)


def _password(chance: Chance, _: str) -> str:
    """Return a password as people, generators and policies make them."""
    noun, other = chance.sample(NOUNS, 2)
    number = chance.randrange(10, 99)
    mark = chance.choice("-_!.")
    return chance.choice(
        (
            f"{noun.title()}{mark}{other.title()}{mark}{number}",
            f"{noun.title()}{number}{other}!",
            _mixed(chance, str(chance.randrange(10, 25))),
            _mixed(chance, "16"),
            f"{noun[:3]}{number}{other[:4].upper()}{chance.randrange(100, 999)}",
        )
    )


def _marked(chance: Chance, _: str) -> str:
    """Return a password with marks that JSON, URLs and shells write differently."""
    drawn = _mixed(chance, "12")
    one, two = chance.sample("&<>+%#=*", 2)
    return f"{drawn[:4]}{one}{drawn[4:9]}{two}{drawn[9:]}"


def _quoted(chance: Chance, _: str) -> str:
    """Return a password with every kind of quote in it."""
    drawn = _mixed(chance, "16")
    return f"{drawn[:4]}'{drawn[4:8]}\"{drawn[8:12]}\\{drawn[12:]}<&>"


def _phrase(chance: Chance, _: str) -> str:
    """Return a password of several words."""
    words = " ".join(word.title() for word in chance.sample(NOUNS, 3))
    return f"{chance.randrange(20, 99)} {words}"


def _basic(chance: Chance, _: str) -> str:
    login = f"{chance.choice(NAMES)}:{_password(chance, '')}"
    return base64.b64encode(login.encode()).decode()


def _range(chance: Chance, bounds: str) -> str:
    first, _, last = bounds.partition("-")
    return str(chance.randint(int(first), int(last)))


def _address(chance: Chance, _: str) -> str:
    network = chance.choice(("192.0.2.", "198.51.100.", "203.0.113.", "10.42.0.", "172.18.0."))
    return f"{network}{chance.randrange(2, 250)}"


VALUES: dict[str, Value] = {
    **{name: _drawn(alphabet) for name, alphabet in _ALPHABETS.items()},
    "id": lambda chance, length: _id(chance, length or "26"),
    "mixed": _mixed,
    "b64": _base64,
    "uuid": _uuid,
    "checked": _checked,
    "jwt": _jwt,
    "password": _password,
    "marked": _marked,
    "quoted": _quoted,
    "phrase": _phrase,
    "basic": _basic,
    "int": _range,
    "ip": _address,
    "user": lambda chance, _: chance.choice(NAMES),
    "noun": lambda chance, _: chance.choice(NOUNS),
    "team": lambda chance, _: f"{chance.choice(ADJECTIVES)}-{chance.choice(NOUNS)}",
    "title": lambda chance, _: f"{chance.choice(ADJECTIVES).title()} {chance.choice(NOUNS)}",
    "host": lambda chance, _: chance.choice(HOSTS),
    "email": lambda chance, _: f"{chance.choice(NAMES)}@{chance.choice(HOSTS)}",
    "path": lambda chance, _: chance.choice(PATHS),
    "plugin": lambda chance, _: chance.choice(PLUGINS),
    "ms": lambda chance, _: f"{chance.uniform(0.1, 900):.3f}ms",
    "day": lambda chance, _: f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
    "clock": lambda chance, _: ":".join(f"{chance.randrange(60) % 24:02}" for _ in range(3)),
}
