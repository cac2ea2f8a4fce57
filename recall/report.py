"""The tables, as Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from recall.goals import (
    BROKEN_JSON,
    FALSE_HITS,
    GOALS,
    KNOWN_MASKS,
    RECALL_KNOWN,
    RECALL_REALISTIC,
    RECALL_VENDORS,
    Goal,
)
from recall.measure import Score, total

_LONGEST = 160


class Measured(NamedTuple):
    """What one program reached, by corpus and family; peers know no configuration."""

    name: str
    realistic: Mapping[str, Score]
    vendors: Mapping[str, Score]
    harmless: Mapping[str, Score]
    known_secret: Score | None = None
    known_harmless: Score | None = None
    json: Score | None = None

    def figures(self) -> dict[Goal, float | None]:
        """Return the figure of each goal."""
        known, masks = self.known_secret, self.known_harmless
        return {
            RECALL_REALISTIC: total([*self.realistic.values()]).percent,
            RECALL_VENDORS: total([*self.vendors.values()]).percent,
            RECALL_KNOWN: known.percent if known else None,
            FALSE_HITS: total([*self.harmless.values()]).wrong_per_10_000,
            KNOWN_MASKS: masks.wrong_per_10_000 if masks else None,
            BROKEN_JSON: len(self.json.wrong) if self.json else None,
        }

    def missed(self) -> list[str]:
        """Return the names of the goals that are missed."""
        pairs = self.figures().items()
        return [goal.name for goal, figure in pairs if figure is not None and goal.missed(figure)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def goal_table(all_measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the lines of the table of goals, one column for each program."""
    program = all_measured[0]
    yield _row("measured", *(each.name for each in all_measured), "goal", "")
    yield _row("---", *("---:" for _ in all_measured), "---:", "---")
    figures = [each.figures() for each in all_measured]
    for goal in GOALS:
        cells = [goal.written(each[goal]) for each in figures]
        verdict = "missed" if goal.name in program.missed() else ""
        yield _row(goal.name, *cells, goal.written(goal.bound), verdict)


def family_table(all_measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the recall of each family, and the false hits of each, the worst first."""
    names = [each.name for each in all_measured]
    program = all_measured[0]
    for corpus in ("realistic", "vendors", "harmless"):
        scores: Mapping[str, Score] = getattr(program, corpus)
        what = "lines changed" if corpus == "harmless" else "recall, %"
        yield ""
        yield _row(f"{corpus}: {what}", "samples", *names)
        yield _row("---", "---:", *("---:" for _ in names))
        for family in sorted(scores, key=lambda name: (scores[name].percent, name)):
            columns = [getattr(each, corpus)[family] for each in all_measured]
            yield _row(family, str(columns[0].total), *(_cell(corpus, each) for each in columns))


def _cell(corpus: str, score: Score) -> str:
    return str(score.total - score.right) if corpus == "harmless" else f"{score.percent:.0f}"


def wrong_lines(program: Measured, most: int) -> Iterator[str]:
    """Yield up to `most` lines of each family with a secret left, or that were changed."""
    corpora = (
        program.realistic,
        program.vendors,
        program.harmless,
        {
            "known-secret": program.known_secret,
            "known-harmless": program.known_harmless,
            "json": program.json,
        },
    )
    for scores in corpora:
        for family, score in scores.items():
            if score and score.wrong and most:
                yield f"\n{family}:\n"
                yield from (f"    {_short(line)}" for line in score.wrong[:most])


def _short(text: str) -> str:
    plain = text.replace("\n", "⏎").replace("\x1b", "␛")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"
