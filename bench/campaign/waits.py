"""How long packets take of a PostgreSQL that takes 0.2 s for each answer."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from support.servers.certificates import CertificateAuthority
from support.servers.databases import postgres_database
from support.servers.postgres import postgres_server
from support.servers.round_trips import counted_round_trips
from support.serving.databases import fill

from bench.clients import PACKET, get
from bench.program import Program, build, running
from bench.table import Figure
from demo.installation import Installation

_SLOW = 0.2
_MUST = 0.8
_READY_SECONDS = 4.0
"""Within these a worker has connected, and files are old enough to be kept."""


def waits(directory: Path) -> Iterator[Figure]:
    """Yield the seconds of packets; nothing where there is no PostgreSQL."""
    installation = build(directory, ())
    (installation.logs / "mattermost.log").write_text("{}\n", encoding="ascii")

    def packet(program: Program) -> float:
        # It takes this long to connect ahead, and to return the connection after a packet.
        time.sleep(_READY_SECONDS)
        return get(program.port, PACKET, installation.tokens["admin"]).seconds

    with _slow_postgres(installation) as found:
        if not found:
            return
        with running(installation, {"DATABASE_IDLE_SECONDS": 0}) as program:
            cold = packet(program)
        with running(installation, {}) as program:
            first, later = packet(program), packet(program)
    yield Figure("packet on a new connection, database of 0.2 s", " s", None, None, cold)
    yield Figure("first packet, database of 0.2 s", " s", _MUST, None, first)
    yield Figure("later packet, database of 0.2 s", " s", _MUST, None, later)


@contextmanager
def _slow_postgres(installation: Installation) -> Iterator[bool]:
    """Use a PostgreSQL server behind a slow proxy as its database; return false without one."""
    with ExitStack() as closing:
        try:
            folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
            server = closing.enter_context(postgres_server(CertificateAuthority(folder)))
        except pytest.skip.Exception:
            yield False
            return
        filled = fill(closing.enter_context(postgres_database(server)))
        trips = closing.enter_context(counted_round_trips(server.port, _SLOW))
        source = filled.data_source.replace(f":{server.port}/", f":{trips.port}/")
        document = json.loads(installation.config.read_text(encoding="utf-8"))
        document["SqlSettings"] |= {"DriverName": "postgres", "DataSource": source}
        installation.config.write_text(json.dumps(document), encoding="utf-8")
        yield True
