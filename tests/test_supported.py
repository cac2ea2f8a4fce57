"""The README's table of what the program is tested with: each row has tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("\n## What it is tested with\n")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| ([^-\s].*?) \| (.*?) \| (.*?) \|$", TABLE, re.MULTILINE)


def test_each_row_says_how_and_names_tests() -> None:
    names = [row[0] for row in ROWS]
    wrong = [name for name, how, _ in ROWS if not how.startswith(("real", "a stand-in"))]
    unshown = [name for name, _, tests in ROWS if not re.findall(r"`tests/[\w/]+\.py`", tests)]

    assert len(names) > 10
    assert (wrong, unshown) == ([], [])


def test_the_tests_exist() -> None:
    named = [path for _, _, tests in ROWS for path in re.findall(r"`(tests/[\w/.]+)`", tests)]

    assert [path for path in named if not (ROOT / path).is_file()] == []
