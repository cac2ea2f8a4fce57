"""The section `server` of `diagnostics.yaml`: the machine, the process, the release."""

import os
import socket
from collections.abc import Mapping
from typing import Any

from support_packet import CollectError, FactValue, Mattermost, warn

from support_packet_diagnostics._metrics import Metrics
from support_packet_diagnostics._omissions import LEFT_OUT
from support_packet_diagnostics._running_server import known_release
from support_packet_diagnostics._server_process import (
    container_limits,
    host_started_at,
    total_memory_mb,
)

ORDER = (
    *("os", "architecture", "hostname", "installation_type", "cpu_cores", "total_memory_mb"),
    *("container_cpu_limit", "container_memory_limit_mb", "process_id", "started_at"),
    *("host_started_at", "open_file_descriptors", "max_file_descriptors", "version", "build_hash"),
    "go_version",
)
"""The keys of the server's own packet that can be known from outside, in its order."""

PROCESS = ("process_id", "started_at", "open_file_descriptors", "max_file_descriptors")


def server_section(
    mattermost: Mattermost, facts: Mapping[str, FactValue], metrics: Metrics
) -> dict[str, Any]:
    """Return what is known; `facts` are those of `support_packet.yaml`."""
    known = {
        "os": facts.get("server_os"),
        "architecture": facts.get("server_architecture"),
        "hostname": socket.gethostname(),
        # Packages of Mattermost set it for the server, and so do those who run it in a container.
        "installation_type": mattermost.environment.get("MM_INSTALL_TYPE") or "unknown",
        "cpu_cores": os.cpu_count(),
        "total_memory_mb": total_memory_mb(),
        "host_started_at": host_started_at(),
        **_process(mattermost, metrics.process()),
        **_release(mattermost),
    }
    return {key: known[key] for key in ORDER if known.get(key) is not None}


def _process(mattermost: Mattermost, published: Mapping[str, Any]) -> dict[str, Any]:
    try:
        process = mattermost.server_process()
    except CollectError as error:
        missing = ", ".join(key for key in PROCESS if key not in published)
        warn(LEFT_OUT, keys=missing, reason=error)
        return dict(published)
    seen = {
        "process_id": process.pid,
        "started_at": process.started_at,
        # Only to the account of the process, and to root.
        "open_file_descriptors": process.open_files,
        "max_file_descriptors": process.max_open_files,
    }
    seen_values = {key: value for key, value in seen.items() if value is not None}
    return {**published, **seen_values, **container_limits(process.pid)}


def _release(mattermost: Mattermost) -> dict[str, Any]:
    release = known_release(mattermost)
    known = {"version": release.version, "build_hash": release.build_hash} if release else {}
    return {key: value for key, value in known.items() if value}
