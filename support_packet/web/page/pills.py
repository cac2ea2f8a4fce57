"""The one fact about a file that is worth a look, beside its name."""

from typing import Literal

from support_packet.host.file_preview import FilePreview
from support_packet.message import N_, ngettext_noop
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.moments import range_text

_MISSING = ngettext_noop("%(count)s value missing", "%(count)s values missing")
_MASKED = ngettext_noop("%(count)s secret masked", "%(count)s secrets masked")

Pill = tuple[Literal["bad", "good", "plain"], str]
"""How it looks, and what it says."""


def pill_of(file: FilePreview, translator: Translator, *, has_problems: bool) -> Pill | None:
    """Return the most important fact that is known of `file`, if there is one.

    `has_problems` if its row tells of some.
    """
    if file.missing:
        return "bad", translator.gettext(N_("Not in the packet"))
    if file.facts_missing:
        return "bad", translator.ngettext(*_MISSING, file.facts_missing)
    if has_problems:
        return "bad", translator.gettext(N_("This file needs attention"))
    if file.masked:
        return "good", translator.ngettext(*_MASKED, file.masked)
    if file.log and file.log.first is not None:
        times = range_text(file.log.first, file.log.last, translator.locale)
        return "plain", translator.isolated(times)
    return None
