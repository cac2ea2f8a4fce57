"""Another distribution with a module `hookspecs` or `collectors` is named at start."""

import base64
import hashlib
import importlib
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages

from support_packet.errors import OverwrittenError
from support_packet.host.discovery.own_files import OWN_FILES, check_own_files


def test_the_program_imports_its_own_files() -> None:
    check_own_files()


def test_a_distribution_that_comes_first_on_the_path_is_named(packages: InstalledPackages) -> None:
    put(packages, "")
    folder = packages.register("other-hooks", "1.0", b"")
    (folder / "RECORD").write_text("hookspecs.py,,\n")

    with pytest.raises(OverwrittenError, match="distribution other-hooks has a module hookspecs"):
        check_own_files(packages.folder.parent)


def test_a_file_that_nobody_installed_is_named(packages: InstalledPackages) -> None:
    put(packages, "")

    with pytest.raises(OverwrittenError, match=r"hookspecs\.py is imported in place of"):
        check_own_files(packages.folder.parent)


def test_a_distribution_installed_over_ours_is_named(packages: InstalledPackages) -> None:
    write_ours(packages, dict.fromkeys(OWN_FILES.values(), b"ours"))
    other = packages.register("other-hooks", "1.0", b"")
    (other / "RECORD").write_text("hookspecs.py,,\n")
    check_own_files(packages.folder)

    put(packages, "theirs")

    with pytest.raises(OverwrittenError, match="Uninstall other-hooks"):
        check_own_files(packages.folder)


def test_a_missing_file_is_named(
    packages: InstalledPackages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", packages.search_path)

    with pytest.raises(OverwrittenError, match="hookspecs of support-packet is missing"):
        check_own_files(packages.folder)


def put(packages: InstalledPackages, content: str) -> None:
    """Write a module in place of one of ours."""
    (packages.folder / "hookspecs.py").write_text(content)
    importlib.invalidate_caches()


def write_ours(packages: InstalledPackages, files: dict[str, bytes]) -> None:
    """Install the files of this program's distribution, with their hashes."""
    metadata = packages.register("support-packet", "0.1.0", b"")
    lines = []
    for place, content in files.items():
        path = Path(packages.folder / place)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        lines.append(f"{place},sha256={digest},{len(content)}\n")
    (metadata / "RECORD").write_text("".join(lines))
    importlib.invalidate_caches()
