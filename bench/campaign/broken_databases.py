"""Databases that are frozen, send garbage or rows without end, or take two seconds a query."""

import random
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from support.servers.broken import broken_server
from support.servers.flooding import flooding_mysql, flooding_postgres

from bench.campaign.target import Tally, attacked
from bench.clients import PACKET, get, together, wrong_token

_Fault = Callable[[str], AbstractContextManager[int]]
"""Runs a server that speaks like `postgres` or `mysql`; the block's value is its port."""

_SOURCES = {
    "postgres": "postgres://mmuser:s3cret@127.0.0.1:{}/mattermost?sslmode=disable",
    "mysql": "mmuser:s3cret@tcp(127.0.0.1:{})/mattermost",
}
_LONGEST = 30.0
_SLOW = 2.0


def databases(directory: Path, tally: Tally, chance: random.Random) -> None:
    """Put each in the place of Mattermost's database, and then the right one again."""
    garbage = chance.randbytes(4096)
    faults: Mapping[str, _Fault] = {
        "frozen": lambda _: broken_server(b"", hangs=True),
        "garbage": lambda _: broken_server(garbage, hangs=False),
        "endless": lambda kind: flooding_mysql() if kind == "mysql" else flooding_postgres(),
    }
    with attacked(directory, tally, {"NETWORK_TIMEOUT": _SLOW}) as target:
        right = target.installation.config.read_bytes()
        for name, fault in faults.items():
            for kind, source in _SOURCES.items():
                with fault(kind) as port:
                    target.set("SqlSettings", DriverName=kind, DataSource=source.format(port))
                    started = time.monotonic()
                    replies = together(8, lambda: get(target.port, PACKET, target.admin), 8)
                    replies += together(20, lambda: wrong_token(target.port), 20)
                    seconds = time.monotonic() - started
                tally.count(*replies)
                if wrong := {reply.status for reply in replies} - {429, 503}:
                    tally.note("hangs", f"{name} {kind}: {sorted(wrong)}")
                if seconds > _LONGEST:
                    tally.note("hangs", f"{name} {kind}: {seconds:.0f} s")
                target.installation.config.write_bytes(right)
                target.check()
