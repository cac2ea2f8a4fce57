"""The measures are right on examples that a person can check."""

import pytest

from recall.goals import FALSE_HITS, KNOWN_MASKS, RECALL_KNOWN, RECALL_REALISTIC, Goal
from recall.measure import Score, left, recall, runs, still_json, total, unchanged
from recall.samples import sample

MASK = "*" * 32


@pytest.mark.parametrize(
    ("marked", "output", "remaining"),
    [
        ("token=«abcdef123456» x", f"token={MASK} x", []),
        ("token=«abcdef123456» x", "token=abcdef123456 x", ["abcdef123456"]),
        ("token=«abcdef123456» x", f"token={MASK}3456 x", ["abcdef123456"]),
        ("token=«abcdef123456» x", f"token=abc{MASK} x", []),
        ("token=«abcdef123456» x", MASK, []),
        ("a=«abcdef12» b=«ghijkl34»", f"a={MASK} b=ghijkl34", ["ghijkl34"]),
        ("a=«abcdef12» b=«abcdef12»", f"a={MASK} b=abcdef12", ["abcdef12"] * 2),
        ("user admin has «admin-1!x9»", f"user admin has {MASK}", []),
        ("user admin has «admin-1!x9»", "user admin has admin***", ["admin-1!x9"]),
        ("pw = «40 Trees»", f"pw = {MASK} Trees", ["40 Trees"]),
        ("k: «aa----bb»", f"k: {MASK}----", []),
    ],
)
def test_four_characters_of_a_secret_give_it_away(
    marked: str, output: str, remaining: list[str]
) -> None:
    assert left(sample(marked), output) == remaining


def test_marks_and_line_ends_are_not_a_run() -> None:
    assert not runs('---- "]}}   a\nb  ')
    assert runs("a 1 b")["a 1 "] == 1
    assert runs("ab1*cd")["ab1*"] == 1
    assert runs("пароль")["паро"] == 1


def test_a_sample_is_found_if_all_of_it_is() -> None:
    samples = [sample("a=«abcdef12» b=«ghijkl34»"), sample("«mnopqr56»")]

    score = recall(samples, ["a=*** b=ghijkl34", "***"])

    assert (score.right, score.total) == (1, 2)
    assert score.percent == 50
    assert score.wrong == ("a=abcdef12 b=ghijkl34",)


def test_a_line_is_wrong_if_it_is_not_there_as_it_was() -> None:
    score = unchanged("one\ntwo\ntwo\nthree", "one\ntwo\n***")

    assert (score.right, score.total) == (2, 4)
    assert sorted(score.wrong) == ["three", "two"]
    assert score.wrong_per_10_000 == 5000


def test_a_document_has_to_stay_one() -> None:
    pairs = [('{"a": 1}', '{"a": ***}'), ('["b"]', '["***"]'), ("text", "{"), ("5", "x")]

    assert still_json(pairs) == Score(1, 2, ('{"a": 1}',))


def test_scores_add_up() -> None:
    assert total([Score(1, 2, ("a",)), Score(3, 3)]) == Score(4, 5, ("a",))
    assert total([]).percent == 100


@pytest.mark.parametrize(
    ("goal", "measured", "missed"),
    [
        (RECALL_REALISTIC, 97.9, True),
        (RECALL_REALISTIC, 98, False),
        (FALSE_HITS, 5, False),
        (FALSE_HITS, 5.1, True),
        (KNOWN_MASKS, 0, False),
        (KNOWN_MASKS, 0.1, True),
        (RECALL_KNOWN, 0, False),
    ],
)
def test_a_goal_is_missed_in_its_own_direction(goal: Goal, measured: float, missed: bool) -> None:
    assert goal.missed(measured) is missed
