"""Input that nobody would write: HTTP, data sources, environment files, JSON, YAML, licenses."""

import base64
import random
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bench.campaign.target import HOST, Tally, attacked
from support_packet.errors import LicenseError, SupportPacketError
from support_packet.mattermost.configuration.env_file import read_env_file
from support_packet.mattermost.go import json as go_json
from support_packet.mattermost.go import yaml as go_yaml
from support_packet.mattermost.license import parse_license
from support_packet.mattermost.manifests.manifest import parse_manifest
from support_packet.mattermost.sql.dsn import parse_data_source, secrets_in

_BATCH = 400
_INPUTS = 4000
_SLOWEST = 5.0

_TOKEN = b"abcdefghijklmnopqrstuvwxyz"
_REQUESTS = tuple(
    request.replace(b"\n", b"\r\n").replace(b"TOKEN", _TOKEN)
    for request in (
        b"GET /api4/system/generate_support_packet HTTP/1.1\nAuthorization: Bearer TOKEN\n\n",
        b"GET /support_packet?preview=a&since=2026-01-01T00:00 HTTP/1.1\nHost: a\n\n",
        b"GET / HTTP/1.1\nCookie: MMAUTHTOKEN=TOKEN\nAccept-Language: de;q=0.5, *\nHost: a\n\n",
        b"POST /support_packet HTTP/1.1\nHost: a\nContent-Length: 11\n\ntoken=abcde",
        b"POST /support_packet HTTP/1.1\nTransfer-Encoding: chunked\n\n5\ntoken\n0\n\n",
        b"HEAD /openapi.json HTTP/1.0\nX-Forwarded-For: 1.2.3.4, ::1\n\n",
        b"OPTIONS * HTTP/1.1\nHost: a\nExpect: 100-continue\n\n",
    )
)
_BITS = (
    *(b"\r\n", b"\0", b"\xff", b"%", b"%00", b"%c0%ae", b"..", b"//", b"\r\n\r\n", b"\n", b" "),
    *(b":", b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"HTTP/9.9", b"\t"),
    *(b"Transfer-Encoding: chunked\r\n", b"Host: b\r\n", b"A" * 70_000, b"x: y\r\n" * 200, b";q="),
)


def fuzz_http(directory: Path, tally: Tally, chance: random.Random) -> None:
    """Send requests with pieces that were removed, doubled, exchanged or put in."""
    with attacked(directory, tally) as target:
        for _ in range(_BATCH):
            data = mutated(chance.choice(_REQUESTS), _BITS, chance)
            tally.requests += 1
            with (
                suppress(OSError),
                socket.create_connection((HOST, target.port), timeout=15) as client,
            ):
                client.sendall(data)
                client.shutdown(socket.SHUT_WR)
                started = time.monotonic()
                head = client.recv(4096)
                if head and not head.startswith(b"HTTP/1."):
                    tally.note("broken packets", f"not HTTP: {head[:40]!r}")
                if head[9:12] == b"500":
                    tally.note("crashes", f"500: {data[:120]!r}")
                if time.monotonic() - started > _SLOWEST:
                    tally.note("hangs", repr(data[:120]))
        target.check()


def mutated(data: bytes, bits: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Return `data` changed in a few places."""
    for _ in range(chance.randint(1, 4)):
        start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(end, start + chance.choice((0, 1, 8, 64)))
        piece = chance.choice((b"", data[start:end] * 2, chance.choice(bits), chance.randbytes(3)))
        data = data[:start] + piece + data[end:]
    return data


_LICENSE = base64.b64encode(
    b'{"id":"a","customer":{"name":"b"},"features":{"mfa":true}}' + bytes(256)
)
_SEEDS: dict[str, tuple[tuple[bytes, ...], tuple[bytes, ...]]] = {
    "data source": (
        (
            b"postgres://u:p%40@h:1/d?sslmode=disable&x=y",
            b"host=h port=1 password='a b\\'c' sslmode=require",
            b"u:p@tcp(h:1)/d?tls=true&charset=utf8mb4",
            b"u@unix(/tmp/x)/d",
        ),
        (
            b"@",
            b"/",
            b":",
            b"(",
            b")",
            b"?",
            b"&",
            b"%",
            b"%zz",
            b"'",
            b"\\",
            b"=",
            b"\0",
            b"[::1]",
        ),
    ),
    "environment file": (
        (b'A="b c"\nMM_X=1\n# c\n', b"A='x'\\\ny\nexport B=2\n", b"MM_SQL='a\nb'\n"),
        (b'"', b"'", b"\\", b"\n", b"=", b"#", b"\r", b"\0", b"\xff", b"$A", b"\\x"),
    ),
    "JSON": (
        (b'{"a":[1,2.5e3,"\\ud83d\\ude00"],"b":{"c":null}}', b"[" * 50 + b"]" * 50),
        (b"{", b"[", b'"', b"\\u", b"\\ud800", b"1e999", b"-", b"0" * 500, b",", b":", b"NaN"),
    ),
    "YAML": (
        (
            b"id: a\nsettings_schema:\n  settings:\n  - key: b\n    type: text\n",
            b"a: &x [1]\nb: *x\n",
        ),
        (
            b"&a ",
            b"*a",
            b"- ",
            b"? ",
            b": ",
            b"!!python/object:os ",
            b"|\n",
            b">\n",
            b"{",
            b"\t",
            b"<<: *x\n",
        ),
    ),
    "license": ((_LICENSE,), (b"=", b"\n", b"\0", b"-", b"AAAA" * 9)),
}


def fuzz_parsers(directory: Path, tally: Tally, chance: random.Random) -> None:
    """Give each parser what was mutated: an error is one that it documents, and soon there."""
    parsers = _parsers(directory)
    for name, (seeds, bits) in _SEEDS.items():
        for _ in range(_INPUTS):
            data = mutated(chance.choice(seeds), bits, chance)
            tally.requests += 1
            started = time.process_time()
            try:
                parsers[name](data)
            except (SupportPacketError, LicenseError, ValueError):
                pass
            except Exception as error:  # noqa: BLE001 -- that is what is looked for
                tally.note("crashes", f"{name}: {type(error).__name__}: {data[:120]!r}")
            if time.process_time() - started > _SLOWEST:
                tally.note("hangs", f"{name}: {data[:120]!r}")


def _parsers(directory: Path) -> dict[str, Callable[[bytes], object]]:
    file = directory.with_suffix(".env")

    def data_source(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        secrets_in(text)
        for driver in ("postgres", "mysql"):
            with suppress(SupportPacketError):
                parse_data_source(driver, text, {})

    def environment(data: bytes) -> None:
        file.write_bytes(data)
        with suppress(SupportPacketError):
            read_env_file(file, "docker")
        read_env_file(file, "systemd")

    return {
        "data source": data_source,
        "environment file": environment,
        "JSON": lambda data: go_json.dump(go_json.load(data.decode("utf-8", "replace"))),
        "YAML": lambda data: parse_manifest(go_yaml.load(data)),
        "license": parse_license,
    }
