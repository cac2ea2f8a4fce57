"""Lines made to be slow, and a neighbour that needs the processors itself."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpus import GIB, MIB
from bench.files import Files
from bench.neighbour import p99
from bench.program import Program, running
from bench.table import Figure

_BYTES = 64 * MIB
_RUNS = 3
_SECONDS = 10.0

_MADE_TO_BE_SLOW = (
    b"token=",
    b'"password":"',
    b"://a:",
    b"eyJ",
    b"\\",
    b"-----BEGIN ",
    b"-----BEGIN RSA PRIVATE KEY-----",
    b"@",
    b"0.",
    b"a" * 300 + b"\n",
    b"token:" * 50 + b"\n",
    b'"password":"' * 25 + b"\n",
    b"\\u00" * 75 + b"\n",
)
_NOTHING_ELSE = (
    b"://a:" * 60 + b"\n",
    b"secret=" * 40 + b"\n",
    b"AccountKey=" * 27 + b"\n",
    b"bearer " * 40 + b"\n",
    b"api_key " * 37 + b"\n",
)
"""The slowest that were found: nothing but secrets, or what secrets begin with."""


def hardship(files: Files) -> Iterator[Figure]:
    """Yield what bad content costs, and what packets cost those beside them."""
    with running(files.installation, {"WORKERS": 2}) as program:
        endless = _slowest(program, files, [b"a"])
        yield Figure("a line of 64 MiB", " ×", 2, 1, endless)
        slow = _slowest(program, files, _MADE_TO_BE_SLOW)
        yield Figure("lines made to be slow", " ×", 2, 1, slow)
        slowest = _slowest(program, files, _NOTHING_ELSE)
        yield Figure("lines of nothing but secrets", " ×", None, None, slowest)
        log = files.log(GIB)
        alone = p99(_SECONDS)
        beside = p99(_SECONDS, lambda: program.packet(log))
        yield Figure("p99 of a saturated neighbour", " ×", 2, 1.2, beside / alone)


def _slowest(program: Program, files: Files, units: Sequence[bytes]) -> float:
    """Return how much more processor time the worst of `units` takes than an ordinary log."""
    usual = files.log(_BYTES)
    return max(_ratio(program, usual, files.repeated(_BYTES, unit)) for unit in units)


def _ratio(program: Program, usual: Path, slow: Path) -> float:
    """Compare the least of some runs, measured in turn: the machine is not always as fast."""
    runs = [(program.packet(usual).cpu, program.packet(slow).cpu) for _ in range(_RUNS)]
    return min(cpu for _, cpu in runs) / min(cpu for cpu, _ in runs)
