"""Lines made to be slow, and a neighbour that needs the processors itself."""

from collections.abc import Iterator
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


def hardship(files: Files) -> Iterator[Figure]:
    """Yield what bad content costs, and what packets cost those beside them."""
    with running(files.installation, {"WORKERS": 2}) as program:
        usual = _cpu(program, files.log(_BYTES))
        endless = _cpu(program, files.repeated(_BYTES, b"a"))
        yield Figure("a line of 64 MiB", " ×", 2, 1, endless / usual)
        slow = {unit: _cpu(program, files.repeated(_BYTES, unit)) for unit in _MADE_TO_BE_SLOW}
        yield Figure("lines made to be slow", " ×", 2, 1, max(slow.values()) / usual)
        log = files.log(GIB)
        alone = p99(_SECONDS)
        beside = p99(_SECONDS, lambda: program.packet(log))
        yield Figure("p99 of a saturated neighbour", " ×", 2, 1.2, beside / alone)


def _cpu(program: Program, log: Path) -> float:
    """Return the processor time of a packet, the least of some."""
    return min(program.packet(log).cpu for _ in range(_RUNS))
