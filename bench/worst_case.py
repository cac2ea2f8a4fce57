"""Lines made to be slow, and others that compete for the processors."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpus import GIB, MIB
from bench.files import Files
from bench.noisy_neighbor import busy_processors, p99
from bench.program import Program, running
from bench.table import Figure

_BYTES = 64 * MIB
_RUNS = 5
_SECONDS = 10.0
_LINE_BYTES = 300


def _line(unit: bytes) -> bytes:
    return unit * (_LINE_BYTES // len(unit)) + b"\n"


_MADE_TO_BE_SLOW = (
    *(b"token=", b'"password":"', b"://a:", b"eyJ", b"\\", b"@", b"0."),
    *(b"-----BEGIN ", b"-----BEGIN RSA PRIVATE KEY-----"),
    *map(_line, (b"a", b"token:", b'"password":"', b"\\u00", b"-----BEGIN ")),
    *map(_line, (b"token ", b"bearer ", b"api_key ", b"authorization ", b"cookie ")),
    *map(_line, (b"password ", b"secret ", b"pwd ", b"PASS: ", b"://a ")),
    *map(_line, (b"eyJ ", b"sk- ", b"hf_ ", b"AKIA ", b"token=1 ", b"https:// ", b"&code= ")),
)
"""What is hard on patterns: many beginnings of secrets, but no secret."""

_SLOWEST = (
    *map(_line, (b"SharedAccessKey=1 ", b'session_key\\": \\" ', b'apikey":"')),
    *map(_line, (b"authorization: ", b"secret: 1 ", b"://: ")),
    *map(_line, (b"://a:", b"secret=", b"AccountKey=", b"bearer abcdefgh1 ")),
)
"""The slowest lines found: long names of tokens, and lines of nothing but secrets."""


def worst_case(files: Files) -> Iterator[Figure]:
    """Yield what the worst content costs, and what packets cost other programs."""
    with running(files.installation, {"WORKERS": 2}) as program:
        endless = _slowest(program, files, [b"a"])
        yield Figure("a line of 64 MiB", " ×", 2, 1, endless)
        slow = _slowest(program, files, _MADE_TO_BE_SLOW)
        yield Figure("lines made to be slow", " ×", 2, 1, slow)
        slowest = _slowest(program, files, _SLOWEST)
        yield Figure("the slowest lines found", " ×", None, None, slowest)
        log = files.log(GIB)
        alone = p99(_SECONDS)
        shared = p99(_SECONDS, lambda: program.packet(log))
        yield Figure("p99 of a saturated neighbor", " ×", 2, 1.2, shared / alone)
        usual = files.log(_BYTES)
        with busy_processors():
            busy = min(program.packet(usual).seconds for _ in range(_RUNS))
        free = min(program.packet(usual).seconds for _ in range(_RUNS))
        yield Figure("a packet where others want all processors", " ×", 30, 10, busy / free)


def _slowest(program: Program, files: Files, units: Sequence[bytes]) -> float:
    """Return how many times longer than an ordinary log the slowest of `units` takes."""
    usual = files.log(_BYTES)
    return max(_ratio(program, usual, files.repeated(_BYTES, unit)) for unit in units)


def _ratio(program: Program, usual: Path, slow: Path) -> float:
    """Compare the fastest of several runs, measured alternately: machines vary in speed."""
    runs = [(program.packet(usual).seconds, program.packet(slow).seconds) for _ in range(_RUNS)]
    return min(seconds for _, seconds in runs) / min(seconds for seconds, _ in runs)
