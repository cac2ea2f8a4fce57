"""What tests of connections share."""

from typing import Any

import pytest

from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.data_source import DataSource

POOL = "support_packet.mattermost.sql.connection_pool"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return, as they come, the data sources to which pools open connections."""
    sources: list[object] = []

    def noting(source: DataSource, *arguments: Any, **named: Any) -> object:
        sources.append(source)
        return read_only_connection(source, *arguments, **named)

    monkeypatch.setattr(f"{POOL}.read_only_connection", noting)
    return sources
