"""The README's table of what the program is tried with: each row has tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = re.search(
    r"^## What it is tried with\n(.*?)^## ",
    (ROOT / "README.md").read_text("utf-8"),
    re.MULTILINE | re.DOTALL,
)
ROWS = re.findall(r"^\| (\S.*?) \| (.*?) \| (.*?) \|$", TABLE[1] if TABLE else "", re.MULTILINE)


def test_each_row_says_how_and_names_tests() -> None:
    names = [row[0] for row in ROWS]
    wrong = [name for name, how, _ in ROWS if not how.startswith(("real", "a stand-in"))]
    unshown = [name for name, _, tests in ROWS if not re.findall(r"`tests/[\w/]+\.py`", tests)]

    assert len(names) > 10
    assert (wrong, unshown) == ([], [])


def test_the_tests_exist() -> None:
    named = [path for _, _, tests in ROWS for path in re.findall(r"`(tests/[\w/.]+)`", tests)]

    assert [path for path in named if not (ROOT / path).is_file()] == []
