"""A chart of throughput against log size, as SVG."""

import math
from collections.abc import Mapping, Sequence

Point = tuple[int, float]
"""The size of a log in bytes, and how many of them are packed a second."""

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 720, 400, 70, 50, 30
_COLORS = ("#1c58d9", "#3db887", "#8d8d8d", "#d24b4e")


def chart(lines: Mapping[str, Sequence[Point]]) -> str:
    """Draw a line for each series, with log sizes on a logarithmic scale."""
    points = [point for series in lines.values() for point in series]
    sizes = sorted({size for size, _ in points})
    fastest = math.ceil(max(speed for _, speed in points) / 1e8) * 1e8
    parts = [_frame(sizes, fastest)]
    for number, (name, series) in enumerate(lines.items()):
        places = [_place(point, sizes, fastest) for point in series]
        color = _COLORS[number % len(_COLORS)]
        path = " ".join(f"{across:.0f},{down:.0f}" for across, down in places)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>'
            f'<text x="{_LEFT + 12}" y="{_TOP + 18 * (number + 1)}" fill="{color}">{name}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="13">\n<rect width="100%" height="100%" '
        f'fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _place(point: Point, sizes: Sequence[int], fastest: float) -> tuple[float, float]:
    span = math.log(sizes[-1] / sizes[0])
    across = _LEFT + (_WIDTH - _LEFT - 30) * math.log(point[0] / sizes[0]) / span
    return across, _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * point[1] / fastest


def _frame(sizes: Sequence[int], fastest: float) -> str:
    """Return the two scales with their grid lines and labels."""
    parts = []
    for step in range(5):
        speed = fastest * step / 4
        _, down = _place((sizes[0], speed), sizes, fastest)
        parts.append(
            f'<line x1="{_LEFT}" y1="{down:.0f}" x2="{_WIDTH - 30}" y2="{down:.0f}" stroke="#ddd"/>'
            f'<text x="{_LEFT - 8}" y="{down + 4:.0f}" text-anchor="end">{speed / 1e6:.0f}</text>'
        )
    for size in sizes:
        across, down = _place((size, 0), sizes, fastest)
        words = f"{size / 2**30:g} GiB" if size >= 2**30 else f"{size / 2**20:g} MiB"
        parts.append(
            f'<text x="{across:.0f}" y="{down + 20:.0f}" text-anchor="middle">{words}</text>'
        )
    parts.append(f'<text x="8" y="{_TOP - 10}">MB of log a second</text>')
    return "\n".join(parts)
