"""What is searched for is compiled once, and bounded."""

import pytest

from support_packet.errors import RedactionError
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.kept_searches import MAX_CHARACTERS, search_for
from support_packet.redaction.rules import SECRET_RULES

SECRET = "kn0wn-s3cret/v@lue"
LONGER = SECRET + "-and-m0re"


def test_thousands_of_secrets_are_found() -> None:
    secrets = [f"generated-s3cret-{number:05}-x" for number in range(3000)]
    redactor = Redactor(secrets)

    assert redactor.redact("\n".join(secrets).encode()).counts == {KNOWN_VALUE: 3000}


@pytest.mark.parametrize("character", ["x", "<", "\u4e00"])
def test_what_is_too_much_to_search_for_is_an_error(character: str) -> None:
    secret = "abc" + character * MAX_CHARACTERS

    with pytest.raises(RedactionError, match="Nothing can be redacted"):
        Redactor([secret])


def test_the_same_secrets_are_compiled_once() -> None:
    search = search_for([SECRET, LONGER], SECRET_RULES)

    assert search_for([LONGER, SECRET, "short"], SECRET_RULES) is search
    assert search_for([LONGER], SECRET_RULES) is not search
    assert search_for([SECRET, LONGER], SECRET_RULES[:1]) is not search
