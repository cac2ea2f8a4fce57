"""The layers of the program: who may import whom, and how big a file may be."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support.tables import for_each

import support_packet
from scripts.architecture import (
    LAYERS,
    PICTURE,
    component_of,
    imported_files,
    picture,
    source_files,
)

ROOT = Path(__file__).parents[1]


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below `folders`, relative to the root."""
    return sorted(
        path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py")
    )


SOURCES = [Path("hookspecs.py"), *python_files("collectors", "support_packet")]
ALL_FILES = [*SOURCES, *python_files("bench", "demo", "examples", "scripts", "tests")]

VALUES = ("support_packet.contract", "support_packet.errors", "support_packet.values")
GROUND = (
    "support_packet.errors",
    "support_packet.files",
    "support_packet.mattermost",
    "support_packet.network",
    "support_packet.process",
    "support_packet.secret_names",
    "support_packet.values",
)
TOP = ("support_packet.web", "support_packet.cli")
CLIENT_LIBRARIES = {"sqlalchemy", "psycopg", "pymysql", "yaml", "isal", "backports", "compression"}


def module_name(path: Path) -> str:
    """Return the dotted name under which the file `path` is imported."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> tuple[tuple[str, str | None], ...]:
    """Return every module that a file names in an import, and the name it takes from there."""
    return tuple(read_imports(path))


def read_imports(path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield what `imports` returns."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names):
                yield from ((alias.name, None) for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from ((module, alias.name) for alias in names)
            case ast.ImportFrom():
                pytest.fail(f"{path}: a relative import; name the module in full")


MODULES = {module_name(path): path for path in SOURCES}


def own_modules(path: Path) -> set[str]:
    """Return which modules of this project a file imports."""
    return {
        submodule if (submodule := f"{module}.{name}") in MODULES else module
        for module, name in imports(path)
        if module.partition(".")[0] in ("support_packet", "collectors", "hookspecs")
    }


def foreign_packages(path: Path) -> set[str]:
    """Return the top-level names a file imports that are neither ours nor Python's."""
    tops = {module.partition(".")[0] for module, _ in imports(path)}
    return tops - {"support_packet", "collectors", "hookspecs"} - sys.stdlib_module_names


def is_below(module: str, places: tuple[str, ...]) -> bool:
    """Whether `module` is one of `places` or in one of them."""
    return any(module == place or module.startswith(place + ".") for place in places)


def below(*places: str) -> list[Path]:
    """Return the files of `places`; there are some."""
    found = [path for path in SOURCES if is_below(module_name(path), places)]
    assert found
    return found


def test_the_lowest_layer_knows_only_itself() -> None:
    for path in below("support_packet.mattermost"):
        assert all(is_below(module, GROUND) for module in own_modules(path)), path


def test_the_lowest_layer_needs_only_client_libraries() -> None:
    for path in below("support_packet.mattermost"):
        assert foreign_packages(path) <= CLIENT_LIBRARIES, path


def test_the_value_types_know_only_each_other() -> None:
    for path in below(*VALUES):
        assert all(is_below(module, VALUES) for module in own_modules(path)), path


def test_what_rules_are_made_of_knows_no_rule() -> None:
    expressions, kinds = (
        "support_packet.redaction.expressions",
        "support_packet.redaction.rule_kinds",
    )
    words = tuple(f"support_packet.secret_{each}" for each in ("names", "words", "phrases"))
    for path in below(expressions):
        assert all(is_below(module, (expressions, *words)) for module in own_modules(path)), path
    for path in below(kinds):
        assert all(
            is_below(module, (expressions, kinds, *words)) for module in own_modules(path)
        ), path


def test_the_hooks_know_the_value_types() -> None:
    assert all(is_below(module, VALUES) for module in own_modules(Path("hookspecs.py")))


def test_collectors_import_public_names_only() -> None:
    for path in below("collectors"):
        for module, name in imports(path):
            if module.partition(".")[0] in ("support_packet", "collectors", "hookspecs"):
                own = is_below(module, ("collectors",))
                assert own or module == "support_packet", path
                assert own or name in support_packet.__all__, path


def test_only_collectors_import_collectors() -> None:
    for path in SOURCES:
        if is_below(module_name(path), ("collectors",)):
            continue
        assert not any(is_below(module, ("collectors",)) for module in own_modules(path)), path


def test_only_the_top_knows_http_and_the_command_line() -> None:
    for path in SOURCES:
        if not is_below(module_name(path), TOP):
            assert not any(is_below(module, TOP) for module in own_modules(path)), path
            assert not foreign_packages(path) & {"falcon", "gunicorn"}, path


def test_the_page_does_not_know_the_command_line() -> None:
    for path in below("support_packet.web"):
        assert not any(is_below(module, ("support_packet.cli",)) for module in own_modules(path))


def test_no_part_of_the_package_goes_through_its_public_names() -> None:
    for path in below("support_packet"):
        assert "support_packet" not in own_modules(path), path


LAYER_OF = {component: number for number, layer in enumerate(LAYERS) for component in layer}


@for_each("path", source_files(), ids=str)
def test_imports_point_down(path: Path) -> None:
    component = component_of(path)

    for target in map(component_of, imported_files(path)):
        assert target == component or LAYER_OF[target] > LAYER_OF[component], target


def test_every_component_of_the_plan_exists() -> None:
    assert set(map(component_of, source_files())) == set(LAYER_OF)


def test_the_picture_of_the_components_is_current() -> None:
    """`make docs` draws it."""
    assert PICTURE.read_text(encoding="utf-8") == picture()


def test_no_file_imports_itself_in_a_circle() -> None:
    graph = {name: own_modules(path) - {name} for name, path in MODULES.items()}

    TopologicalSorter(graph).prepare()


@for_each("path", SOURCES, ids=str)
def test_no_regular_expression_repeats_a_group_possessively(path: Path) -> None:
    """Before Python 3.11.5, Debian 12 has 3.11.2, it keeps half of a last, failing repetition.

    Write `(?>(?:…)*)` in place of `(?:…)*+` (CPython issue 106052).
    """
    text = (ROOT / path).read_text(encoding="utf-8")

    assert not re.findall(r"(?<![\\(])\)(?:[*+?]|\{[0-9,]+\})\+.*", text)


@for_each("path", ALL_FILES, ids=str)
def test_a_file_is_short(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").count("\n")

    assert lines <= (300 if path.is_relative_to("tests") else 200)


def test_functions_are_short() -> None:
    """Half of them have at most 8 lines, nine of ten at most 20."""
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )

    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 20


def test_the_web_room_is_not_all_classes() -> None:
    """Fewer than 11 classes in a thousand lines: a class that only wraps a call is a function."""
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in below("support_packet.web")]
    classes = sum(isinstance(n, ast.ClassDef) for text in texts for n in ast.walk(ast.parse(text)))

    assert classes * 1000 < 11 * sum(text.count("\n") for text in texts)


@for_each("path", SOURCES, ids=str)
def test_a_module_says_in_a_sentence_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))

    assert docstring
    assert docstring.partition("\n")[0].endswith(".")
