"""Lines in which « and » mark what is secret."""

import re
from collections.abc import Callable

import pytest
from support.redaction.masks import is_masked_as

from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK


@pytest.fixture(scope="session")
def check_marked() -> Callable[[str], None]:
    """Return what checks that of a line the marked parts are masked, and nothing else ever."""
    redactor = Redactor([])

    def check(line: str) -> None:
        redacted = redactor.redact_text(line.replace("«", "").replace("»", ""))

        assert is_masked_as(re.sub("«.*?»", MASK.decode(), line), redacted)
        assert redactor.redact_text(redacted) == redacted

    return check
