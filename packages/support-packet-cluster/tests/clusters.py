"""A cluster of real programs: one on each machine, with one PostgreSQL between them."""

import io
import json
import os
import re
import shutil
import signal
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import sqlalchemy
from clocks import clock_ahead
from demo import tables
from demo.installation import build_installation
from demo.server_rows import CLUSTER
from networks import Machine
from support.servers.databases import postgres_database
from support.servers.postgres import PostgresServer
from support.serving.databases import fill
from support.serving.program import Program, serving

PORT = 8066
SECONDS = 3
"""For which a node is waited for that does not respond."""
PATH = "/api4/system/generate_support_packet"
SETTINGS = {
    "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{PORT}",
    "SUPPORT_PACKET_NETWORK_TIMEOUT": str(SECONDS),
    "SUPPORT_PACKET_CLUSTER__SECONDS": "7",
}
WITH_PACKAGE = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}


@dataclass(frozen=True)
class Packet:
    """The files of a packet, by name."""

    files: Mapping[str, str]

    def of(self, node: str) -> list[str]:
        """Return the names of the files of a node."""
        return [name for name in self.files if name.startswith(f"{node}/")]

    def why(self, node: str) -> str:
        """Return the entries of `warning.txt` that name a node."""
        name = re.compile(rf"\b{re.escape(node)}\b")
        entries = self.files.get("warning.txt", "").split("\n\n")
        return "\n".join(entry for entry in entries if name.search(entry))


@dataclass
class Cluster:
    """The machines by name, and the programs that run on them; `token` is an admin's."""

    machines: Mapping[str, Machine]
    directory: Path
    token: str
    engine: sqlalchemy.Engine
    programs: dict[str, Program] = field(default_factory=dict)

    def packet(self, node: str, query: str = "") -> Packet:
        """Return a packet that is requested from `node`."""
        path = f"{PATH}{query}"
        program = self.programs[node]
        answer = program.request("GET", path, Authorization=f"Bearer {self.token}")
        assert answer.status == 200, program.log.read_text(encoding="utf-8")
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            return Packet({name: archive.read(name).decode(errors="replace") for name in names})

    @contextmanager
    def skewed(self, node: str, hours: int) -> Iterator[None]:
        """Let the clock of a node, of its server and of its program, be so many hours ahead."""
        through, variables = clock_ahead(hours, self.directory / f"{node}-clock")
        with self.running(node, *through, **SETTINGS, **variables):
            self._report(node, hours)
            # The first packet of a program takes longer.
            self.packet(node, "?only=mattermost.log")
            try:
                yield
            finally:
                self._report(node, 0)
        self.start(node)

    def _report(self, node: str, hours: int) -> None:
        """Let the server of a node write its row, as it does each minute, by its own clock."""
        now = round(time.time() * 1000) + hours * 3_600_000
        change = sqlalchemy.text(
            "UPDATE ClusterDiscovery SET LastPingAt = :now WHERE Hostname = :n"
        )
        with self.engine.begin() as connection:
            assert connection.execute(change, {"now": now, "n": node}).rowcount == 1

    @contextmanager
    def stopped(self, node: str) -> Iterator[None]:
        """Stop all processes of a node for the length of the block."""
        program = self.programs[node]
        # The master first: it would replace a worker that does not answer.
        pids = [program.process.pid, *program.workers()]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)

    @contextmanager
    def killed(self, node: str) -> Iterator[None]:
        """Kill a node, and start it again after the block."""
        program = self.programs[node]
        for pid in [program.process.pid, *program.workers()]:
            os.kill(pid, signal.SIGKILL)
        program.process.wait(20)
        with ExitStack() as stack:
            yield
            stack.pop_all()
        self._restarts.enter_context(self.running(node))

    @contextmanager
    def running(self, node: str, *through: str, **variables: str) -> Iterator[Program]:
        """Run the program of a node in place of the one that runs there, if one does."""
        machine = self.machines[node]
        before = self.programs.get(node)
        if before and before.process.poll() is None:
            before.stop()
        folder = self.directory / f"{node}-program"
        folder.mkdir(exist_ok=True)
        with serving(
            self.directory / node,
            folder,
            *("--bind", f"{machine.address}:{PORT}"),
            through=machine.command(*through),
            **(variables or {**SETTINGS, **WITH_PACKAGE}),
        ) as program:
            self.programs[node] = program
            try:
                assert program.request("GET", "/readyz").status in (200, 404)
                yield program
            finally:
                # Its workers, too, so that the next one finds the address free.
                if program.process.poll() is None:
                    program.stop()

    def __post_init__(self) -> None:
        self._restarts = ExitStack()

    def close(self) -> None:
        """End all programs."""
        for program in self.programs.values():
            program.process.terminate()
        self._restarts.close()

    def start(self, node: str) -> None:
        """Start the program of a node, until the end of the cluster."""
        self._restarts.enter_context(self.running(node))


@contextmanager
def cluster(
    postgres: PostgresServer, machines: list[Machine], directory: Path
) -> Iterator[Cluster]:
    """Run a program on each machine."""
    example = build_installation(directory / "example", log_bytes=20_000)
    with postgres_database(postgres) as database:
        fill(database)
        with database.engine.begin() as connection:
            _register(connection, [machine.name for machine in machines])
        name = database.engine.url.database
        login = f"{postgres.user}:{quote(postgres.password, safe='')}"
        # Through its Unix socket, which all these networks share.
        source = f"postgres://{login}@/{name}?host={postgres.directory}&port={postgres.port}"
        for machine in machines:
            _copy(example.directory, directory / machine.name, source)
        named = {each.name: each for each in machines}
        made = Cluster(named, directory, example.tokens["admin"], database.engine)
        try:
            for machine in machines:
                made.start(machine.name)
                # The first packet of a program takes longer, on a busy machine than a node may.
                made.packet(machine.name, "?option=cluster.node:none")
            yield made
        finally:
            made.close()


def _copy(example: Path, target: Path, source: str) -> None:
    shutil.copytree(example, target)
    config = target / "config" / "config.json"
    document = json.loads(config.read_text(encoding="utf-8"))
    document["SqlSettings"] |= {"DriverName": "postgres", "DataSource": source}
    document["ClusterSettings"] |= {"Enable": True, "UseIpAddress": False}
    if target.name == "chat-3":
        document["TeamSettings"]["MaxUsersPerTeam"] = 7
    config.write_text(json.dumps(document, indent=4), encoding="utf-8")
    with (target / "logs" / "mattermost.log").open("a", encoding="utf-8") as log:
        log.write(f'{{"level":"info","msg":"written on {target.name}"}}\n')


def _register(connection: sqlalchemy.Connection, names: list[str]) -> None:
    """Insert the rows that the servers of a cluster write, and two that do not count."""
    now = round(time.time() * 1000)
    connection.exec_driver_sql("DELETE FROM ClusterDiscovery")
    # The clocks of these machines differ: by ten minutes, in both directions.
    clocks = (0, 600_000, -600_000, 30_000, -30_000)
    rows = [(name, CLUSTER, now + ahead) for name, ahead in zip(names, clocks, strict=True)]
    rows += [("chat-8", CLUSTER, now - 31 * 60_000), ("chat-9", "another", now)]
    for number, (name, cluster_name, ping) in enumerate(rows):
        tables.insert(
            connection,
            "ClusterDiscovery",
            Id=f"{number:026}",
            Type="mattermost_app",
            ClusterName=cluster_name,
            Hostname=name,
            GossipPort=8074,
            Port=8075,
            CreateAt=now - 3_600_000,
            LastPingAt=ping,
        )
