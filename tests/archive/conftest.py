"""An archive as a packet makes one."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from support.archive.entries import MODIFIED, SECRET

from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([SECRET])


@pytest.fixture
def archive(redactor: Redactor) -> Iterator[PacketArchive]:
    with closing(PacketArchive(redactor, modified=MODIFIED)) as archive:
        yield archive
