"""Malformed input for parsers: data sources, environment files, JSON, YAML, licenses.

Runs in parallel with the attacks, in its own processes: it needs no service.
"""

import base64
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from bench.campaign.mutations import mutated
from bench.campaign.target import Tally
from support_packet.errors import LicenseError, SupportPacketError
from support_packet.mattermost.configuration.compose_syntax import compose_assignments
from support_packet.mattermost.configuration.systemd_syntax import assignments
from support_packet.mattermost.go import json as go_json
from support_packet.mattermost.go import yaml as go_yaml
from support_packet.mattermost.license import parse_license
from support_packet.mattermost.manifests.manifest import parse_manifest
from support_packet.mattermost.sql.dsn import parse_data_source, secrets_in
from support_packet.process.priority import run_at_idle_priority

_GOAL = 1_000_000
_BATCH = 2000
_SLOWEST = 10.0
_MAX_NOTES = 5
_ENDS_WITHIN = 60.0
_LOOK_SECONDS = 1.0
_MORE = 0.5
"""How much longer than the attacks they may run, as a share of these: they give way to them."""


@dataclass(frozen=True)
class Parser:
    """A parser, what it is given, and the pieces that are put in."""

    parse: Callable[[bytes], object]
    seeds: Sequence[bytes]
    pieces: Sequence[bytes]


def _data_source(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    secrets_in(text)
    for driver in ("postgres", "mysql"):
        with suppress(SupportPacketError):
            parse_data_source(driver, text, {})


def _environment(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    with suppress(ValueError):
        list(assignments(text, lambda _: None))
    list(compose_assignments(text, {"A": "b"}, lambda _: None))


PARSERS = {
    "data sources": Parser(
        _data_source,
        (
            b"postgres://u:p%40@h:1/d?sslmode=disable&x=y",
            b"host=h port=1 password='a b\\'c' sslmode=require",
            b"u:p@tcp(h:1)/d?tls=false&charset=utf8mb4",
            b"u@unix(/tmp/x)/d",
        ),
        (
            *(b"@", b"/", b":", b"(", b")", b"?", b"&", b"%", b"%zz", b"'", b"\\", b"=", b"\0"),
            b"[::1]",
        ),
    ),
    "environment files": Parser(
        _environment,
        (b'A="b c"\nMM_X=1\n# c\n', b"A='x'\\\ny\nexport B=${A:-2}\n", b"MM_SQL='a\nb'\n"),
        (b'"', b"'", b"\\", b"\n", b"=", b"#", b"\r", b"\0", b"\xff", b"$A", b"\\x", b"${", b"}"),
    ),
    "JSON": Parser(
        lambda data: go_json.dump(go_json.load(data.decode("utf-8", "replace"))),
        (b'{"a":[1,2.5e3,"\\ud83d\\ude00"],"b":{"c":null}}', b"[" * 50 + b"]" * 50),
        (b"{", b"[", b'"', b"\\u", b"\\ud800", b"1e999", b"-", b"0" * 500, b",", b":", b"NaN"),
    ),
    "YAML": Parser(
        lambda data: parse_manifest(go_yaml.load(data)),
        (
            b"id: a\nsettings_schema:\n  settings:\n  - key: b\n    type: text\n",
            b"a: &x [1]\nb: *x\n",
        ),
        (b"&a ", b"*a", b"- ", b"? ", b": ", b"!!a:os ", b"|\n", b">\n", b"{", b"\t", b"<<: *x\n"),
    ),
    "licenses": Parser(
        parse_license,
        (
            base64.b64encode(
                b'{"id":"a","customer":{"name":"b"},"features":{"mfa":1}}' + bytes(256)
            ),
        ),
        (b"=", b"\n", b"\0", b"-", b"AAAA" * 9),
    ),
}


def fuzz(parser: Parser, count: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Give the parser what was mutated; yield each fault: its kind, and what was given.

    An error is one that is documented, and comes soon.
    """
    for _ in range(count):
        data = mutated(rng.choice(parser.seeds), parser.pieces, rng)
        # Of the processor: others may keep it from what runs at idle priority.
        started = time.process_time()
        try:
            parser.parse(data)
        except (SupportPacketError, LicenseError, ValueError):
            pass
        except Exception as error:  # noqa: BLE001 -- that is what is looked for
            yield "crashes", f"{type(error).__name__}: {data!r:.120}"
        if time.process_time() - started > _SLOWEST:
            yield "hangs", f"{data!r:.120}"


@contextmanager
def fuzzed_beside(
    tallies: dict[str, Tally], seconds: float, seed: int, processes: int = os.cpu_count() or 1
) -> Iterator[None]:
    """Within this block, and for `seconds` or half as long again, try all parsers in processes."""
    share = -(-_GOAL // processes)
    seconds *= 1 + _MORE
    command = [sys.executable, "-m", "bench.campaign.parsers", str(seconds), str(share)]
    until = time.monotonic() + seconds + _ENDS_WITHIN
    with ExitStack() as started:
        outputs = [
            started.enter_context(_output_of([*command, f"{seed} {number}"], until))
            for number in range(processes)
        ]
        yield
        found = [json.loads(output() or "{}") for output in outputs]
    for name in PARSERS:
        tally = tallies[f"parser of {name}"] = Tally(rounds=1, goal=_GOAL)
        for each in found:
            _add(tally, each.get(name))


@contextmanager
def _output_of(command: Sequence[str], until: float) -> Iterator[Callable[[], str]]:
    """Run a process until the block ends; the block's value waits for what it has printed.

    Nothing is its output if it takes longer than `until`, of the clock `time.monotonic`.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:

        def output() -> str:
            while (left := until - time.monotonic()) > 0:
                with suppress(AttributeError, OSError):
                    # The attacks are over: nothing of them has to wait any longer. Again and again,
                    # since it may only now have begun.
                    os.sched_setscheduler(process.pid, os.SCHED_OTHER, os.sched_param(0))
                with suppress(subprocess.TimeoutExpired):
                    return process.communicate(timeout=min(left, _LOOK_SECONDS))[0]
            return ""

        try:
            yield output
        finally:
            process.kill()


def _add(tally: Tally, found: Mapping[str, Any] | None) -> None:
    if found is None:
        tally.note("hangs", "no result of the process that tries it")
        return
    tally.requests += found["inputs"]
    for kind, note in found["faults"]:
        tally.note(kind, note)


def main(seconds: float, goal: int, seed: str) -> None:
    """Try all parsers in turn, and print what was found as JSON."""
    # Packets are made at this priority, too: those of the soak would wait for the parsers.
    run_at_idle_priority()
    until = time.monotonic() + seconds
    rngs = {name: random.Random(f"{seed} {name}") for name in PARSERS}
    inputs = dict.fromkeys(PARSERS, 0)
    faults: dict[str, list[tuple[str, str]]] = {name: [] for name in PARSERS}
    # Each of them at least once.
    while not min(inputs.values()) or (time.monotonic() < until and min(inputs.values()) < goal):
        name = min(inputs, key=lambda each: inputs[each])
        found = fuzz(PARSERS[name], _BATCH, rngs[name])
        faults[name] += list(found)[:_MAX_NOTES]
        inputs[name] += _BATCH
    print(json.dumps({name: {"inputs": inputs[name], "faults": faults[name]} for name in PARSERS}))


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
