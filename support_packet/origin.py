"""Where a collector comes from: the names that people know it by."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Origin:
    """The entry point of a collector, and the distribution that registered it."""

    distribution: str
    version: str
    entry_point: str

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}, entry point {self.entry_point}".strip()
