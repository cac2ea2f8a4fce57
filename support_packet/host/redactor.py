"""The redactor that the operator's settings ask for."""

from collections.abc import Callable, Collection
from functools import cache
from typing import NewType

from support_packet.redaction.engine import Redactor
from support_packet.redaction.wanted_rules import compile_wanted_for_others, prepare
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


Rules = NewType("Rules", tuple[bool, bool])
"""Which rules there are besides those for secrets: for e-mail addresses, for IP addresses."""


def rules_of(settings: Settings) -> Rules:
    """Return which rules the operator wants."""
    return Rules((settings.pseudonymize_emails, settings.pseudonymize_addresses))


def compile_for_others(rules: Rules) -> None:
    """Compile them for all processes that share what is compiled."""
    emails, addresses = rules
    compile_wanted_for_others(emails=emails, addresses=addresses)


def lazy_redact(
    settings: Settings, secrets: Collection[str], own: Collection[str] = ()
) -> Callable[[str], str]:
    """Return what removes `secrets` and `own` from a text; compiled only for the first one."""
    redactor = cache(lambda: redactor_for(settings, secrets, own))
    return lambda text: redactor().redact_text(text)
