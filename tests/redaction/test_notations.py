"""However a name and its value are written, what the rules can find is found.

Which rules are asked follows from the marks after a name: a rule that expects one of them too few
is not asked. So each example of a rule is tried with other marks after the names in it.
"""

import re
from collections.abc import Iterator

import pytest
from support.examples import examples
from support.redaction.masks import is_redacted_as
from support.redaction.reference import redact_slowly

from support_packet.redaction.engine import Redactor
from support_packet.redaction.expressions.fragments import ALL_NAMES
from support_packet.redaction.rules import SECRET_RULES

NAMES = [re.compile(name) for name in ALL_NAMES]
INSERTED = (b" ", b"\t", b'"', b"'", b'\\"', b"]", b":", b"=", b" =", b" :", b" '")
INSTEAD = (b"=", b":", b" = ", b": ", b" : ", b"->", b" => ")
PARTS = 20


def written_otherwise(example: bytes) -> Iterator[bytes]:
    """Yield the example with other marks after one of its names."""
    ends = {found.end() for name in NAMES for found in name.finditer(example)}
    for end in sorted(ends):
        before, after = example[:end], example[end:]
        yield from (before + mark + after for mark in INSERTED)
        if after[:1] == b" ":
            yield before + after[1:]
        if after[:1] in (b"=", b":"):
            yield from (before + mark + after[1:] for mark in INSTEAD)


@pytest.mark.parametrize("part", range(PARTS))
def test_other_marks_are_found_as_by_the_reference(part: int) -> None:
    texts = [re.sub("[\u00ab\u00bb]", "", each) for rule in SECRET_RULES for each in rule.examples]
    contents = [each for text in texts for each in written_otherwise(text.encode())]
    redactor = Redactor([])

    # All of them in a thorough run only.
    for content in contents[part :: PARTS * 20 // examples(20)]:
        assert is_redacted_as(redact_slowly(content, []), redactor.redact(content).data), content
