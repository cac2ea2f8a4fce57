"""Programs that compete for the processors: a small web server, and some that never wait."""

import asyncio
import contextlib
import multiprocessing
import os
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

_RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
_REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
_ADDITIONS = 20_000
_CONNECTIONS = 4


def p99(seconds: float, work: Callable[[], object] | None = None) -> float:
    """Return the 99th percentile of the response time, in seconds, under a saturating load.

    The load lasts `seconds`; `work` is called again and again until it ends.
    """
    spawn = multiprocessing.get_context("spawn")
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    servers = [
        spawn.Process(target=_serve, args=(listener,), daemon=True) for _ in range(_processors())
    ]
    receiver, sender = spawn.Pipe(duplex=False)
    client = spawn.Process(
        target=_load, args=(listener.getsockname(), seconds, sender), daemon=True
    )
    with contextlib.closing(listener), _running([*servers, client]):
        while work and not receiver.poll():
            work()
        times: list[float] = receiver.recv()
    return statistics.quantiles(times, n=100)[98]


@contextlib.contextmanager
def busy_processors() -> Iterator[None]:
    """Let two programs want each processor all the time."""
    spawn = multiprocessing.get_context("spawn")
    count = 2 * _processors()
    with _running([spawn.Process(target=_work_on, daemon=True) for _ in range(count)]):
        yield


@contextlib.contextmanager
def _running(processes: Sequence[BaseProcess]) -> Iterator[None]:
    """Let processes run until the block ends."""
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.join()


def _work_on() -> None:
    while True:
        pass


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _serve(listener: socket.socket) -> None:
    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while await reader.readuntil(b"\r\n\r\n"):
                sum(range(_ADDITIONS))
                writer.write(_RESPONSE)

    async def serve() -> None:
        server = await asyncio.start_server(respond, sock=listener)
        await server.serve_forever()

    asyncio.run(serve())


def _load(address: tuple[str, int], seconds: float, sender: Connection) -> None:
    times: list[float] = []

    async def request(until: float) -> None:
        reader, writer = await asyncio.open_connection(*address)
        while (started := time.perf_counter()) < until:
            writer.write(_REQUEST)
            await reader.readexactly(len(_RESPONSE))
            times.append(time.perf_counter() - started)
        writer.close()

    async def load() -> None:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(request(until) for _ in range(_CONNECTIONS * _processors())))

    asyncio.run(load())
    sender.send(times)
