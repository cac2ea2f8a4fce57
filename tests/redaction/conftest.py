"""Lines in which « and » mark what is secret."""

import re
from collections.abc import Callable

import pytest

from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK


@pytest.fixture(scope="session")
def redact_marked() -> Callable[[str], tuple[str, str]]:
    """Return what makes of a line, its marks removed, the redacted line and the expected one."""
    redactor = Redactor([])

    def redact(line: str) -> tuple[str, str]:
        plain = line.replace("«", "").replace("»", "")
        return redactor.redact_text(plain), re.sub("«.*?»", MASK.decode(), line)

    return redact
