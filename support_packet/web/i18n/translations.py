"""The texts of the page and of error messages in every language, from gettext catalogs."""

import io
import logging
import sys
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from babel.messages.pofile import read_po

from support_packet.host.entry_points import DiscoveredEntryPoint
from support_packet.host.origin import CollectorId
from support_packet.message import Message, as_message
from support_packet.web.i18n.languages import RIGHT_TO_LEFT, SOURCE_LANGUAGE

LOCALES = files("support_packet.web.i18n") / "locales"

Texts = Mapping[str, str]

logger = logging.getLogger(__name__)


class Translator:
    """What is said in one language; English where a translation is missing."""

    def __init__(self, language: str, own: Texts, of_packages: Mapping[CollectorId, Texts]) -> None:
        self.language = language
        self.direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        self._own = own
        self._of_packages = of_packages

    def gettext(self, message: str, /, **values: str) -> str:
        """Return a text of this program, its placeholders filled with `values`."""
        return self.translate(Message(message, **values))

    def translate(self, message: str | Message) -> str:
        """Return a message of this program."""
        return self.translate_for(None, message) or str(message)

    def translate_for(self, origin: CollectorId | None, message: str | Message) -> str | None:
        """Return a collector's message, `None` if nobody has translated it."""
        return as_message(message).translated(lambda text: self.gettext_for(origin, text))

    def gettext_for(self, origin: CollectorId | None, message: str) -> str | None:
        """Return a collector's text without its values, `None` if nobody has translated it."""
        if self.language == SOURCE_LANGUAGE:
            return message
        of_package = self._of_packages.get(origin, {}) if origin else {}
        return of_package.get(message) or self._own.get(message)


class Translations:
    """Reads each catalog when its language is first spoken, and keeps it.

    `collectors` are those of which the loaded ones may bring catalogs.
    """

    def __init__(self, collectors: Iterable[DiscoveredEntryPoint] = ()) -> None:
        found = {one.origin: package_locales(one.entry_point.module) for one in collectors}
        self._packages = {origin: folder for origin, folder in found.items() if folder}
        self._speeches: dict[str, Translator] = {}

    def for_language(self, language: str) -> Translator:
        """Return what is said in `language`, one of `LANGUAGES`."""
        if language not in self._speeches:
            of_packages = {
                origin: read_catalog(folder, language) for origin, folder in self._packages.items()
            }
            self._speeches[language] = Translator(
                language, read_catalog(LOCALES, language), of_packages
            )
        return self._speeches[language]


def package_locales(module: str) -> Path | None:
    """Return the folder `locales` of the package nearest around `module` that has one.

    Only what is imported already is looked at: importing runs the package's code.
    """
    while module:
        for folder in _folders(module):
            if (folder / "locales").is_dir():
                return folder / "locales"
        module = module.rpartition(".")[0]
    return None


def _folders(module: str) -> list[Path]:
    """Return where a package lies, nothing for a module that is none."""
    try:
        return [Path(folder) for folder in getattr(sys.modules.get(module), "__path__", ())]
    except Exception:  # noqa: BLE001 -- a package can put any object in a module's place
        return []


def read_catalog(folder: Traversable, language: str) -> Texts:
    """Return the texts of `LANGUAGE.po` in `folder`, none where it is missing or broken."""
    path = folder / f"{language}.po"
    try:
        if not path.is_file():
            return {}
        catalog = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
    except Exception as error:  # noqa: BLE001 -- a package's own file, which may be anything
        logger.warning("%s is no catalog: %s. Its texts stay English.", path, error)
        return {}
    return {
        message.id: message.string
        for message in catalog
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }
