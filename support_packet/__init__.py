"""The support packet: what Mattermost's support needs, in one ZIP, with every secret removed.

These names are what a collector package imports.
"""

from support_packet.contract import (
    Content,
    Facts,
    FactValue,
    PacketFacts,
    PacketFile,
    PacketNotice,
    hookimpl,
)
from support_packet.errors import CollectError, ContentCut, DatabaseError
from support_packet.mattermost.go.json import dump as dump_json
from support_packet.mattermost.installation import Mattermost
from support_packet.warning import warn

__all__ = [
    "CollectError",
    "Content",
    "ContentCut",
    "DatabaseError",
    "FactValue",
    "Facts",
    "Mattermost",
    "PacketFacts",
    "PacketFile",
    "PacketNotice",
    "dump_json",
    "hookimpl",
    "warn",
]
