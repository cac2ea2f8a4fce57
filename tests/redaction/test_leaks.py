"""Lines of servers, plugins and programs with secrets come out clean, as parts and as whole files.

In the files « and » mark the secrets; two empty lines end a sample. Samples without a secret that
look like ones with a secret are left as they are.
"""

from pathlib import Path

import pytest
from support.redaction.samples import FILES, HARMLESS, MARKED, leaks, plain, samples_of
from support.tables import for_each

from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sample_leaks(path: Path) -> None:
    redactor = Redactor([])
    samples = samples_of(path)

    assert all(MARKED.search(sample) for sample in samples)
    assert not [
        (redacted, left)
        for sample in samples
        if (left := leaks(sample, redacted := redactor.redact_text(plain(sample))))
    ]


@for_each("path", FILES, ids=lambda path: path.stem)
@for_each("block_bytes", [64, 1000, 2**20])
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

    assert not [
        (sample, redacted)
        for sample in samples_of(path)
        if (redacted := redactor.redact_text(sample)) != sample
    ]
