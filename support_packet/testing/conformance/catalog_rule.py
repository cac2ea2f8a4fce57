"""The rule for catalogs: what a package translates, it translates whole."""

import io
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.messages.pofile import read_po

from support_packet.host.discovery.package_locales import package_locales
from support_packet.testing.conformance.rule import Rule
from support_packet.testing.conformance.trial import Trial

_PROGRAMS_OWN = files("support_packet.web.i18n") / "locales"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")


def _catalogs(trial: Trial) -> Iterator[str]:
    folders = {
        locales
        for module in trial.modules
        if (locales := package_locales(module)) and not module.startswith("support_packet.")
    }
    texts = sorted(_texts(trial))
    for folder in sorted(folders):
        for path in sorted(folder.glob("*.po")):
            try:
                translated = _translations(path)
            except Exception as error:  # noqa: BLE001 -- a package's own file may hold anything
                yield f"{path.name} is not a valid catalog: {error}."
                continue
            yield from _differences(path.name, translated)
            shared = _translations(_PROGRAMS_OWN / path.name)
            for text in texts:
                if text not in translated and text not in shared:
                    yield f"{path.name} has no translation of {text!r}: add it, or delete the file."


def _differences(name: str, translated: dict[str, str]) -> Iterator[str]:
    for text, translation in translated.items():
        if set(_PLACEHOLDER.findall(text)) != set(_PLACEHOLDER.findall(translation)):
            yield f"{name}: the placeholders of {text!r} are not those of its translation."


def _translations(path: Traversable) -> dict[str, str]:
    if not path.is_file():
        return {}
    catalog = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
    return {
        str(message.id): str(message.string)
        for message in catalog
        if message.id and message.string and not message.fuzzy
    }


def _texts(trial: Trial) -> set[str]:
    """Return what the page shows of the declarations."""
    seen = trial.observed
    texts = {notice.value.message for notice in seen.notices if notice.origin in trial.origins}
    for file in seen.declarations.files:
        if file.origin in trial.origins:
            texts |= {file.value.title, file.value.description, file.value.group}
    for facts in seen.declarations.facts.declared:
        if facts.origin in trial.origins:
            texts.add(facts.value.title)
    for option in seen.declarations.options:
        texts.add(option.option.title)
        if isinstance(option.option.choices, dict):
            labels = option.option.choices.items()
            # One that is the value itself is a name, such as that of a machine.
            texts |= {label for value, label in labels if label != value}
    return texts - {""}


CATALOGS = Rule(
    "catalogs",
    "Each catalog of the package is valid, and has all texts that its hooks declare.",
    _catalogs,
)
