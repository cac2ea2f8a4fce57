"""What all packages have in common, as installed: their imports, and texts in every language."""

import ast
import importlib.util
import io
import sys
import tomllib
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from support.tables import for_each

PACKAGES = sorted(path.parent for path in Path(__file__).parent.glob("*/pyproject.toml"))
LANGUAGES = Path(__file__).parents[1] / "support_packet/web/i18n/locales"


def installed(package: Path) -> Path:
    """Return the folder of what is installed of a package, which is not that of the checkout."""
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = project["name"].replace("-", "_")
    found = importlib.util.find_spec(name)
    assert found, f"{name} is not installed: scripts/test-packages does that"
    assert found.origin
    return Path(found.origin).parent


@for_each("package", PACKAGES, ids=lambda package: package.name)
def test_it_imports_what_is_documented_for_packages_and_nothing_else(package: Path) -> None:
    source = installed(package)
    imported = {
        node.module or ""
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }

    known = {*sys.stdlib_module_names, source.name}
    assert {name for name in imported if name.partition(".")[0] not in known} == {"support_packet"}


@for_each("package", PACKAGES, ids=lambda package: package.name)
def test_every_text_is_translated(package: Path) -> None:
    source = installed(package)
    texts = {text for _, _, text, _, _ in extract_from_dir(source, keywords={"N_": None})}
    assert texts

    for path in sorted((source / "locales").glob("*.po")):
        catalog = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
        translated = {message.id for message in catalog if message.id and message.string}
        assert translated == texts, path.name
        assert [error for message in catalog for error in message.check()] == [], path.name


@for_each("package", PACKAGES, ids=lambda package: package.name)
def test_there_is_a_catalog_for_each_language_of_the_page(package: Path) -> None:
    catalogs = {path.name for path in (installed(package) / "locales").glob("*.po")}

    assert catalogs == {path.name for path in LANGUAGES.glob("*.po")}
