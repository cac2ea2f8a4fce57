"""Which collector it is, and which package it comes from."""

from dataclasses import dataclass

OUR_DISTRIBUTION = "support-packet"

FIRST_PARTY = frozenset(
    {
        OUR_DISTRIBUTION,
        "support-packet-cluster",
        "support-packet-diagnostics",
        "support-packet-more-logs",
    }
)
"""The distributions of this program's repository: only they may use Mattermost's own names."""


@dataclass(frozen=True, order=True)
class CollectorId:
    """The entry point of a collector, and the distribution that registered it."""

    distribution: str
    version: str
    entry_point: str

    @property
    def built_in(self) -> bool:
        """Whether this program's own distribution registered it."""
        return self.distribution == OUR_DISTRIBUTION

    @property
    def first_party(self) -> bool:
        """Whether a distribution of this program's repository registered it."""
        return self.distribution in FIRST_PARTY

    def __str__(self) -> str:
        package = f"{self.distribution} {self.version}".strip()
        return f"{package}, entry point {self.entry_point}"
