"""The contents of the packet, as the page shows them before it is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.delivery import LEFT_OUT
from support_packet.excerpt import MOST_BYTES, Excerpt
from support_packet.preview import FilePreview, Preview
from support_packet.web.page.sizes import ROUGHLY, estimate, size_text
from support_packet.web.translations import Speech


@dataclass(frozen=True)
class Phrase:
    """A collector's text, in the language of the page if somebody has translated it."""

    text: str
    translated: bool


@dataclass(frozen=True)
class FileView:
    """One file; `estimate` is how many bytes of the packet it may take."""

    anchor: str
    name: str
    title: Phrase
    description: Phrase
    package: str
    size: str
    estimate: int
    default: bool
    missing: bool
    problems: list[Phrase]
    previewable: bool
    excerpt: Excerpt | None


def file_views(preview: Preview, speech: Speech) -> Iterator[FileView]:
    """Yield every file, in the packet's order."""
    told = {one.notice.text for one in preview.notices}
    for number, file in enumerate(preview.files, start=1):
        yield FileView(
            anchor=f"file-{number}",
            name=file.name,
            title=_phrase(file, file.title, speech),
            description=_phrase(file, file.description, speech),
            package=f"{file.origin.distribution} {file.origin.version}",
            size="" if file.size is None else size_text(file.size, speech.language),
            estimate=0 if file.missing else estimate(file.size),
            default=file.default,
            missing=file.missing,
            problems=[phrase for phrase in _problems(file, speech) if phrase.text not in told],
            previewable=not file.missing and (file.size or 0) <= MOST_BYTES,
            excerpt=file.excerpt,
        )


def expected_size(files: Iterable[FileView], speech: Speech) -> str:
    """Return about how large the packet will be if nothing is chosen."""
    size = sum(file.estimate for file in files if file.default)
    return size_text(size, speech.language, ROUGHLY)


def _phrase(file: FilePreview, text: str, speech: Speech) -> Phrase:
    translated = speech.text_of(file.origin, text)
    return Phrase(text if translated is None else translated, translated is not None)


def _problems(file: FilePreview, speech: Speech) -> Iterator[Phrase]:
    for problem in file.problems:
        yield _phrase(file, problem.what.removeprefix(LEFT_OUT), speech)
        if problem.remedy:
            yield Phrase(problem.remedy, translated=speech.language == "en")
