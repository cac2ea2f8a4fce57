"""Wheels without content, for tests of what installs them."""

from pathlib import Path
from zipfile import ZipFile


def wheel(folder: Path, name: str, version: str, *requirements: str) -> Path:
    """Make the wheel of a distribution that needs these others."""
    normal = name.replace("-", "_")
    path = folder / f"{normal}-{version}-py3-none-any.whl"
    info = f"{normal}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {requirement}\n" for requirement in requirements)
    with ZipFile(path, "w") as packed:
        packed.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}"
        )
        packed.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        packed.writestr(f"{info}/RECORD", "")
    return path
