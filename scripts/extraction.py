"""Finds the texts to translate: those marked with `_` in templates and with `N_` in Python."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

ROOT = Path(__file__).parents[1]
TEMPLATES = Path("support_packet/web/templates")
SOURCES = (Path("collectors"), Path("support_packet"))
KEYWORDS = {"_": None, "N_": None}


def messages() -> Iterator[str]:
    """Yield every text; one may come several times."""
    for path in sorted((ROOT / TEMPLATES).glob("*.html")):
        yield from _in_file(path, "jinja2.ext:babel_extract")
    for path in sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")):
        yield from _in_file(path, "python")


def _in_file(path: Path, method: str) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (str(text) for _, text, *_ in extract(method, file, KEYWORDS))
