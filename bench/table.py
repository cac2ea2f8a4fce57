"""The figures asked for, and those that were measured, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table; what is measured must be at least, or at most, `must`."""

    name: str
    unit: str
    must: float
    aim: float
    measured: float
    at_least: bool = False

    @property
    def missed(self) -> bool:
        """Tell whether the figure is worse than it must be."""
        return self.measured < self.must if self.at_least else self.measured > self.must

    def row(self) -> str:
        """Return the line as Markdown."""
        cells = [f"{value:.3g}{self.unit}" for value in (self.must, self.aim, self.measured)]
        verdict = "missed" if self.missed else ""
        return f"| {self.name} | {' | '.join(cells)} | {verdict} |"


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as a table in Markdown."""
    head = "| figure | must | aim | measured | |\n| --- | ---: | ---: | ---: | --- |"
    return "\n".join([head, *(figure.row() for figure in figures)])
