"""The texts of the page and of error messages in every language, from gettext catalogs."""

import io
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from gettext import c2py
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from support_packet.host.discovery.entry_points import DiscoveredEntryPoint
from support_packet.host.discovery.package_locales import package_locales
from support_packet.host.origin import CollectorId
from support_packet.process.late_imports import babel
from support_packet.values.message import Message, as_message
from support_packet.web.i18n.isolation import isolate, isolate_values
from support_packet.web.i18n.languages import RIGHT_TO_LEFT, SOURCE_LANGUAGE

LOCALES = files("support_packet.web.i18n") / "locales"

logger = logging.getLogger(__name__)


Texts = Mapping[str, str]
"""Translations by the English text; of one with a number, by that and the number of the form."""


class Translator:
    """Translates into one language; a text without a translation stays English.

    From right to left, what is to be read from left to right is isolated.
    """

    def __init__(self, language: str, own: Texts, packages: Mapping[CollectorId, Texts]) -> None:
        self.language = language
        self.direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        self._own = own
        self._packages = packages

    def gettext(self, message: str, /, **values: str) -> str:
        """Return a text of this program, its placeholders filled with `values`."""
        return self.translate(Message(message, **values))

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return a text with a number in the form that this number has in the language."""
        form = _plural_rule(self.language)(count)
        text = self._own.get(_plural_key(one, form)) or (one if count == 1 else many)
        shown = babel.numbers.format_decimal(count, locale=self.locale, numbering_system="latn")
        return self.isolated(text % {"count": shown, **values})

    def join(self, texts: Iterable[str]) -> str:
        """Return a list of texts as the language writes it: with commas, and an "and"."""
        return babel.lists.format_list(list(texts), locale=self.locale)

    def isolated(self, text: str) -> str:
        """Return `text` with what is not of the page's direction isolated."""
        return isolate(text) if self.direction == "rtl" else text

    @property
    def locale(self) -> "babel.Locale":
        """What Babel calls the language."""
        return babel.Locale.parse(self.language, sep="-")

    def translate(self, message: str | Message) -> str:
        """Return a message of this program."""
        return self.translate_for(None, message) or str(message)

    def translate_for(self, origin: CollectorId | None, message: str | Message) -> str | None:
        """Return a collector's message, `None` if there is no translation."""
        text = as_message(message).translated(lambda text: self.template_for(origin, text))
        return None if text is None else self.isolated(text)

    def template_for(self, origin: CollectorId | None, message: str) -> str | None:
        """Return what `gettext_for` returns, to be filled with values, which are isolated."""
        text = self.gettext_for(origin, message)
        return isolate_values(text) if text and self.direction == "rtl" else text

    def gettext_for(self, origin: CollectorId | None, message: str) -> str | None:
        """Return a collector's text without its values, `None` if there is no translation."""
        if self.language == SOURCE_LANGUAGE:
            return message
        package = self._packages.get(origin, {}) if origin else {}
        return package.get(message) or self._own.get(message)


class Translations:
    """Reads each catalog when its language is first needed, and keeps it.

    Of `collectors`, those that are loaded may bring their own catalogs.
    """

    def __init__(self, collectors: Iterable[DiscoveredEntryPoint] = ()) -> None:
        found = {point.origin: package_locales(point.module) for point in collectors}
        self._packages = {origin: folder for origin, folder in found.items() if folder}
        self._translators: dict[str, Translator] = {}

    def for_language(self, language: str) -> Translator:
        """Return the translator for `language`, one of `LANGUAGES`."""
        if language not in self._translators:
            packages = {
                origin: read_catalog(folder, language) for origin, folder in self._packages.items()
            }
            own = read_catalog(LOCALES, language)
            # Two requests at a time may both read them: the result is the same.
            self._translators[language] = Translator(language, own, packages)
        return self._translators[language]


def read_catalog(folder: Traversable, language: str) -> Texts:
    """Return the texts of `LANGUAGE.po` in `folder`, none where it is missing or broken."""
    path = folder / f"{language}.po"
    try:
        if not path.is_file():
            return {}
        catalog = babel.messages.pofile.read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
    except Exception as error:  # noqa: BLE001 -- a package's own file may hold anything
        logger.warning("%s is not a valid catalog: %s. Its texts stay English.", path, error)
        return {}
    return dict(chain.from_iterable(_texts(message) for message in catalog if not message.fuzzy))


def _texts(message: "babel.messages.catalog.Message") -> Iterator[tuple[str, str]]:
    if isinstance(message.id, str) and isinstance(message.string, str):
        if message.id and message.string:
            yield message.id, message.string
    elif isinstance(message.string, list | tuple) and all(message.string):
        for form, text in enumerate(message.string):
            yield _plural_key(message.id[0], form), text


def _plural_key(one: str, form: int) -> str:
    return f"{one}\0{form}"


@cache
def _plural_rule(language: str) -> Callable[[int], int]:
    """Return the function from a number to the plural form of a text, as gettext has it."""
    return c2py(babel.messages.catalog.Catalog(language.replace("-", "_")).plural_expr)
