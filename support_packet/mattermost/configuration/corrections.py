"""What Mattermost 12 corrects in the configuration that it loads.

It writes the correction back where it can, so that it shows only where the document is read-only,
or a variable sets the value. No document names its release: the keys that 12 no longer has show it.
"""

import re
from collections.abc import Mapping
from typing import Any

from support_packet.mattermost.configuration.document import lookup, replaced

_GONE_IN_12 = (
    "SqlSettings.AtRestEncryptKey",
    "ImageProxySettings.RemoteImageProxyURL",
    "ImageProxySettings.RemoteImageProxyOptions",
)
_BESIDE_THEM = (
    "SqlSettings.MigrationsStatementTimeoutSeconds",
    "ImageProxySettings.ImageProxyType",
)
_TLS_VERSIONS = ("1.0", "1.1", "1.2", "1.3")
_WEB_SERVER_MODES = ("gzip", "disabled")
_ADDRESSES = (
    "EmailSettings.FeedbackEmail",
    "EmailSettings.ReplyToAddress",
    "SupportSettings.SupportEmail",
)
_NAMED_ADDRESS = re.compile(r"\s*[^<>]*<([^<>\s]+@[^<>\s]+)>\s*")


def is_of_12(stored: Mapping[str, Any]) -> bool:
    """Return whether release 12 or later wrote the document, which is one of a release after 5.37.

    It has the neighbors of the keys that release 12 removed, and none of those keys. Nobody writes
    all of the neighbors by hand.
    """
    has_others = all(lookup(stored, path) is not None for path in _BESIDE_THEM)
    return has_others and all(lookup(stored, path) is None for path in _GONE_IN_12)


def without_gone(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document of release 12 without the keys that only releases before it have."""
    for path in _GONE_IN_12:
        section, _, key = path.partition(".")
        kept = {name: value for name, value in lookup(document, section).items() if name != key}
        document = replaced(document, section, kept)
    return document


def correct(document: dict[str, Any]) -> dict[str, Any]:
    """Return a complete document of release 12 as its server runs with it."""
    corrected: dict[str, Any] = {}
    if lookup(document, "ServiceSettings.TLSMinVer") not in _TLS_VERSIONS:
        corrected["ServiceSettings.TLSMinVer"] = "1.2"
    if lookup(document, "ServiceSettings.WebserverMode") not in _WEB_SERVER_MODES:
        corrected["ServiceSettings.WebserverMode"] = "disabled"
    if lookup(document, "ImageProxySettings.ImageProxyType") == "atmos/camo":
        corrected["ImageProxySettings.ImageProxyType"] = "local"
    for path in _ADDRESSES:
        if named := _NAMED_ADDRESS.fullmatch(lookup(document, path) or ""):
            corrected[path] = named[1]
    for path, value in corrected.items():
        document = replaced(document, path, value)
    return document
