"""The redactor that the operator's settings ask for."""

from collections.abc import Callable, Collection
from functools import cache

from support_packet.redaction.engine import Redactor
from support_packet.redaction.wanted_rules import prepare
from support_packet.settings import Settings


def redactor_for(
    settings: Settings, secrets: Collection[str], own: Collection[str] = ()
) -> Redactor:
    """Return what removes `secrets`, and this request's `own`.

    It replaces addresses if the operator wants pseudonyms. `RedactionError` if the secrets cannot
    be searched for.
    """
    return Redactor(
        secrets,
        own,
        emails=settings.pseudonymize_emails,
        addresses=settings.pseudonymize_addresses,
        check=settings.last_check,
    )


def prepare_redactor(settings: Settings) -> None:
    """Start to compile what all redactors share, while a request waits for the database."""
    prepare(emails=settings.pseudonymize_emails, addresses=settings.pseudonymize_addresses)


def lazy_redact(
    settings: Settings, secrets: Collection[str], own: Collection[str] = ()
) -> Callable[[str], str]:
    """Return what removes `secrets` and `own` from a text; compiled only for the first one."""
    redactor = cache(lambda: redactor_for(settings, secrets, own))
    return lambda text: redactor().redact_text(text)
