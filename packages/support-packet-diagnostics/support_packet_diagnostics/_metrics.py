"""What the server's own process counts, where it publishes its metrics for Prometheus.

It does with a license and `MetricsSettings.Enable`. Names: Mattermost's manual on performance
monitoring, and the collectors of Go's client library for processes and for pools of `database/sql`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from support_packet import Mattermost

from support_packet_diagnostics._running_server import local_address
from support_packet_diagnostics.probes.outcome import ProbeError
from support_packet_diagnostics.probes.web import get, read

SECONDS = 2
_MAX_BYTES = 16 * 2**20
_SAMPLE = re.compile(r"([a-z_:]+)(?:\{(.*)\})? (\S+)(?: [0-9]+)?")
_LABEL = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"')

CONNECTIONS = {
    "master_connections": "mattermost_db_master_connections_total",
    "replica_connections": "mattermost_db_read_replica_connections_total",
    "search_connections": "mattermost_db_search_replica_connections_total",
}
# The key behind `master_` or `replica_`, the metric, and the factor from its unit to the key's.
_POOL = (
    ("connections_in_use", "go_sql_in_use_connections", 1),
    ("connections_idle", "go_sql_idle_connections", 1),
    ("pool_wait_count", "go_sql_wait_count_total", 1),
    ("pool_wait_duration_ms", "go_sql_wait_duration_seconds_total", 1000),
    ("connections_closed_max_idle", "go_sql_max_idle_closed_total", 1),
    ("connections_closed_max_lifetime", "go_sql_max_lifetime_closed_total", 1),
)


@dataclass(frozen=True)
class Metrics:
    """The samples that were published: name, labels, value; none where nothing is."""

    samples: tuple[tuple[str, Mapping[str, str], float], ...] = field(default=())

    def total(self, name: str, pool: str = "", factor: int = 1) -> int | None:
        """Return the sum of a metric's samples times `factor`, `None` without one.

        `pool` is how the names of those connection pools begin that count.
        """
        found = [
            value
            for each, labels, value in self.samples
            if each == name and labels.get("db_name", "").startswith(pool)
        ]
        return round(sum(found) * factor) if found else None

    def database(self) -> dict[str, Any]:
        """Return the keys of the section `database` that the server's process knows."""
        pools = {
            f"{pool}_{key}": self.total(name, pool, factor)
            for pool in ("master", "replica")
            for key, name, factor in _POOL
        }
        return _without_none({key: self.total(each) for key, each in CONNECTIONS.items()} | pools)

    def process(self) -> dict[str, Any]:
        """Return the keys of the section `server` that the server's process knows."""
        started = self.total("process_start_time_seconds")
        versions = [labels.get("version") for name, labels, _ in self.samples if name == "go_info"]
        return _without_none(
            {
                "started_at": datetime.fromtimestamp(started, UTC) if started else None,
                "open_file_descriptors": self.total("process_open_fds"),
                "max_file_descriptors": self.total("process_max_fds"),
                "go_version": next(iter(versions), None),
            }
        )

    def websocket(self) -> dict[str, Any]:
        """Return the section `websocket`."""
        return _without_none({"connections": self.total("mattermost_http_websockets_total")})


def read_metrics(mattermost: Mattermost) -> Metrics:
    """Return what the server on this machine publishes; nothing where it does not respond."""
    if not mattermost.config.flag("MetricsSettings.Enable"):
        return Metrics()
    address = local_address(mattermost.config.text("MetricsSettings.ListenAddress") or ":8067")
    try:
        body = read(get(f"http://{address}/metrics", SECONDS), _MAX_BYTES)
    except ProbeError:
        return Metrics()
    return Metrics(tuple(parse_metrics(body.decode(errors="replace"))))


def parse_metrics(text: str) -> Iterator[tuple[str, Mapping[str, str], float]]:
    """Yield the samples in `text`, in Prometheus' text format; other lines are dropped."""
    for line in text.splitlines():
        matched = _SAMPLE.fullmatch(line)
        if matched is None or matched[1].endswith("_bucket"):
            continue
        try:
            value = float(matched[3])
        except ValueError:
            continue
        if abs(value) < float("inf"):
            yield matched[1], dict(_LABEL.findall(matched[2] or "")), value


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
