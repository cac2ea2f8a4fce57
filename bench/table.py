"""The figures asked for, and those that were measured, side by side."""

from dataclasses import dataclass

HEAD = "| figure | must | aim | measured | |\n| --- | ---: | ---: | ---: | --- |"


@dataclass(frozen=True)
class Figure:
    """One line of the table; what is measured must be at least, or at most, `must`.

    Without `must` it is only told.
    """

    name: str
    unit: str
    must: float | None
    aim: float | None
    measured: float
    at_least: bool = False

    @property
    def missed(self) -> bool:
        """Tell whether the figure is worse than it must be."""
        if self.must is None:
            return False
        return self.measured < self.must if self.at_least else self.measured > self.must

    def row(self) -> str:
        """Return the line as Markdown."""
        values = (self.must, self.aim, self.measured)
        cells = ["" if value is None else f"{value:.3g}{self.unit}" for value in values]
        verdict = "missed" if self.missed else ""
        return f"| {self.name} | {' | '.join(cells)} | {verdict} |"
