"""The support packet: what Mattermost's support needs, in one ZIP, with every secret removed.

These names are what a collector package imports.
"""

from support_packet.contract import (
    CONTRACT,
    Content,
    Facts,
    FactValue,
    Mattermost,
    PackageSettings,
    PacketFacts,
    PacketFile,
    PacketFolder,
    PacketNotice,
    PacketOption,
    PacketSetting,
    Request,
    hookimpl,
)
from support_packet.errors import CollectError, ContentCut, DatabaseError, DeclarationError
from support_packet.mattermost.go.json import dump as dump_json
from support_packet.message import N_, Message
from support_packet.warning import warn

__all__ = [
    "CONTRACT",
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
    "PackageSettings",
    "PacketFacts",
    "PacketFile",
    "PacketFolder",
    "PacketNotice",
    "PacketOption",
    "PacketSetting",
    "Request",
    "dump_json",
    "hookimpl",
    "warn",
]


def __getattr__(name: str) -> str:
    """Return `__version__`: read on first use, because reading metadata takes time."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 -- it takes as long as all the rest

        return version("support-packet")
    raise AttributeError(f"module 'support_packet' has no attribute {name!r}")
