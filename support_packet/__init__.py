"""The support packet: what Mattermost's support needs, in one ZIP, with every secret removed.

These names are what a collector package imports.
"""

from support_packet.contract import (
    Content,
    Facts,
    FactValue,
    Mattermost,
    PacketFacts,
    PacketFile,
    PacketNotice,
    hookimpl,
)
from support_packet.errors import CollectError, ContentCut, DatabaseError, DeclarationError
from support_packet.mattermost.go.json import dump as dump_json
from support_packet.message import N_, Message
from support_packet.warning import warn

__all__ = [
    "N_",
    "CollectError",
    "Content",
    "ContentCut",
    "DatabaseError",
    "DeclarationError",
    "FactValue",
    "Facts",
    "Mattermost",
    "Message",
    "PacketFacts",
    "PacketFile",
    "PacketNotice",
    "dump_json",
    "hookimpl",
    "warn",
]
