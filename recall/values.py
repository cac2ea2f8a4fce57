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

Value = Callable[[Random, str], str]


def _drawn(alphabet: str) -> Value:
    """Return what draws so many letters of `alphabet` as the argument says."""
    return lambda rng, length: "".join(rng.choices(alphabet, k=int(length)))


def _mixed(rng: Random, length: str) -> str:
    """Return letters and digits, both cases and a digit among them."""
    rest = rng.choices(_ALPHABETS["base62"], k=int(length) - 3)
    drawn = [*rest, *(rng.choice(kind) for kind in ("bdfgk", "BDFGK", "23789"))]
    rng.shuffle(drawn)
    return "".join(drawn)


def _base64(rng: Random, size: str) -> str:
    return base64.b64encode(rng.randbytes(int(size))).decode()


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _uuid(rng: Random, _: str) -> str:
    drawn = f"{rng.getrandbits(128):032x}"
    return "-".join((drawn[:8], drawn[8:12], "4" + drawn[13:16], "a" + drawn[17:20], drawn[20:]))


def _checked(rng: Random, length: str) -> str:
    """Return letters and digits that end with their checksum, as GitHub and npm make them."""
    drawn = _mixed(rng, length or "30")
    rest, digits = binascii.crc32(drawn.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = BASE62[digit] + digits
    return drawn + digits


def _jwt(rng: Random, algorithm: str) -> str:
    head = {"alg": algorithm or rng.choice(("HS256", "RS256", "ES256")), "typ": "JWT"}
    body = {"sub": _id(rng, "26"), "iat": 1795000000 + rng.randrange(10**6), "admin": False}
    parts = [json.dumps(part, separators=(",", ":")).encode() for part in (head, body)]
    return ".".join(map(_base64url, (*parts, rng.randbytes(32))))


_id = _drawn(ID_ALPHABET)


def _password(rng: Random, _: str) -> str:
    """Return a password as people, generators and policies make them."""
    noun, other = rng.sample(NOUNS, 2)
    number = rng.randrange(10, 99)
    mark = rng.choice("-_!.")
    return rng.choice(
        (
            f"{noun.title()}{mark}{other.title()}{mark}{number}",
            f"{noun.title()}{number}{other}!",
            _mixed(rng, str(rng.randrange(10, 25))),
            _mixed(rng, "16"),
            f"{noun[:3]}{number}{other[:4].upper()}{rng.randrange(100, 999)}",
        )
    )


def _marked(rng: Random, _: str) -> str:
    """Return a password with marks that JSON, URLs and shells write differently."""
    drawn = _mixed(rng, "12")
    one, two = rng.sample("&<>+%#=*", 2)
    return f"{drawn[:4]}{one}{drawn[4:9]}{two}{drawn[9:]}"


def _quoted(rng: Random, _: str) -> str:
    """Return a password with every kind of quote in it."""
    drawn = _mixed(rng, "16")
    return f"{drawn[:4]}'{drawn[4:8]}\"{drawn[8:12]}\\{drawn[12:]}<&>"


def _phrase(rng: Random, _: str) -> str:
    """Return a password of several words."""
    words = " ".join(word.title() for word in rng.sample(NOUNS, 3))
    return f"{rng.randrange(20, 99)} {words}"


def _basic(rng: Random, _: str) -> str:
    login = f"{rng.choice(NAMES)}:{_password(rng, '')}"
    return base64.b64encode(login.encode()).decode()


def _range(rng: Random, bounds: str) -> str:
    first, _, last = bounds.partition("-")
    return str(rng.randint(int(first), int(last)))


def _address(rng: Random, _: str) -> str:
    network = rng.choice(("192.0.2.", "198.51.100.", "203.0.113.", "10.42.0.", "172.18.0."))
    return f"{network}{rng.randrange(2, 250)}"


VALUES: dict[str, Value] = {
    **{name: _drawn(alphabet) for name, alphabet in _ALPHABETS.items()},
    "id": lambda rng, length: _id(rng, length or "26"),
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
    "user": lambda rng, _: rng.choice(NAMES),
    "noun": lambda rng, _: rng.choice(NOUNS),
    "team": lambda rng, _: f"{rng.choice(ADJECTIVES)}-{rng.choice(NOUNS)}",
    "title": lambda rng, _: f"{rng.choice(ADJECTIVES).title()} {rng.choice(NOUNS)}",
    "host": lambda rng, _: rng.choice(HOSTS),
    "email": lambda rng, _: f"{rng.choice(NAMES)}@{rng.choice(HOSTS)}",
    "path": lambda rng, _: rng.choice(PATHS),
    "plugin": lambda rng, _: rng.choice(PLUGINS),
    "ms": lambda rng, _: f"{rng.uniform(0.1, 900):.3f}ms",
    "day": lambda rng, _: f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
    "clock": lambda rng, _: ":".join(f"{rng.randrange(60) % 24:02}" for _ in range(3)),
}
