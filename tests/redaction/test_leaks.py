"""Lines of servers, plugins and programs with secrets come out clean, as parts and as whole files.

In the files « and » mark the secrets; two empty lines end a sample. Samples without a secret that
look like ones with a secret are left as they are.
"""

import re
from pathlib import Path

import pytest

from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor

HARMLESS = sorted((Path(__file__).parent / "harmless").glob("*.log"))
FILES = sorted((Path(__file__).parent / "leaks").glob("*.log"))
MARKED = re.compile("«(.*?)»", re.DOTALL)
SHORT = 12
"""Of a longer secret two thirds are a leak, too."""


def plain(sample: str) -> str:
    return sample.replace("«", "").replace("»", "")


def leaks(sample: str, redacted: str) -> list[str]:
    """Return what is left of the secrets of a sample."""
    parts = []
    for secret in MARKED.findall(sample):
        third = len(secret) // 3 if len(secret) > SHORT else 0
        parts += [secret[third:], secret[: len(secret) - third]]
    return [part for part in parts if part in redacted]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sample_leaks(path: Path) -> None:
    redactor = Redactor([])
    samples = path.read_text(encoding="utf-8").split("\n\n\n")

    assert all(MARKED.search(sample) for sample in samples)
    assert not [
        (redacted, left)
        for sample in samples
        if (left := leaks(sample, redacted := redactor.redact_text(plain(sample))))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("block_bytes", [64, 1000, 2**20])
def test_a_file_is_clean_wherever_its_blocks_end(path: Path, block_bytes: int) -> None:
    redactor = Redactor([])
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    blocks = Blocks([plain(text).encode()], redactor, block_bytes=block_bytes)
    redacted = b"".join(
        redactor.redact(block.data, block.start, block.end).data for block in blocks if block
    ).decode()

    assert not [
        (sample, left) for sample in text.split("\n\n\n") if (left := leaks(sample, redacted))
    ]


@pytest.mark.parametrize("path", HARMLESS, ids=lambda path: path.stem)
def test_nothing_is_removed_from_what_is_close_to_a_secret(path: Path) -> None:
    redactor = Redactor([])
    samples = path.read_text(encoding="utf-8").removesuffix("\n").split("\n\n\n")

    assert not [
        (sample, redacted)
        for sample in samples
        if (redacted := redactor.redact_text(sample)) != sample
    ]
