"""What release 12 makes of values that it cannot use, where it may not correct them."""

import copy
from typing import Any

import pytest

from support_packet.mattermost.configuration.document import lookup, replaced
from support_packet.mattermost.configuration.known_keys import default_document
from support_packet.mattermost.configuration.load import activate

GONE = (
    ("SqlSettings", "AtRestEncryptKey"),
    ("ImageProxySettings", "RemoteImageProxyURL"),
    ("ImageProxySettings", "RemoteImageProxyOptions"),
)


def document_of_12() -> dict[str, Any]:
    """Return a document as release 12 writes it."""
    document = copy.deepcopy(dict(default_document(after_5_37=True)))
    for section, key in GONE:
        del document[section][key]
    return document


CORRECTIONS = [
    ("ServiceSettings.TLSMinVer", "1.5", "1.2"),
    ("ServiceSettings.TLSMinVer", "1.3", "1.3"),
    ("ServiceSettings.WebserverMode", "fast", "disabled"),
    ("ServiceSettings.WebserverMode", "gzip", "gzip"),
    ("EmailSettings.FeedbackEmail", "Chat <chat@example.com>", "chat@example.com"),
    ("EmailSettings.ReplyToAddress", '"The chat" <chat@example.com>', "chat@example.com"),
    ("SupportSettings.SupportEmail", "help@example.com", "help@example.com"),
    ("ImageProxySettings.ImageProxyType", "atmos/camo", "local"),
]


@pytest.mark.parametrize(("path", "stored", "active"), CORRECTIONS)
def test_what_is_stored_is_corrected(path: str, stored: str, active: str) -> None:
    document, _ = activate(replaced(document_of_12(), path, stored), {}, {})

    assert lookup(document, path) == active


@pytest.mark.parametrize(("path", "value", "active"), CORRECTIONS)
def test_so_is_what_a_variable_sets(path: str, value: str, active: str) -> None:
    name = "MM_" + path.upper().replace(".", "_")

    document, _ = activate(document_of_12(), {}, {name: value})

    assert lookup(document, path) == active


@pytest.mark.parametrize(("path", "stored", "_active"), CORRECTIONS)
def test_a_release_before_corrects_nothing(path: str, stored: str, _active: str) -> None:
    document = replaced(default_document(after_5_37=True), path, stored)

    assert lookup(activate(document, {}, {})[0], path) == stored


def test_keys_that_12_no_longer_has_do_not_come_back() -> None:
    document, _ = activate(document_of_12(), {}, {})

    assert [key for section, key in GONE if key in document[section]] == []
