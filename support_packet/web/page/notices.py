"""The notices of the page: what collectors ask for, and what will be missing for other reasons."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from support_packet.host.plugins import Collectors
from support_packet.host.preview import NoticePreview, Preview
from support_packet.host.problems import Problem
from support_packet.message import N_
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.phrases import Phrase, phrases_of

_LABEL = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")

_NOT_LOADED = N_("%(package)s could not be loaded, so what it collects will be missing.")
_INCOMPLETE = N_("%(collector)s of %(package)s cannot collect everything.")
_PROBLEM = N_("Not everything can be collected.")

_SERVICES: Mapping[str, str] = {
    "database_facts": N_("Mattermost's database does not answer, or not fully."),
    "ldap_facts": N_("The LDAP server does not answer, or not fully."),
    "elasticsearch_facts": N_("The search server does not answer, or not fully."),
}
"""What a problem means of which a built-in collector tells that asks another server."""


@dataclass(frozen=True)
class NoticeView:
    """One notice: text with a link in it, and what else there is to say."""

    before: str
    label: str = ""
    after: str = ""
    url: str | None = None
    details: tuple[Phrase, ...] = ()
    translated: bool = True


def notice_views(
    preview: Preview, collectors: Collectors, translator: Translator
) -> Iterator[NoticeView]:
    """Yield what a collector asks for, and then what is wrong."""
    for told in preview.notices:
        yield _notice(told, translator)
    failed = {one.entry_point for one in collectors.states if one.state == "failed"}
    for problem in preview.problems:
        yield NoticeView(
            _headline(problem, failed, translator), details=_details(problem, translator)
        )


def _notice(told: NoticePreview, translator: Translator) -> NoticeView:
    notice = told.notice
    translated = translator.gettext_for(told.origin, notice.message)
    try:
        parts = _parts(translated or notice.message, notice.values)
    except (KeyError, TypeError, ValueError):  # the translation's placeholders are other ones
        translated = None
        parts = _parts(notice.message, notice.values)
    return NoticeView(*parts, url=notice.url, translated=translated is not None)


def _parts(message: str, values: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what stands before, in and after the brackets, each with its values.

    Split first: the values may hold brackets of their own.
    """
    match = _LABEL.fullmatch(message)
    parts = match.groups() if match else (message, "", "")
    before, label, after = (part % values if values else part for part in parts)
    return before, label, after


def _headline(problem: Problem, failed: set[str], translator: Translator) -> str:
    origin = problem.origin
    if origin is None:
        return translator.gettext(_PROBLEM)
    package = f"{origin.distribution} {origin.version}"
    if origin.entry_point in failed:
        return translator.gettext(_NOT_LOADED, package=package)
    if origin.entry_point in _SERVICES:
        return translator.gettext(_SERVICES[origin.entry_point])
    return translator.gettext(_INCOMPLETE, collector=origin.entry_point, package=package)


def _details(problem: Problem, translator: Translator) -> tuple[Phrase, ...]:
    """Return also which hook or fact it is about, by its name."""
    doing = [Phrase(problem.doing.rstrip(), translated=False)] if problem.doing else []
    return (*doing, *phrases_of(problem, translator))
