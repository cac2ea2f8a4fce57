"""Secrets as people and programs choose them, and lines that contain them."""

import random
from collections.abc import Callable

from support_packet.redaction.values import forms, searchable

_ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "0123456789abcdef",
    "ABCxyz019+/=_-.~",
    "aZ9 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "äöüßéñçøłşğžλжд中文字あ😀aZ1",
    "aZ\n\t1\\\"'<&",
]
_LINES: list[Callable[[str], str]] = [
    lambda form: f'{{"level":"info","msg":"configuration loaded","value":"{form}"}}\n',
    lambda form: f"2021-07-13T18:35:02.123Z\tinfo\tapp/app.go:42\tloaded {form}, next\t{{}}\n",
    lambda form: f"{form}\n",
    lambda form: f"panic: x={form}&y=1 [recovered]\n",
    lambda form: f"https://example.com/{form}/path\n",
]


def generated(count: int, seed: int) -> list[str]:
    """Return secrets from many alphabets, all of which the redactor searches for."""
    rng = random.Random(seed)
    drawn = (
        "".join(rng.choices(_ALPHABETS[number % len(_ALPHABETS)], k=rng.randrange(12, 60)))
        for number in range(2 * count)
    )
    return [secret for secret in map(str.strip, drawn) if searchable(secret)][:count]


def lines_with(secrets: list[str], forms_each: int) -> bytes:
    """Return lines of several kinds that contain each secret in some of its forms."""
    rng = random.Random(len(secrets))
    lines = [
        rng.choice(_LINES)(form.decode("utf-8", "surrogateescape"))
        for secret in secrets
        for form in rng.sample(sorted(forms(secret)), forms_each)
    ]
    # UTF-16 is not UTF-8, and stays as it is.
    return "".join(lines).encode("utf-8", "surrogateescape")
