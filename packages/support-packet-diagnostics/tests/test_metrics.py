"""What the server publishes for Prometheus, and what is made of it."""

from datetime import UTC, datetime

import pytest
from support.servers.broken import broken_server
from support_packet.testing import Installation

from support_packet_diagnostics._metrics import Metrics, parse_metrics, read_metrics

PUBLISHED = """\
# HELP mattermost_http_websockets_total The total number of websocket connections.
# TYPE mattermost_http_websockets_total gauge
mattermost_http_websockets_total{origin_client="web"} 70
mattermost_http_websockets_total{origin_client="mobile, \\"x\\"} 9"} 7
mattermost_db_master_connections_total 40
mattermost_db_read_replica_connections_total 2e+01
mattermost_api_time_bucket{le="+Inf"} 5
go_info{version="go1.26"} 1
go_sql_in_use_connections{db_name="master"} 5
go_sql_in_use_connections{db_name="replica-0"} 1
go_sql_in_use_connections{db_name="replica-1"} 2
go_sql_in_use_connections{db_name="searchreplica-0"} 9
go_sql_wait_duration_seconds_total{db_name="master"} 0.2204
process_open_fds 512
process_max_fds 8192
process_start_time_seconds 1.79500000012e+09
broken{ NaN
some_gauge NaN 1795000000000
"""


def metrics(text: str = PUBLISHED) -> Metrics:
    return Metrics(tuple(parse_metrics(text)))


def test_the_pools_are_told_apart_and_summed() -> None:
    assert metrics().database() == {
        "master_connections": 40,
        "replica_connections": 20,
        "master_connections_in_use": 5,
        "master_pool_wait_duration_ms": 220,
        "replica_connections_in_use": 3,
    }


def test_the_process_says_what_it_is() -> None:
    assert metrics().process() == {
        "started_at": datetime.fromtimestamp(1795000000, UTC),
        "open_file_descriptors": 512,
        "max_file_descriptors": 8192,
        "go_version": "go1.26",
    }


def test_websocket_connections_are_summed() -> None:
    assert metrics().websocket() == {"connections": 77}


@pytest.mark.parametrize(
    "text", ["", "<html>\n", "process_open_fds many\n", "process_open_fds +Inf"]
)
def test_what_is_not_published_is_left_out(text: str) -> None:
    found = metrics(text)

    assert found.database() == found.process() == found.websocket() == {}


@pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
def test_they_are_read_where_the_server_publishes_them(installation: Installation) -> None:
    response = b"HTTP/1.1 200 OK\r\n\r\nprocess_open_fds 3\n"
    with broken_server(response, hangs=False) as port:
        installation.set("MetricsSettings", Enable=True, ListenAddress=f":{port}")
        assert read_metrics(installation.mattermost()).process() == {"open_file_descriptors": 3}
        installation.set("MetricsSettings", Enable=False)
        assert read_metrics(installation.mattermost()) == Metrics()
    installation.set("MetricsSettings", Enable=True)
    with broken_server(b"\xff\x00\r\n", hangs=False) as port:
        installation.set("MetricsSettings", ListenAddress=f"127.0.0.1:{port}")
        assert read_metrics(installation.mattermost()) == Metrics()
    assert read_metrics(installation.mattermost()) == Metrics()
