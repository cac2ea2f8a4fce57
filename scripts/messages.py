"""`make messages`: writes the template of the catalogs, and updates every language from it."""

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from scripts.extraction import ROOT, messages
from support_packet.web.i18n.languages import LANGUAGES, SOURCE_LANGUAGE

LOCALES = ROOT / "support_packet/web/i18n/locales"
TEMPLATE = LOCALES / "support_packet.pot"
_HEADERS = re.compile(
    r'^"(?!Language:|MIME-|Content-|Plural-)[A-Z][A-Za-z-]+: .*\\n"\n', re.MULTILINE
)
"""Those with dates, authors and releases, which git knows."""


def main() -> None:
    """Write all files; a new text is empty in a language until it is translated."""
    template = build_template()
    TEMPLATE.write_text(as_text(template), encoding="utf-8")
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            _update(LOCALES / f"{language}.po", language, template)


def build_template() -> Catalog:
    """Return the catalog of all texts, none of them translated."""
    template = Catalog(header_comment="", fuzzy=False)
    for text in messages():
        template.add(text)
    return template


def as_text(catalog: Catalog) -> str:
    """Return `catalog` in the format of gettext; moving a text in the source changes nothing."""
    output = io.BytesIO()
    write_po(output, catalog, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return _HEADERS.sub("", output.getvalue().decode().lstrip("\n"))


def _update(path: Path, language: str, template: Catalog) -> None:
    locale = language.replace("-", "_")
    catalog = Catalog(locale, header_comment="", fuzzy=False)
    if path.exists():
        catalog = read_po(io.BytesIO(path.read_bytes()), locale)
    catalog.update(template, no_fuzzy_matching=True)
    path.write_text(as_text(catalog), encoding="utf-8")


if __name__ == "__main__":
    main()
