"""Logs to measure with: lines of a server at level DEBUG, the same on every run."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

MIB = 2**20
GIB = 2**30

_CHUNK_BYTES = 16 * MIB
_ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769"


def secrets(count: int) -> list[str]:
    """Return `count` secrets as programs generate them."""
    rng = Random(200)
    return ["".join(rng.choices(_ALPHABET + "ABCDEFGH-_", k=32)) for _ in range(count)]


def write_log(path: Path, size: int, known: Sequence[str], one_hit_in: int) -> None:
    """Write `size` bytes of log; one line in `one_hit_in` contains a known secret or a token."""
    chunk = b"".join(_lines(known, one_hit_in))
    with path.open("wb") as log:
        for written in range(0, size, len(chunk)):
            part = chunk[: size - written]
            log.write(part[: part.rfind(b"\n") + 1])


def log_lines(size: int, known: Sequence[str], one_hit_in: int = 10_000) -> bytes:
    """Return about `size` bytes of log, as `write_log` writes it."""
    return b"".join(_lines(known, one_hit_in, size))


def write_repeated(path: Path, size: int, unit: bytes) -> None:
    """Write `size` bytes of repetitions of `unit`."""
    chunk = unit * max(1, MIB // len(unit))
    with path.open("wb") as log:
        for written in range(0, size, len(chunk)):
            log.write(chunk[: size - written])


def _lines(known: Sequence[str], one_hit_in: int, max_bytes: int = _CHUNK_BYTES) -> Iterator[bytes]:
    rng = Random(one_hit_in)
    leaks = _leaks(known, rng)
    size, number = 0, 0
    while size < max_bytes:
        number += 1
        note = next(leaks) if number % one_hit_in == 0 else "completed"
        line = _line(rng, number, note).encode()
        size += len(line)
        yield line


def _line(rng: Random, number: int, note: str) -> str:
    def identifier() -> str:
        return "".join(rng.choices(_ALPHABET, k=26))

    return (
        f'{{"level":"debug","ts":{1626194102 + number * 0.0137:.4f},"caller":"web/handlers.go:'
        f'{rng.randrange(40, 400)}","msg":"Received HTTP request","method":"GET","url":'
        f'"/api/v4/channels/{identifier()}/posts","request_id":"{identifier()}","user_id":'
        f'"{identifier()}","status_code":"200","ip_addr":"10.{rng.randrange(256)}.'
        f'{rng.randrange(256)}.{rng.randrange(256)}","duration":"{rng.random() * 90:.3f}'
        f'ms","result":"{note}"}}\n'
    )


def _leaks(known: Sequence[str], rng: Random) -> Iterator[str]:
    """Yield the leaks of a server's log in turn: known secrets, tokens, passwords in URLs."""
    kinds: list[Callable[[], str]] = [
        lambda: f"authenticated as {rng.choice(known)}",
        lambda: f"Invalid session token={''.join(rng.choices(_ALPHABET, k=26))}, err=not found",
        lambda: f"dial postgres://mmuser:{rng.choice(known)}@db.example.com/mattermost: EOF",
    ]
    while True:
        for kind in kinds:
            yield kind()
