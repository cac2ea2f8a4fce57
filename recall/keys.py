"""Invented key files: armor, bodies and the forms in which they are passed on."""

import base64
from random import Random
from urllib.parse import quote, quote_plus

_WIDTH = 64
_STARTS = {
    "rsa": (b"\x30\x82\x04\xa4\x02\x01\x00\x02\x82\x01\x01\x00", 1192),
    "small": (b"\x30\x82\x02\x5d\x02\x01\x00\x02\x81\x81\x00", 400),
    "ec": (b"\x30\x77\x02\x01\x01\x04\x20", 121),
    "pkcs8": (b"\x30\x82\x04\xbe\x02\x01\x00\x30\x0d\x06\x09\x2a\x86\x48", 610),
    "ed25519": (b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 48),
    "openssh": (b"openssh-key-v1\x00\x00\x00\x00\x04none\x00\x00\x00\x04none", 387),
    "pgp": (b"\x95\x03\x98\x04", 460),
    "putty": (b"\x00\x00\x00\x20", 100),
    "cert": (b"\x30\x82\x03\xb7\x30\x82\x02\x9f\xa0\x03\x02\x01\x02\x02\x14", 700),
    "public": (b"\x30\x82\x01\x22\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d", 294),
    "image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 300),
}
"""By which bytes each kind begins, which makes the letters it is known by, and how long it is."""

NAMES = {"rsa": "RSA ", "small": "RSA ", "ec": "EC ", "openssh": "OPENSSH "}


def body(rng: Random, kind: str) -> list[str]:
    """Return the base64 lines of a key of this kind."""
    start, size = _STARTS[kind]
    text = base64.b64encode(start + rng.randbytes(size - len(start))).decode()
    width = 70 if kind == "openssh" else _WIDTH
    return [text[place : place + width] for place in range(0, len(text), width)]


def joined(rng: Random, argument: str) -> str:
    r"""Return a body in one line, its line ends written as `\n` or as the argument says."""
    kind, _, end = argument.partition(",")
    return (end or "\\n").join(body(rng, kind))


def pem(rng: Random, kind: str) -> str:
    """Return a whole key as in its file."""
    name = NAMES.get(kind, "") + "PRIVATE KEY-----"
    return "\n".join([f"-----BEGIN {name}", *body(rng, kind), f"-----END {name}", ""])


def pem_in_base64(rng: Random, kind: str) -> str:
    """Return a whole key as Kubernetes keeps it."""
    return base64.b64encode(pem(rng, kind).encode()).decode()


def percent_body(rng: Random, kind: str) -> str:
    """Return a body as a form sends it."""
    return quote_plus("\n".join(body(rng, kind)))


def path_body(rng: Random, kind: str) -> str:
    """Return a body as a path holds it."""
    return quote("\n".join(body(rng, kind)), safe="")
