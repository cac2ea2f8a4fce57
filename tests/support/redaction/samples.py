"""Samples of content in which « and » mark the secrets; two empty lines end a sample."""

import re
from pathlib import Path

LEAKS = Path(__file__).parents[2] / "redaction" / "leaks"
FILES = sorted(LEAKS.glob("*.log"))
HARMLESS = sorted((LEAKS.parent / "harmless").glob("*.log"))

MARKED = re.compile("«(.*?)»", re.DOTALL)
SHORT = 12
"""Of a longer secret two thirds are a leak, too."""


def samples_of(path: Path) -> list[str]:
    """Return the samples of a file, marked."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n\n\n")


def plain(sample: str) -> str:
    """Return a sample as a server would write it."""
    return sample.replace("«", "").replace("»", "")


def leaks(sample: str, redacted: str) -> list[str]:
    """Return what is left of the secrets of a sample."""
    parts = []
    for secret in MARKED.findall(sample):
        third = len(secret) // 3 if len(secret) > SHORT else 0
        parts += [secret[third:], secret[: len(secret) - third]]
    return [part for part in parts if part in redacted]
