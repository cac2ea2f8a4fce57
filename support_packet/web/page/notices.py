"""The notices of the page: what collectors ask for, and what else will be missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from support_packet.host.preview.packet_preview import NoticePreview, Preview
from support_packet.web.i18n.phrases import Phrase, phrase, phrases_of
from support_packet.web.i18n.translations import Translator

_LABEL = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")


@dataclass(frozen=True)
class NoticeView:
    """One notice: text with a link in it, and its details."""

    before: str
    label: str = ""
    after: str = ""
    url: str | None = None
    details: tuple[Phrase, ...] = ()
    translated: bool = True


def notice_views(preview: Preview, translator: Translator) -> Iterator[NoticeView]:
    """Yield what collectors ask for, then what is wrong."""
    for notice in preview.notices:
        yield _notice(notice, translator)
    for problem in preview.all_problems:
        headline = phrase(problem.origin, problem.headline, translator)
        yield NoticeView(
            headline.text,
            details=tuple(phrases_of(problem, translator)),
            translated=headline.translated,
        )


def _notice(notice: NoticePreview, translator: Translator) -> NoticeView:
    message = notice.message
    translated = translator.template_for(notice.origin, message.template)
    try:
        parts = _parts(translated or message.template, message.values)
    except (KeyError, TypeError, ValueError):  # the translation has other placeholders
        translated = None
        parts = _parts(message.template, message.values)
    if translated is not None:
        before, label, after = map(translator.isolated, parts)
        return NoticeView(before, label, after, url=notice.url)
    return NoticeView(*parts, url=notice.url, translated=False)


def _parts(template: str, values: Mapping[str, object]) -> tuple[str, str, str]:
    """Return what is before, in and after the brackets, each with its values.

    Split first: the values may contain brackets themselves.
    """
    match = _LABEL.fullmatch(template)
    parts = match.groups() if match else (template, "", "")
    before, label, after = (part % values if values else part for part in parts)
    return before, label, after
