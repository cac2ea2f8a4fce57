"""The contents of the packet, as the page shows them before it is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.host.origin import CollectorId
from support_packet.host.preview import Preview
from support_packet.host.text_preview import MAX_BYTES, TextPreview
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.phrases import Phrase, phrase, phrases_of
from support_packet.web.page.sizes import ROUGHLY, estimate, size_text


@dataclass(frozen=True)
class FileView:
    """One file; `estimate` is how many bytes of the packet it may take."""

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


def file_views(preview: Preview, translator: Translator) -> Iterator[FileView]:
    """Yield every file, in the packet's order."""
    notices = {(notice.origin, notice.message) for notice in preview.notices}
    for number, file in enumerate(preview.files, start=1):
        yield FileView(
            anchor=f"file-{number}",
            name=file.name,
            title=phrase(file.origin, file.title, translator),
            description=phrase(file.origin, file.description, translator),
            group=phrase(file.origin, file.group, translator) if file.group else None,
            origin=file.origin,
            package=f"{file.origin.distribution} {file.origin.version}",
            size="" if file.size is None else size_text(file.size, translator.language),
            estimate=0 if file.missing else estimate(file.size),
            default=file.default,
            missing=file.missing,
            problems=[
                text
                for problem in file.problems
                # The same message as a notice is on the page already.
                if (problem.origin, problem.why) not in notices
                for text in phrases_of(problem, translator)
            ],
            previewable=(file.previewable and not file.missing and (file.size or 0) <= MAX_BYTES),
            text_preview=file.text_preview,
            binary=file.binary,
        )


def expected_size(files: Iterable[FileView], translator: Translator) -> str:
    """Return about how large the packet will be if nothing is chosen."""
    size = sum(file.estimate for file in files if file.default)
    return size_text(size, translator.language, ROUGHLY)
