"""The redactor that the operator's settings ask for.

What searches is imported when it is first needed: with the rules it takes 7 MB.
"""

import json
from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING, NewType

from support_packet.mattermost.configuration.known_keys import default_document, known_keys
from support_packet.mattermost.secrets.sensitive_keys import MASK
from support_packet.process.late_imports import begin_loading, is_waiting_ahead
from support_packet.process.memory import kept_for_good
from support_packet.settings import Settings

if TYPE_CHECKING:
    from support_packet.redaction.engine import Redactor


def redactor_for(
    settings: Settings, secrets: Collection[str], own: Collection[str] = ()
) -> "Redactor":
    """Return what removes `secrets`, and this request's `own`.

    It replaces addresses if the operator wants pseudonyms. `RedactionError` if the secrets cannot
    be searched for.
    """
    from support_packet.redaction.engine import Redactor  # noqa: PLC0415 -- not at start

    return Redactor(
        secrets,
        own,
        emails=settings.pseudonymize_emails,
        addresses=settings.pseudonymize_addresses,
        check=settings.last_check,
    )


Rules = NewType("Rules", tuple[bool, bool])
"""Which rules there are besides those for secrets: for e-mail addresses, for IP addresses."""


def rules_of(settings: Settings) -> Rules:
    """Return which rules the operator wants."""
    return Rules((settings.pseudonymize_emails, settings.pseudonymize_addresses))


@cache
def prepare_redactor(rules: Rules) -> None:
    """Load and begin to compile, once, what all redactors share, while a request is authorized."""
    if not is_waiting_ahead():
        _prepare(*rules, b"")
        return
    begin_loading(lambda: _prepare(*rules, _usual_content()))


def _prepare(emails: bool, addresses: bool, sample: bytes) -> None:
    with kept_for_good():
        from support_packet.redaction.wanted_rules import prepare  # noqa: PLC0415 -- not at start

    prepare(emails=emails, addresses=addresses, sample=sample)


def _usual_content() -> bytes:
    """Return what is like the configuration and the logs in each packet.

    A configuration, its keys with masked values, and as values themselves, and an id that ends as a
    short name of a password does, like one of a thousand ids.
    """
    document = json.dumps(default_document(after_5_37=True), default=dict, indent=4)
    names = [key.path.rpartition(".")[2] for key in known_keys().values()]
    lines = [f'    "{name}": "{MASK}",\n    "{name}",\n' for name in names]
    return "".join((document, "\n", *lines, '{"id":"y1ndrfg8ejkmcpqxot1uwis4pw"}\n')).encode()


def compile_for_others(rules: Rules) -> None:
    """Compile them for all processes that share what is compiled."""
    from support_packet.redaction.wanted_rules import compile_wanted_for_others  # noqa: PLC0415 -- not at start

    emails, addresses = rules
    compile_wanted_for_others(emails=emails, addresses=addresses)


def lazy_redact(
    settings: Settings, secrets: Collection[str], own: Collection[str] = ()
) -> Callable[[str], str]:
    """Return what removes `secrets` and `own` from a text; compiled only for the first one."""
    redactor = cache(lambda: redactor_for(settings, secrets, own))
    return lambda text: redactor().redact_text(text)
