"""The required figures and the measured ones, as a Markdown table."""

from dataclasses import dataclass

HEAD = "| figure | must | aim | measured | |\n| --- | ---: | ---: | ---: | --- |"


@dataclass(frozen=True)
class Figure:
    """One row of the table: `measured` must be at most `must`, or with `at_least` at least.

    Without `must` it is only reported.
    """

    name: str
    unit: str
    must: float | None
    aim: float | None
    measured: float
    at_least: bool = False

    @property
    def missed(self) -> bool:
        """Whether the figure misses its requirement."""
        if self.must is None:
            return False
        return self.measured < self.must if self.at_least else self.measured > self.must

    def row(self) -> str:
        """Return the row as Markdown."""
        values = (self.must, self.aim, self.measured)
        cells = ["" if value is None else f"{value:.3g}{self.unit}" for value in values]
        verdict = "missed" if self.missed else ""
        return f"| {self.name} | {' | '.join(cells)} | {verdict} |"
