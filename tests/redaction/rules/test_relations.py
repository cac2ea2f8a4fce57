"""Values are found whatever their names are, however they are related, and whatever is around both.

The table is in `support.redaction.matrix`; what it lists as not found, no test expects.
"""

from collections import Counter, defaultdict

import pytest
from support.redaction.masks import is_redacted_as
from support.redaction.matrix import Sample, samples
from support.redaction.reference import redact_slowly

from support_packet.redaction.engine import Redactor

MIN_SHARE = 0.985
"""How many of all samples are found; the rest are values that look like words or versions."""

MIN_SHARE_OF_RELATION = 0.85


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([])


@pytest.fixture(scope="module")
def missed(redactor: Redactor) -> dict[Sample, bool]:
    """Whether each of a few thousand samples is missed."""
    chosen = [sample for sample in samples(seed=11, every=24) if not sample.is_hole]
    return {
        sample: bool(sample.left(redactor.redact_text(sample.text + "\n"))) for sample in chosen
    }


def test_nearly_all_are_found(missed: dict[Sample, bool]) -> None:
    left = [sample for sample, is_missed in missed.items() if is_missed]

    names = "\n".join(f"{each.name} {each.relation} {each.wrapper}: {each.text!r}" for each in left)
    assert len(missed) > 3000
    assert len(left) <= (1 - MIN_SHARE) * len(missed), names


@pytest.mark.parametrize("part", ["relation", "wrapper", "name"])
def test_no_part_is_a_hole(missed: dict[Sample, bool], part: str) -> None:
    """In each relation, each text around it, after each name most values are found."""
    count = Counter(getattr(sample, part) for sample in missed)
    texts = defaultdict(list)
    for sample, is_missed in missed.items():
        if is_missed:
            texts[getattr(sample, part)].append(sample.text)

    holes = {
        each: some
        for each, some in texts.items()
        if len(some) > max(1, (1 - MIN_SHARE_OF_RELATION) * count[each])
    }
    assert not holes


def test_they_are_redacted_as_the_reference_does(redactor: Redactor) -> None:
    wrong = [
        sample.text
        for sample in samples(seed=12, every=1500)
        if not is_redacted_as(
            redact_slowly(sample.text.encode(), []), redactor.redact(sample.text.encode()).data
        )
    ]

    assert not wrong
