"""The identity of a collector: its entry point, and the distribution that registers it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from support_packet.values.file_names import as_file_name

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


def distribution_name(name: str) -> str:
    """Return the name of a distribution as it is compared: "My.Package" is "my-package"."""
    return re.sub(r"[-_.]+", "-", name).lower()


@dataclass(frozen=True, order=True)
class CollectorId:
    """The entry point of a collector, and the distribution that registered it.

    `ambiguous` if another distribution has an entry point of the same name. Of a module in a folder
    of collectors, which no distribution has (`in_folder`), `distribution` is the path.
    """

    distribution: str
    version: str
    entry_point: str
    in_folder: bool = False
    ambiguous: bool = field(default=False, compare=False, repr=False)

    @property
    def qualified_name(self) -> str:
        """The name that no other collector has."""
        return f"{self.distribution}:{self.entry_point}"

    @property
    def name(self) -> str:
        """How settings and requests name it: by its entry point, if that is enough."""
        return self.qualified_name if self.ambiguous else self.entry_point

    def is_among(self, names: Collection[str]) -> bool:
        """Return whether one of `names` is that of the entry point, or the qualified one."""
        return self.entry_point in names or self.qualified_name in names

    @property
    def built_in(self) -> bool:
        """Whether this program's own distribution registered it."""
        return self.distribution == OUR_DISTRIBUTION

    @property
    def first_party(self) -> bool:
        """Whether a distribution of this program's repository registered it."""
        return self.distribution in FIRST_PARTY

    @property
    def folder(self) -> str:
        """What the folder of its files may be called."""
        return as_file_name(self.entry_point if self.in_folder else self.distribution)

    @property
    def prefix(self) -> str:
        """How the keys of its facts may begin."""
        return re.sub(r"\W", "_", self.folder)

    def __str__(self) -> str:
        package = f"{self.distribution} {self.version}".strip()
        return f"{package}, entry point {self.entry_point}"
