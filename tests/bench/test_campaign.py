"""The report of a campaign names what broke, and its input can be repeated."""

import random

from bench.campaign.fuzzing import mutated
from bench.campaign.report import report
from bench.campaign.target import FAULTS, Tally
from bench.clients import Reply


def test_the_report_counts_and_names_faults() -> None:
    tally = Tally(rounds=2)
    tally.count(Reply(200, 0.1), Reply(503, 0.1), Reply(503, 0.1))
    for kind in FAULTS:
        tally.note(kind, f"an example of {kind}")

    text = report({"load": tally}, "python -m bench.campaign", "a machine")

    assert "| load | 2 | 3 | 200: 1, 503: 2 | 1 | 1 | 1 | 1 | 1 | 1 |" in text
    assert all(f"- load, {kind}: an example of {kind}" in text for kind in FAULTS)


def test_without_faults_there_is_no_list_of_them() -> None:
    assert "Faults" not in report({"load": Tally()}, "python -m bench.campaign", "a machine")


def test_the_same_seed_gives_the_same_input() -> None:
    first, second, other = (
        [mutated(b"GET / HTTP/1.1", (b"x", b"y"), chance) for _ in range(50)]
        for chance in (random.Random(1), random.Random(1), random.Random(2))  # noqa: S311
    )

    assert first == second
    assert first != other
