"""The figures asked for, and those that were measured, side by side."""

from dataclasses import dataclass

HEAD = "| figure | must | aim | measured | |\n| --- | ---: | ---: | ---: | --- |"


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
