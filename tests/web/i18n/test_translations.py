"""Translations, including those of other packages."""

import sys
from pathlib import Path

import importlib_metadata
import pytest
from support.distributions.disk import InstalledPackages

from support_packet.host.discovery.collectors import load_collectors
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint, find_entry_points
from support_packet.host.discovery.package_locales import package_locales
from support_packet.host.origin import CollectorId
from support_packet.settings import Settings
from support_packet.values.message import Message
from support_packet.web.i18n.translations import Translations, Translator

ORIGIN = CollectorId("example", "1.0", "example")
PO = """
msgid "Reactor"
msgstr "Reaktor"

#, fuzzy
msgid "Guess"
msgstr "Vermutung"
"""


@pytest.fixture
def package(packages: InstalledPackages) -> Path:
    """Return the folder of an installed package whose collector is `example.sub.collector`."""
    folder = packages.folder / "example"
    (folder / "sub").mkdir(parents=True)
    for path in (folder / "__init__.py", folder / "sub/__init__.py", folder / "sub/collector.py"):
        path.touch()
    packages.register("example", "1.0", b"[support_packet]\nexample = example.sub.collector")
    return folder


def german_translator(packages: InstalledPackages) -> Translator:
    load_collectors(Settings(), packages.search_path)
    found, problems = find_entry_points(packages.search_path)
    assert not problems
    return Translations(found).for_language("de")


def write_catalog(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "de.po").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("place", ["locales", "sub/locales"])
def test_a_package_brings_its_own_catalog(
    packages: InstalledPackages, package: Path, place: str
) -> None:
    write_catalog(package / place, PO)

    translator = german_translator(packages)

    assert translator.gettext_for(ORIGIN, "Reactor") == "Reaktor"
    assert translator.gettext_for(CollectorId("other", "1.0", "other"), "Reactor") is None


def test_modules_without_a_package_do_not_share_their_catalogs(packages: InstalledPackages) -> None:
    words = {"one": "Reaktor", "two": "Meiler"}
    for name, word in words.items():
        packages.install(name, "", entry_points={name: name})
        write_catalog(packages.folder / f"{name}_locales", PO.replace("Reaktor", word))

    translator = german_translator(packages)

    origins = {name: CollectorId(name, "1.0", name) for name in words}
    assert {
        name: translator.gettext_for(origin, "Reactor") for name, origin in origins.items()
    } == words


def test_a_folder_that_modules_would_share_is_a_warning(packages: InstalledPackages) -> None:
    packages.install("one", "", entry_points={"one": "one"})
    write_catalog(packages.folder / "locales", PO)

    [state] = load_collectors(Settings(), packages.search_path).states
    translator = german_translator(packages)

    assert f"Its catalogs in {packages.folder}/locales are not used" in state.error
    assert "Put them into one_locales." in state.error
    assert translator.gettext_for(CollectorId("one", "1.0", "one"), "Reactor") is None


def test_an_entry_point_that_leads_nowhere_has_no_texts() -> None:
    point = importlib_metadata.EntryPoint("author", "not a module", "support_packet")
    entry = DiscoveredEntryPoint(CollectorId("author", "1.0", "author"), point)

    german = Translations([entry]).for_language("de")

    assert german.gettext("Download progress") == "Fortschritt des Herunterladens"


def test_the_nearest_catalog_counts(packages: InstalledPackages, package: Path) -> None:
    write_catalog(package / "locales", PO)
    write_catalog(package / "sub" / "locales", PO.replace("Reaktor", "Meiler"))

    assert german_translator(packages).gettext_for(ORIGIN, "Reactor") == "Meiler"


@pytest.mark.usefixtures("package")
def test_a_text_without_a_translation_is_known_as_such(packages: InstalledPackages) -> None:
    translator = german_translator(packages)

    assert translator.gettext_for(ORIGIN, "Reactor") is None
    assert translator.gettext("Reactor") == "Reactor"


def test_a_fuzzy_entry_is_not_a_translation(packages: InstalledPackages, package: Path) -> None:
    write_catalog(package / "locales", PO)

    assert german_translator(packages).gettext_for(ORIGIN, "Guess") is None


@pytest.mark.parametrize("text", ['msgid "', "\0", 'msgid "a"\nmsgstr "\\xff"', "nonsense"])
def test_a_broken_catalog_costs_only_its_translations(
    packages: InstalledPackages, package: Path, text: str
) -> None:
    write_catalog(package / "locales", text)

    assert german_translator(packages).gettext_for(ORIGIN, "Reactor") is None


def test_a_folder_is_not_a_catalog(packages: InstalledPackages, package: Path) -> None:
    (package / "locales" / "de.po").mkdir(parents=True)

    assert german_translator(packages).gettext_for(ORIGIN, "Reactor") is None


def test_a_single_module_has_no_catalog(packages: InstalledPackages) -> None:
    """A folder next to it would belong to all packages."""
    packages.install("single", "")
    write_catalog(packages.folder / "locales", PO)

    translator = german_translator(packages)

    assert translator.gettext_for(CollectorId("single", "1.0", "single"), "Reactor") is None


@pytest.mark.parametrize(
    "source", ["raise RuntimeError", "raise SystemExit", "import sys; sys.modules[__name__] = 7"]
)
def test_a_package_that_does_not_load_has_no_catalog(
    packages: InstalledPackages, source: str
) -> None:
    packages.install("single", source)

    assert german_translator(packages).gettext_for(ORIGIN, "Reactor") is None


class Odd:
    """Takes the place of a module."""

    @property
    def __path__(self) -> list[str]:
        raise RuntimeError


def test_an_odd_object_in_place_of_a_module_has_no_catalog(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "odd", Odd())

    assert package_locales("odd") is None


@pytest.mark.parametrize("module", ["", "no_such_module", "no_such.module", "..", "sys"])
def test_odd_modules_have_no_catalog(module: str) -> None:
    assert package_locales(module) is None


def test_english_needs_no_catalog() -> None:
    assert Translations().for_language("en").gettext_for(ORIGIN, "Reactor") == "Reactor"


def test_only_persian_runs_from_right_to_left() -> None:
    translations = Translations()

    assert translations.for_language("fa").direction == "rtl"
    assert translations.for_language("de").direction == "ltr"


@pytest.mark.parametrize("translated", ["%(other)s", "%(name)d", "%", "%(name)"])
def test_a_translation_whose_placeholders_do_not_fit_is_not_used(translated: str) -> None:
    translator = Translator("de", {"Hello %(name)s": translated}, {})

    assert translator.gettext("Hello %(name)s", name="Ada") == "Hello Ada"
    assert translator.translate_for(None, Message("Hello %(name)s", name="Ada")) is None


def test_a_message_is_translated_and_then_filled() -> None:
    translator = Translator(
        "de", {"Hello %(name)s": "Hallo %(name)s"}, {ORIGIN: {"It is 100 %": "100 %!"}}
    )

    assert translator.translate(Message("Hello %(name)s", name="100 %")) == "Hallo 100 %"
    assert translator.translate_for(ORIGIN, "It is 100 %") == "100 %!"
    assert translator.translate_for(ORIGIN, Message("Hello %(name)s", name="Ada")) == "Hallo Ada"
