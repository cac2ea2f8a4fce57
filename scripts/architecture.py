"""`make docs`: draws docs/architecture.svg: the components and the imports between them."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/architecture.svg"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "values": ("errors.py",),
    "secret_names.py": ("secret_names.py", "secret_words.py", "secret_phrases.py"),
}
"""Files of `support_packet` that are one component together: a folder's, or the first one's."""

LAYERS: tuple[tuple[str, ...], ...] = (
    ("support_packet/cli",),
    ("support_packet/web", "support_packet/testing"),
    ("support_packet/monitoring",),
    ("collectors", "support_packet/host"),
    ("hookspecs.py", "support_packet/__init__.py", "support_packet/settings.py",
     "support_packet/archive"),
    ("support_packet/mattermost", "support_packet/redaction", "support_packet/collecting"),
    ("support_packet/contract", "support_packet/network"),
    ("support_packet/files",),
    ("support_packet/process", "support_packet/secret_names.py", "support_packet/values"),
)  # fmt: skip
"""The components, top layer first. A module imports from its component and lower layers only."""

_WIDTH, _LAYER, _BOX, _MARGIN, _GAP = 1120, 118, 78, 20, 26
_CHARACTER = 7.0
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1b1d22 }
.name { font-weight: 600; font-size: 14px }
rect { fill: #f2f5fb; stroke: #5d7bbd }
path { fill: none; stroke: #5d7bbd; stroke-opacity: .7; marker-end: url(#head) }
marker path { fill: #5d7bbd; stroke: none; marker-end: none }
"""


@dataclass(frozen=True)
class Box:
    """Where a component is drawn; all numbers are pixels."""

    component: str
    left: float
    top: float
    width: float

    @property
    def center(self) -> float:
        """The middle of its upper and lower edge."""
        return self.left + self.width / 2


def component_of(path: Path) -> str:
    """Return the component of a Python file, whose path is relative to the root of the project."""
    if path.parent.name == "support_packet":
        named = (name for name, files in GROUPS.items() if path.name in files)
        path = path.with_name(next(named, path.name))
    components = (component for layer in LAYERS for component in layer)
    return next(component for component in components if path.is_relative_to(component))


def source_files() -> list[Path]:
    """Return the program's Python files, relative to the root of the project."""
    folders = ("collectors", "support_packet")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path.relative_to(ROOT) for path in [ROOT / "hookspecs.py", *found])


def imported_files(path: Path) -> Iterator[Path]:
    """Yield the files of the program that the file `path` imports."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from _files_of(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            submodules = list(_files_of(names))
            yield from submodules or _files_of([node.module])


def _files_of(modules: "Iterator[str] | list[str]") -> Iterator[Path]:
    for module in modules:
        path = Path(*module.split("."))
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if (ROOT / file).is_file():
                yield file


def arrows() -> set[tuple[str, str]]:
    """Return which component imports from which other one."""
    found = {
        (component_of(path), component_of(target))
        for path in source_files()
        for target in imported_files(path)
    }
    return {(start, end) for start, end in found if start != end}


def drawn_arrows() -> set[tuple[str, str]]:
    """Return the arrows that no path over other components implies: the picture shows these."""
    known = arrows()
    below: dict[str, set[str]] = {}
    for component in (component for layer in reversed(LAYERS) for component in layer):
        direct = {end for start, end in known if start == component}
        below[component] = direct.union(*(below.get(end, set()) for end in direct))
    return {
        (start, end)
        for start, end in known
        if not any(end in below[via] for via_start, via in known if via_start == start)
    }


def picture() -> str:
    """Return the SVG; the same for the same imports."""
    boxes = {box.component: box for number, _ in enumerate(LAYERS) for box in _boxes(number)}
    height = _LAYER * len(LAYERS)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        "<title>The components of the program and the imports between them</title>",
        f"<style>{_STYLE}</style>",
        (
            '<marker id="head" markerWidth="7" markerHeight="7" refX="6" refY="3" orient="auto">'
            '<path d="M0 0 L7 3 L0 6 Z"/></marker>'
        ),
        f'<rect width="{_WIDTH}" height="{height}" style="fill: white; stroke: none"/>',
        *(_arrow(boxes[start], boxes[end]) for start, end in sorted(drawn_arrows())),
        *(line for box in boxes.values() for line in _drawn(box)),
        "</svg>",
        "",
    ]
    return "\n".join(lines)


def _boxes(number: int) -> Iterator[Box]:
    components = LAYERS[number]
    weights = [1 if component.endswith(".py") else 2 for component in components]
    unit = (_WIDTH - 2 * _MARGIN - _GAP * (len(components) - 1)) / sum(weights)
    left = float(_MARGIN)
    for component, weight in zip(components, weights, strict=True):
        yield Box(component, left, number * _LAYER + _MARGIN / 2, unit * weight)
        left += unit * weight + _GAP


def _arrow(start: Box, end: Box) -> str:
    top, bottom = start.top + _BOX, end.top
    middle = (top + bottom) / 2
    return (
        f'<path d="M{start.center:.0f} {top:.0f} C{start.center:.0f} {middle:.0f} '
        f'{end.center:.0f} {middle:.0f} {end.center:.0f} {bottom:.0f}"/>'
    )


def _drawn(box: Box) -> Iterator[str]:
    place = f'x="{box.left:.0f}" y="{box.top:.0f}" width="{box.width:.0f}"'
    yield f'<rect {place} height="{_BOX}" rx="6"/>'
    name = box.component.removeprefix("support_packet/")
    yield _text(box, 0, name if name.endswith(".py") else f"{name}/", "name")
    for row, line in enumerate(_contents(box), start=1):
        yield _text(box, row, line, "")


def _contents(box: Box) -> list[str]:
    """Return the first sentence of a component's docstring, and its inner components."""
    path = ROOT / box.component
    module = path if path.suffix else path / "__init__.py"
    sentence = (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").split("\n")
    inner = sorted(folder.parent.name for folder in path.glob("*/__init__.py"))
    others = [name for name in GROUPS.get(path.name, ()) if name != path.name]
    more = f" Inside: {', '.join(inner)}." if inner else f" With {', '.join(others)}."
    text = sentence[0] + (more if inner or others else "")
    return wrap(text, int(box.width / _CHARACTER))[:3]


def _text(box: Box, row: int, text: str, kind: str) -> str:
    css = f' class="{kind}"' if kind else ""
    place = f'x="{box.left + 10:.0f}" y="{box.top + 20 + 17 * row:.0f}"'
    return f"<text{css} {place}>{escape(text)}</text>"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
