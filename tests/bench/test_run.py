"""The bench says what it cannot measure without."""

import os
import subprocess
import sys
from pathlib import Path


def test_missing_programs_are_named_before_anything_is_measured(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.run"]

    ended = subprocess.run(
        command, capture_output=True, env={**os.environ, "PATH": str(tmp_path)}, check=False
    )

    assert ended.returncode == 2
    assert b"apt-get install zip libarchive-tools" in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert ended.stdout == b""
