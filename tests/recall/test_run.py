"""The tables, the exit status, the report, and how findings of others are masked."""

from pathlib import Path

import pytest

from recall import run
from recall.goals import GOALS
from recall.measure import Score
from recall.peers import Finding, masked
from recall.programs import SupportPacket, secrets_of_plugins
from recall.report import Measured, family_table, goal_table, wrong_lines

ROOT = Path(__file__).parents[2]
GOOD = Measured(
    "program",
    {"ldap": Score(50, 50)},
    {"github": Score(20, 20)},
    {"host": Score(10_000, 10_000)},
    Score(5, 10, ("left",)),
    Score(30, 30),
    Score(9, 9),
)
BAD = GOOD._replace(realistic={"ldap": Score(1, 2, ("a\nb",)), "s3": Score(2, 2)})


def test_nothing_is_missed_if_all_goals_are_reached() -> None:
    assert GOOD.missed() == []
    assert BAD.missed() == ["recall, realistic lines"]


def test_the_table_has_a_line_for_each_goal_and_a_column_for_each_program() -> None:
    peer = Measured("peer", GOOD.realistic, GOOD.vendors, GOOD.harmless)

    head, _, *rows = goal_table([BAD, peer])

    assert head == "| measured | program | peer | goal |  |"
    assert len(rows) == len(GOALS)
    assert rows[0] == "| recall, realistic lines | 75 % | 100 % | 98 % | missed |"
    assert rows[-1].endswith("| 0 | - | 0 |  |")


def test_the_worst_family_comes_first() -> None:
    rows = list(family_table([BAD]))

    assert rows.index("| ldap | 2 | 50 |") < rows.index("| s3 | 2 | 100 |")


def test_wrong_lines_are_shown_on_one_line() -> None:
    assert "    a⏎b" in list(wrong_lines(BAD, 1))
    assert list(wrong_lines(BAD, 0)) == []


def test_it_fails_below_the_goals_and_writes_the_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    monkeypatch.setattr("sys.argv", ["run", "--report", str(report)])
    monkeypatch.delenv("PEERS", raising=False)
    monkeypatch.setattr(run, "_of_the_program", lambda: BAD)

    assert run.main() == 1
    assert report.read_text(encoding="utf-8").startswith("| measured | program |")
    monkeypatch.setattr(run, "_of_the_program", lambda: GOOD)
    assert run.main() == 0


def test_the_program_masks_what_it_knows() -> None:
    program = SupportPacket(frozenset({"k7Qz2mV9xT4bR8wL1nYc"}))

    assert program.outputs({"a": ["x k7Qz2mV9xT4bR8wL1nYc", "y"]}) == {"a": ["x " + "*" * 32, "y"]}


def test_secrets_of_plugins_are_known() -> None:
    assert len(secrets_of_plugins()) > 30


def test_a_finding_is_masked_on_its_line() -> None:
    texts = ["a secret1", "b\nsecret1 secret1", "secret1"]

    assert masked(texts, [Finding("f", 3, "secret1")]) == [
        "a secret1",
        f"b\n{'*' * 32} {'*' * 32}",
        "secret1",
    ]


def test_a_finding_over_several_lines_is_masked_where_it_begins() -> None:
    assert masked(["x\nkey\nend", "key"], [Finding("f", 2, "key\nend")]) == [
        "x\n" + "*" * 32,
        "key",
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "recall").glob("*.py")), ids=lambda path: path.name)
def test_a_file_has_fewer_than_200_lines(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") < 200
