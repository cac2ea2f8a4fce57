"""The packages of this repository: each is installed as its users would install it, and tested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent for path in (ROOT / "packages").glob("*/pyproject.toml"))

each_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)


@pytest.mark.timeout(600)
@each_package
def test_its_tests_pass(package: Path, tmp_path: Path) -> None:
    install = ["uv", "pip", "install", "--offline", "--no-deps", "--no-build-isolation", "--quiet"]
    target = ["--python", sys.executable, "--target", str(tmp_path), str(package)]
    subprocess.run([sys.executable, "-m", *install, *target], check=True)

    done = subprocess.run(
        # Not from this folder: what is installed is tested.
        [sys.executable, "-P", "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
