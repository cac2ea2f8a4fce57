"""The files of the page under their headings, each group with the options that concern it."""

from collections.abc import Iterable, Iterator, Mapping

from support_packet.host.hooks.requested import DeclaredOption
from support_packet.host.origin import CollectorId
from support_packet.host.preview.packet_preview import Preview
from support_packet.values.message import N_
from support_packet.web.i18n.phrases import Phrase, phrase
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.contents import FileView

_OTHER = N_("Other")


Choice = tuple[str, Phrase, bool]
"""One value of an option, as the address has it; its label, and whether it is chosen."""

OptionView = tuple[str, Phrase, list[Choice]]
"""One option, to be chosen from a list: its anchor, title and choices."""

GroupView = tuple[Phrase, list[FileView], list[OptionView]]
"""One heading with its files, in the packet's order, and with its options."""


def group_views(
    files: Iterable[FileView], preview: Preview, translator: Translator
) -> list[GroupView]:
    """Return the groups in the order of their first files; files without a group come last.

    An option is in the group of the first file of its collector.
    """
    other = phrase(None, _OTHER, translator)
    grouped: dict[Phrase, list[FileView]] = {}
    places: dict[CollectorId, Phrase] = {}
    for file in files:
        title = file.group or other
        grouped.setdefault(title, []).append(file)
        places.setdefault(file.origin, title)
    options = _options_by_group(preview.options, places, other, translator)
    titles = sorted({**grouped, **options}, key=lambda title: title == other)
    return [(title, grouped.get(title, []), options.get(title, [])) for title in titles]


def _options_by_group(
    options: Iterable[DeclaredOption],
    places: Mapping[CollectorId, Phrase],
    other: Phrase,
    translator: Translator,
) -> dict[Phrase, list[OptionView]]:
    found: dict[Phrase, list[OptionView]] = {}
    for number, option in enumerate(options, start=1):
        title = phrase(option.origin, option.option.title or option.option.name, translator)
        view = (f"option-{number}", title, list(_choices(option, translator)))
        found.setdefault(places.get(option.origin, other), []).append(view)
    return found


def _choices(option: DeclaredOption, translator: Translator) -> Iterator[Choice]:
    for value, label in option.option.labels.items():
        shown = phrase(option.origin, label or value, translator)
        yield f"{option.key}:{value}", shown, value == option.value
