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
from support_packet.errors import (
    CollectError,
    ContentCut,
    DatabaseDownError,
    DatabaseError,
    DeclarationError,
    MissingTableError,
    PermissionMissingError,
    QueryError,
    QueryTimeoutError,
)
from support_packet.fetching import Response, fetch
from support_packet.log_files import log_files
from support_packet.mattermost.go.json import dump as dump_json
from support_packet.message import N_, Message
from support_packet.row import Row
from support_packet.subprocesses import run
from support_packet.warning import warn
from support_packet.yaml_text import dump_yaml

__all__ = [
    "N_",
    "CollectError",
    "Content",
    "ContentCut",
    "DatabaseDownError",
    "DatabaseError",
    "DeclarationError",
    "FactValue",
    "Facts",
    "Mattermost",
    "Message",
    "MissingTableError",
    "PacketFacts",
    "PacketFile",
    "PacketNotice",
    "PermissionMissingError",
    "QueryError",
    "QueryTimeoutError",
    "Response",
    "Row",
    "dump_json",
    "dump_yaml",
    "fetch",
    "hookimpl",
    "log_files",
    "run",
    "warn",
]
