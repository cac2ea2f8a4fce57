"""Whether anything of a secret is left, and which harmless lines were changed."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from recall.samples import Sample

RUN = 4
"""A run of this many characters of a secret gives it away; a shorter one does not."""

_MASKS = re.compile(r"\*{3,}")
_TELLING = re.compile(r"[A-Za-z0-9].*[A-Za-z0-9]|[^\x00-\x7f]")


class Score(NamedTuple):
    """How many there are, how many of them are right, and those that are not."""

    right: int
    total: int
    wrong: tuple[str, ...] = ()

    @property
    def percent(self) -> float:
        """The right ones of a hundred."""
        return 100 * self.right / self.total if self.total else 100.0

    @property
    def wrong_per_10_000(self) -> float:
        """The wrong ones of ten thousand."""
        return 10_000 * (self.total - self.right) / self.total if self.total else 0.0


def runs(text: str) -> Counter[str]:
    """Count every run of `RUN` characters of a line that has two letters or digits.

    Marks alone (`----`, `"]}}`) are not a part of a secret that gives it away.
    """
    windows = (text[place : place + RUN] for place in range(len(text) - RUN + 1))
    return Counter(run for run in windows if "\n" not in run and _TELLING.search(run))


def left(found: Sample, output: str) -> list[str]:
    """Return the secrets of which a run is in `output` more often than around the secrets."""
    remaining = runs(_MASKS.sub("\n", output))
    allowed = runs(found.around)
    return [
        secret
        for secret in found.secrets
        if any(remaining[run] > allowed[run] for run in runs(secret))
    ]


def recall(samples: Sequence[Sample], outputs: Sequence[str]) -> Score:
    """Score samples: one is right if nothing is left of any of its secrets."""
    pairs = zip(samples, outputs, strict=True)
    wrong = tuple(found.text for found, output in pairs if left(found, output))
    return Score(len(samples) - len(wrong), len(samples), wrong)


def unchanged(text: str, output: str) -> Score:
    """Score harmless lines: one is right if it is still there as it was."""
    lines = text.splitlines()
    wrong = Counter(lines) - Counter(output.splitlines())
    return Score(len(lines) - wrong.total(), len(lines), tuple(wrong.elements()))


def still_json(pairs: Iterable[tuple[str, str]]) -> Score:
    """Score the texts that are a document of JSON: one is right if its output is one, too."""
    documents = [(text, output) for text, output in pairs if _is_document(text)]
    wrong = tuple(text for text, output in documents if not _is_document(output))
    return Score(len(documents) - len(wrong), len(documents), wrong)


def _is_document(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False


def total(scores: Sequence[Score]) -> Score:
    """Return the scores taken together."""
    wrong = tuple(line for score in scores for line in score.wrong)
    return Score(sum(score.right for score in scores), sum(score.total for score in scores), wrong)
