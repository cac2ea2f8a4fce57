"""The files to measure with: an installation, and logs that are written when first used."""

from pathlib import Path

from bench.corpus import MIB, secrets, write_log, write_repeated
from bench.program import build

_KNOWN = 200


class Files:
    """Files in `directory`; `scale` makes all logs smaller."""

    def __init__(self, directory: Path, scale: float) -> None:
        self._directory = directory
        self._scale = scale
        self._known = secrets(_KNOWN)
        self.installation = build(directory / "mattermost", self._known)
        self.saved = directory / "packet.zip"

    def size(self, size: int) -> int:
        """Return `size` on the scale of this run."""
        return max(MIB // 4, round(size * self._scale))

    def log(self, size: int, one_hit_in: int = 10_000) -> Path:
        """Return a log of `size` bytes; one line in `one_hit_in` contains a secret."""
        path = self._directory / f"{self.size(size)}-{one_hit_in}.log"
        if not path.exists():
            write_log(path, self.size(size), self._known, one_hit_in)
        return path

    def repeated(self, size: int, unit: bytes) -> Path:
        """Return a log of repetitions of one unit; it replaces the previous such log."""
        path = self._directory / "repeated.log"
        write_repeated(path, self.size(size), unit)
        return path
