"""What the service costs and withstands: refusals, load, slow clients, large installations."""

import json
import statistics
import string
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from random import Random

from bench.campaign.waits import waits
from bench.clients import Reply, busy, dripping, get, p99, together, wrong_token
from bench.memory import await_compiled_rules
from bench.program import PAGE, Program, build, running
from bench.table import Figure
from demo.installation import Installation

_COLLECTORS = f"{PAGE}/collectors"
_SETTLED_SECONDS = 3.5
"""Younger files are read again for each request."""

_IMPORTS = 9
_STARTS = 5
_REQUESTS = 400
_PACKETS = 25


def operation(directory: Path) -> Iterator[Figure]:
    """Yield the figures of a service that is asked by many; files are made below `directory`."""
    yield from _programs()
    small = build(directory / "small", ())
    yield from _starts(small)
    with running(small, {}) as program:
        time.sleep(_SETTLED_SECONDS)
        alone = _tries(program)
        yield from _refusals(program)
        yield from _load(program, small)
    yield from _large(directory, alone)
    yield from waits(directory / "waits")


def _programs() -> Iterator[Figure]:
    empty = _median(lambda: _run(["-c", ""]))
    yield Figure(
        "import of support_packet", " s", 0.15, None, _median(lambda: _run(_IMPORT)) - empty
    )
    yield Figure("support-packet --help", " s", 0.3, None, _median(lambda: _run(_HELP)))


_IMPORT = ["-c", "import support_packet"]
_HELP = ["-c", "from support_packet.cli.main import main; main(['--help'])"]


def _run(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def _median(measure: Callable[[], float], count: int = _IMPORTS) -> float:
    return statistics.median(measure() for _ in range(count))


def _starts(installation: Installation) -> Iterator[Figure]:
    """Yield how long a start takes, and what the processes need before any request."""
    times, memory = [], []
    for _ in range(_STARTS):
        started = time.perf_counter()
        with running(installation, {}) as program:
            while get(program.port, "/healthz").status != HTTPStatus.OK:
                pass
            times.append(time.perf_counter() - started)
            await_compiled_rules(program.pid)
            memory.append(program.own_memory())
    yield Figure("start until healthy", " s", 0.6, None, statistics.median(times))
    yield Figure(
        "memory when idle, both processes", " MB", 45, None, statistics.median(memory) / 1e6
    )


def _tries(program: Program) -> float:
    """Return the seconds of processor that a wrong token costs."""
    return program.cost_of(lambda: together(_REQUESTS, lambda: wrong_token(program.port), 4)) / (
        _REQUESTS
    )


def _refusals(program: Program) -> Iterator[Figure]:
    yield Figure("processor, a wrong token", " ms", 12, None, _tries(program) * 1000)
    started = time.perf_counter()
    together(5 * _REQUESTS, lambda: wrong_token(program.port), 20)
    rate = 5 * _REQUESTS / (time.perf_counter() - started)
    yield Figure("wrong tokens, 20 at a time", " / s", 500, None, rate, at_least=True)


def _load(program: Program, installation: Installation) -> Iterator[Figure]:
    admin, manager = installation.tokens["admin"], installation.tokens["manager"]

    def listed() -> Reply:
        return get(program.port, _COLLECTORS, admin)

    listed()
    cost = program.cost_of(lambda: together(100, listed, 1)) / 100
    yield Figure("processor, an authenticated request", " ms", 11, None, cost * 1000)

    def packets() -> list[float]:
        return [get(program.port, token=admin).seconds for _ in range(_PACKETS)]

    packets()  # the first ones compile what later ones find compiled
    alone = packets()
    with dripping(program.port, 500):
        slowed = packets()
    # Before and after: a machine that becomes slower meanwhile would look like a slower program.
    alone += packets()
    ratio = statistics.median(slowed) / statistics.median(alone)
    yield Figure("a packet while 500 connections drip", " ×", 1.2, None, ratio)
    log = installation.logs / "mattermost.log"
    log.write_bytes(log.read_bytes()[:1_000_000] * 100)
    tokens = iter([admin, manager] * 10_000)
    with busy(lambda: get(program.port, token=next(tokens)), 2):
        refused = [
            reply
            for reply in together(_REQUESTS, lambda: get(program.port, token=manager), 1)
            if reply.status == HTTPStatus.SERVICE_UNAVAILABLE
        ]
        pages = together(_REQUESTS // 4, lambda: get(program.port, PAGE, admin), 1)
    yield Figure("503 while two packets are made, p99", " ms", 100, None, p99(refused) * 1000)
    yield Figure("page while two packets are made, p99", " s", 1, None, p99(pages))


def _large(directory: Path, alone: float) -> Iterator[Figure]:
    rng = Random(16)

    def word(length: int = 32) -> str:
        return "".join(rng.choices(string.ascii_letters + string.digits, k=length))

    words = build(directory / "words", ())
    text = {f"text{number}": " ".join(word(6) for _ in range(10)) for number in range(85_000)}
    _set_plugin(words, text)
    with running(words, {}) as program:
        time.sleep(_SETTLED_SECONDS)
        wrong_token(program.port)
        yield Figure("processor, a wrong token, 7 MB", " ×", 1.2, None, _tries(program) / alone)
    secret = build(directory / "secrets", ())
    _set_plugin(secret, {f"secret{number}": word() for number in range(5000)})
    admin, manager = secret.tokens["admin"], secret.tokens["manager"]
    # As with systemd, which provides a directory for it.
    with running(secret, {}, secret.directory) as program:
        at_first_start = get(program.port, token=admin).seconds
    with running(secret, {}, secret.directory) as program:
        first = get(program.port, token=admin).seconds
        others = get(program.port, token=manager).seconds
    yield Figure("first packet, 5,000 secrets", " s", 1.5, None, first)
    yield Figure("the same, at the first start", " s", None, None, at_first_start)
    yield Figure("another admin's packet, 5,000 secrets", " s", 1.5, None, others)
    plugins = build(directory / "plugins", ())
    for number in range(5000):
        folder = plugins.directory / "plugins" / f"plugin{number}"
        folder.mkdir(parents=True)
        manifest = {"id": f"com.example.p{number}", "version": "1.0", "name": word()}
        (folder / "plugin.json").write_text(json.dumps(manifest), encoding="utf-8")
    with running(plugins, {}) as program:
        time.sleep(_SETTLED_SECONDS)
        pages = together(6, lambda: get(program.port, PAGE, plugins.tokens["admin"]), 1)
        later = statistics.median(page.seconds for page in pages[1:])
        yield Figure("page, 5,000 plugins", " s", 1, None, later)


def _set_plugin(installation: Installation, settings: dict[str, str]) -> None:
    document = json.loads(installation.config.read_text(encoding="utf-8"))
    document["PluginSettings"]["Plugins"]["com.example.bench"] = settings
    installation.config.write_text(json.dumps(document), encoding="utf-8")
