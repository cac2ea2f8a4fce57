"""The texts of the page and of error messages in every language, from gettext catalogs."""

import io
import logging
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.messages.pofile import read_po

from support_packet.host.entry_points import DiscoveredEntryPoint
from support_packet.host.origin import CollectorId
from support_packet.host.package_locales import package_locales
from support_packet.message import Message, as_message
from support_packet.web.i18n.languages import RIGHT_TO_LEFT, SOURCE_LANGUAGE

LOCALES = files("support_packet.web.i18n") / "locales"

Texts = Mapping[str, str]

logger = logging.getLogger(__name__)


class Translator:
    """Translates into one language; a text without a translation stays English."""

    def __init__(self, language: str, own: Texts, packages: Mapping[CollectorId, Texts]) -> None:
        self.language = language
        self.direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        self._own = own
        self._packages = packages

    def gettext(self, message: str, /, **values: str) -> str:
        """Return a text of this program, its placeholders filled with `values`."""
        return self.translate(Message(message, **values))

    def translate(self, message: str | Message) -> str:
        """Return a message of this program."""
        return self.translate_for(None, message) or str(message)

    def translate_for(self, origin: CollectorId | None, message: str | Message) -> str | None:
        """Return a collector's message, `None` if there is no translation."""
        return as_message(message).translated(lambda text: self.gettext_for(origin, text))

    def gettext_for(self, origin: CollectorId | None, message: str) -> str | None:
        """Return a collector's text without its values, `None` if there is no translation."""
        if self.language == SOURCE_LANGUAGE:
            return message
        package = self._packages.get(origin, {}) if origin else {}
        return package.get(message) or self._own.get(message)


class Translations:
    """Reads each catalog when its language is first needed, and keeps it.

    Of `collectors`, those that are loaded may bring catalogs of their own.
    """

    def __init__(self, collectors: Iterable[DiscoveredEntryPoint] = ()) -> None:
        found = {point.origin: package_locales(point.entry_point.module) for point in collectors}
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
        catalog = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
    except Exception as error:  # noqa: BLE001 -- a package's own file may hold anything
        logger.warning("%s is not a valid catalog: %s. Its texts stay English.", path, error)
        return {}
    return {
        message.id: message.string
        for message in catalog
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }
