"""The contents of the packet, as the page shows them before it is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.host.origin import CollectorId
from support_packet.host.preview.file_preview import FilePreview
from support_packet.host.preview.packet_preview import Preview
from support_packet.host.preview.text_preview import MAX_BYTES, TextPreview
from support_packet.values.reason import Cause
from support_packet.web.choice import Choice
from support_packet.web.i18n.phrases import Phrase, phrase, phrases_of
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.pills import Pill, pill_of
from support_packet.web.page.sizes import ROUGHLY, estimate, size_text


@dataclass(frozen=True)
class FileView:
    """One file; `estimate` is how many bytes of the packet it may take.

    `package` is empty for a built-in file. `chosen` is whether it is ticked.
    """

    anchor: str
    name: str
    title: Phrase
    description: Phrase
    group: Phrase | None
    origin: CollectorId
    package: str
    size: str
    estimate: int
    default: bool
    missing: bool
    problems: list[Phrase]
    previewable: bool
    text_preview: TextPreview | None
    binary: bool = False
    pill: Pill | None = None
    chosen: bool = False


def file_views(
    preview: Preview,
    translator: Translator,
    choice: Choice = Choice(),
) -> Iterator[FileView]:
    """Yield every file, in the packet's order."""
    for number, file in enumerate(preview.files, start=1):
        problems = _problems(file, preview, translator)
        yield FileView(
            anchor=f"file-{number}",
            name=file.name,
            title=phrase(file.origin, file.title, translator),
            description=phrase(file.origin, file.description, translator),
            group=phrase(file.origin, file.group, translator) if file.group else None,
            origin=file.origin,
            package=_package(file.origin),
            size="" if file.size is None else size_text(file.size, translator.language),
            estimate=0 if file.missing else estimate(file.size),
            default=file.default,
            missing=file.missing,
            problems=problems,
            previewable=_is_previewable(file),
            text_preview=file.text_preview,
            binary=file.binary,
            pill=pill_of(file, choice.window, translator, has_problems=bool(problems)),
            chosen=choice.has(file.name, default=file.default) and not file.missing,
        )


def _package(origin: CollectorId) -> str:
    return "" if origin.built_in else f"{origin.distribution} {origin.version}"


def _is_previewable(file: FilePreview) -> bool:
    shown = file.log is not None or (file.size or 0) <= MAX_BYTES
    return file.previewable and not file.missing and shown


def _problems(file: FilePreview, preview: Preview, translator: Translator) -> list[Phrase]:
    """Return what is wrong with the file, unless it is on the page already."""
    notices = {(notice.origin, notice.message) for notice in preview.notices}
    advised = {notice.origin for notice in preview.notices}
    return [
        text
        for problem in file.problems
        if (problem.origin, problem.why) not in notices and problem.cause is not Cause.REQUEST
        # What follows from a problem of the whole is not repeated.
        if problem.cause is None or not preview.all_problems
        # What to do is said by the notice of the same collector.
        for text in phrases_of(problem, translator)[: 1 if problem.origin in advised else None]
    ]


def expected_size(
    files: Iterable[FileView], translator: Translator, *, chosen: bool = False
) -> str:
    """Return about how large the packet will be, of the usual files or of those `chosen`."""
    size = sum(file.estimate for file in files if (file.chosen if chosen else file.default))
    return size_text(size, translator.language, ROUGHLY)
