"""The support packet: what Mattermost's support needs, in one ZIP, with secrets removed.

These names are what a collector package imports.
"""

from support_packet.collecting.fetching import Response, fetch
from support_packet.collecting.log_files import log_files
from support_packet.collecting.node_packets import (
    NodeState,
    check_node,
    configured_nodes,
    fetch_packet,
)
from support_packet.collecting.subprocesses import run
from support_packet.collecting.yaml_text import dump_yaml
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
    Purpose,
    Request,
    SettingValue,
    hookimpl,
)
from support_packet.contract.installation_parts import (
    Config,
    Log,
    LogTarget,
    Manifest,
    Manifests,
    RotatedLog,
)
from support_packet.contract.server_parts import License, Node, Process, Rows, Server
from support_packet.errors import (
    CollectError,
    ConfigurationError,
    ContentCut,
    DatabaseDownError,
    DatabaseError,
    DeclarationError,
    MissingTableError,
    PermissionMissingError,
    QueryError,
    QueryTimeoutError,
)
from support_packet.mattermost.go.json import dump as dump_json
from support_packet.network.clients import (
    Connected,
    ShutdownTimer,
    client_tls_context,
    shut_down_after,
)
from support_packet.values.file_names import as_file_name
from support_packet.values.message import N_, Message
from support_packet.values.row import Row
from support_packet.values.warning import warn

__all__ = [
    "CONTRACT",
    "N_",
    "CollectError",
    "Config",
    "ConfigurationError",
    "Connected",
    "Content",
    "ContentCut",
    "DatabaseDownError",
    "DatabaseError",
    "DeclarationError",
    "FactValue",
    "Facts",
    "License",
    "Log",
    "LogTarget",
    "Manifest",
    "Manifests",
    "Mattermost",
    "Message",
    "MissingTableError",
    "Node",
    "NodeState",
    "PackageSettings",
    "PacketFacts",
    "PacketFile",
    "PacketFolder",
    "PacketNotice",
    "PacketOption",
    "PacketSetting",
    "PermissionMissingError",
    "Process",
    "Purpose",
    "QueryError",
    "QueryTimeoutError",
    "Request",
    "Response",
    "RotatedLog",
    "Row",
    "Rows",
    "Server",
    "SettingValue",
    "ShutdownTimer",
    "as_file_name",
    "check_node",
    "client_tls_context",
    "configured_nodes",
    "dump_json",
    "dump_yaml",
    "fetch",
    "fetch_packet",
    "hookimpl",
    "log_files",
    "run",
    "shut_down_after",
    "warn",
]


def __getattr__(name: str) -> str:
    """Return `__version__`: read on first use, because reading metadata takes time."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 -- it takes as long as all the rest

        return version("support-packet")
    raise AttributeError(f"module 'support_packet' has no attribute {name!r}")
