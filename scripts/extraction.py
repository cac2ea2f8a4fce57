"""Finds the texts to translate: those marked with `_` in templates and with `N_` in Python."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

ROOT = Path(__file__).parents[1]
TEMPLATES = Path("support_packet/web/templates")
SOURCES = (Path("collectors"), Path("support_packet"))
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "ngettext_noop": (1, 2)}

Text = str | tuple[str, str]
"""A text, or the two English forms of one with a number."""


def messages() -> Iterator[Text]:
    """Yield every text; one may come several times."""
    for path in sorted((ROOT / TEMPLATES).glob("*.html")):
        yield from _in_file(path, "jinja2.ext:babel_extract")
    for path in sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")):
        yield from _in_file(path, "python")


def _in_file(path: Path, method: str) -> Iterator[Text]:
    with path.open("rb") as file:
        for _, text, *_ in extract(method, file, KEYWORDS):
            yield (text[0], text[1]) if isinstance(text, tuple) else str(text)
