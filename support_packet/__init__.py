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
    warn,
)
from support_packet.errors import CollectError, ContentCut, DatabaseError

try:  # LEAD: goes once every module of mattermost/ exists
    from support_packet.mattermost.installation import Mattermost
except ImportError:
    pass

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
    "hookimpl",
    "warn",
]
