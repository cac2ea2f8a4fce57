"""What a preview shows of a package's own texts, without secrets."""

from collections.abc import Callable, Collection
from dataclasses import replace

from support_packet.host.preview.file_preview import FilePreview
from support_packet.values.file_names import redacted_file_name


def redacted_file(
    file: FilePreview, known: Collection[str], redact: Callable[[str], str], *, always: bool
) -> FilePreview:
    """Redact what a package calls its file, if that may be needed: a rare defect of the package."""
    texts = (file.name, str(file.title), str(file.description), file.group)
    if not always and not any(secret in text for text in texts for secret in known):
        return file
    return replace(
        file,
        name=redacted_file_name(file.name, redact),
        title=file.title.changed(redact),
        description=file.description.changed(redact),
        group=redact(file.group),
    )
