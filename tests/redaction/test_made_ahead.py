"""What a packet needs for a configuration is compiled while its request waits."""

import json
import re
from collections.abc import Callable

import pytest

from support_packet.host import redactor as host
from support_packet.host.redactor import prepare_redactor, rules_of
from support_packet.mattermost.configuration.known_keys import default_document
from support_packet.redaction import candidates, kept_searches
from support_packet.redaction.engine import Redactor
from support_packet.settings import Settings


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a new process, of which threads have done what they begin."""

    def do(work: Callable[[], object], _name: str = "") -> None:
        work()

    for cached in (candidates.rules_by_end, prepare_redactor):
        cached.cache_clear()
    kept_searches.forget_searches()
    monkeypatch.setattr(kept_searches, "begin_ahead", do)
    monkeypatch.setattr(host, "begin_loading", do)
    monkeypatch.setattr(host, "is_waiting_ahead", lambda: True)


@pytest.mark.usefixtures("nothing_kept")
def test_a_configuration_needs_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    document = default_document(after_5_37=True)
    configuration = json.dumps(document, default=dict, indent=4).encode()
    prepare_redactor(rules_of(Settings()))
    redactor = Redactor(["kn0wn-s3cret/v@lue"])
    monkeypatch.setattr(re, "compile", fail)

    redacted = redactor.redact(configuration)

    assert redacted.data.count(b"\n") == configuration.count(b"\n")
    with pytest.raises(AssertionError):
        redactor.redact(b"password=hunter2 x\n")


def fail(expression: bytes) -> object:
    """Stand for `re.compile`."""
    raise AssertionError(expression)
