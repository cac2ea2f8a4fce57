"""Figures are compared in their own direction, and drawn."""

import xml.etree.ElementTree as ET

import pytest

from bench.chart import chart
from bench.table import Figure


@pytest.mark.parametrize(
    ("measured", "at_least", "missed"), [(4, True, True), (5, True, False), (6, False, True)]
)
def test_a_figure_is_missed_in_its_own_direction(
    measured: float, at_least: bool, missed: bool
) -> None:
    figure = Figure("speed", " ×", 5, 8, measured, at_least=at_least)

    assert figure.missed is missed
    assert figure.row() == f"| speed | 5 × | 8 × | {measured} × | {'missed' if missed else ''} |"


def test_the_chart_is_svg_with_every_line() -> None:
    drawing = chart({"zip -6": [(2**20, 4e7), (2**30, 5e7)], "two": [(2**20, 2e8), (2**30, 6e8)]})

    root = ET.fromstring(drawing)  # noqa: S314 -- drawn above
    words = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"zip -6", "two", "1 MiB", "1 GiB"} <= words
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 2


def test_a_figure_without_a_requirement_is_only_reported() -> None:
    figure = Figure("speed", " ×", None, None, 30)

    assert not figure.missed
    assert figure.row() == "| speed |  |  | 30 × |  |"
