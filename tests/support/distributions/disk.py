"""Distributions of collector packages, laid out on disk as an installer lays them out."""

import textwrap
from collections.abc import Mapping
from pathlib import Path


class InstalledPackages:
    """A folder that Python imports from, and the distributions installed into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def search_path(self) -> list[str]:
        """Where to look for these distributions, and no others."""
        return [str(self.folder)]

    def install(
        self,
        distribution: str,
        source: str,
        *,
        version: str = "1.0",
        entry_points: Mapping[str, str] | None = None,
    ) -> None:
        """Install a distribution of one module that has its name.

        `source` may use the public names of `support_packet`. Without `entry_points` there is
        one, named like the distribution, for the module.
        """
        module = distribution.replace("-", "_")
        text = f"from support_packet import *\n{textwrap.dedent(source)}"
        (self.folder / f"{module}.py").write_text(text, encoding="utf-8")
        points = {distribution: module} if entry_points is None else entry_points
        lines = ["[support_packet]", *(f"{name} = {value}" for name, value in points.items())]
        self.register(distribution, version, "\n".join(lines).encode())

    def register(self, distribution: str, version: str, entry_points: bytes) -> Path:
        """Write only the metadata of a distribution, and return its folder."""
        metadata = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n", encoding="utf-8"
        )
        (metadata / "entry_points.txt").write_bytes(entry_points)
        (metadata / "INSTALLER").write_text("pip\n", encoding="utf-8")
        (metadata / "RECORD").write_text("", encoding="utf-8")
        return metadata
