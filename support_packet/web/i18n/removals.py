"""What the redactor removes, in words for people."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from support_packet.values.message import N_, ngettext_noop
from support_packet.web.i18n.translations import Translator

if TYPE_CHECKING:
    from support_packet.redaction.rule_kinds.kind import Kind

KINDS: "Mapping[Kind, tuple[str, str]]" = {
    "known secret": ngettext_noop(
        "%(count)s secret from your configuration", "%(count)s secrets from your configuration"
    ),
    "masked setting": ngettext_noop("%(count)s secret setting", "%(count)s secret settings"),
    "token": ngettext_noop("%(count)s token", "%(count)s tokens"),
    "password": ngettext_noop("%(count)s password", "%(count)s passwords"),
    "password hash": ngettext_noop("%(count)s password hash", "%(count)s password hashes"),
    "private key": ngettext_noop("%(count)s private key", "%(count)s private keys"),
    "cloud key": ngettext_noop("%(count)s cloud key", "%(count)s cloud keys"),
    "webhook": ngettext_noop("%(count)s webhook URL", "%(count)s webhook URLs"),
    "dense line": ngettext_noop(
        "%(count)s line masked completely", "%(count)s lines masked completely"
    ),
    "withheld part": ngettext_noop(
        "%(count)s part withheld by the last check", "%(count)s parts withheld by the last check"
    ),
    "e-mail address": ngettext_noop("%(count)s email address", "%(count)s email addresses"),
    "IP address": ngettext_noop("%(count)s IP address", "%(count)s IP addresses"),
}
"""The name of each kind of secret; what the redactor counts by rule is added up for people."""

_REMOVED = N_("%(file)s: removed %(secrets)s")


def kind_labels(translator: Translator) -> "Mapping[Kind, str]":
    """Return what one secret of each kind is called, such as "1 token"."""
    return {kind: translator.ngettext(*forms, 1) for kind, forms in KINDS.items()}


def counted_by_kind(counts: Mapping[str, int]) -> "dict[Kind, int]":
    """Add up what was counted by rule for each kind."""
    from support_packet.redaction.counts import by_kind  # noqa: PLC0415 -- not at start

    return by_kind(counts)


def removed_text(counts: Mapping[str, int], translator: Translator) -> str:
    """Return how many secrets of each kind were removed, such as "2 tokens and 1 password"."""
    kinds = counted_by_kind(counts)
    shown = (
        translator.ngettext(*forms, kinds[kind]) for kind, forms in KINDS.items() if kinds.get(kind)
    )
    return translator.join(shown)


def removed_from(
    files: Iterable[tuple[str, Mapping[str, int]]], translator: Translator
) -> list[str]:
    """Return a line for each file from which secrets were removed."""
    return [
        translator.gettext(_REMOVED, file=name, secrets=removed_text(counts, translator))
        for name, counts in files
        if sum(counts.values())
    ]
