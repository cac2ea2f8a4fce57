"""What all collectors declare for one packet, checked and in order."""

from collections.abc import Collection, Generator, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from support_packet.contract import PacketFacts, PacketNotice, PacketOption
from support_packet.contract.files import AnyFile
from support_packet.host.discovery.collector import Collector
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.facts import DeclaredFacts
from support_packet.host.hooks.file_choice import files_with_names
from support_packet.host.hooks.hook_calls import Declared, Hooks
from support_packet.host.hooks.requested import (
    PACKET,
    DeclaredOption,
    Requested,
    choose_options,
    request_of,
)
from support_packet.host.problems import Kind, Problem
from support_packet.host.redactor import lazy_redact
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import redacting
from support_packet.host.validation.returned import (
    declarations_in,
    files_in,
    options_in,
    secrets_in,
)
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason


@dataclass(frozen=True)
class Declarations:
    """What the collectors declared; `files` in the packet's order.

    `secrets` include those of Mattermost and of the packages' settings.
    """

    files: tuple[Declared[AnyFile], ...]
    facts: DeclaredFacts
    secrets: frozenset[str]
    problems: tuple[Problem, ...]
    options: tuple[DeclaredOption, ...] = ()


def calling_hooks(
    mattermost: Mattermost, collectors: Collectors, settings: Settings, secrets: Collection[str]
) -> AbstractContextManager[None]:
    """Return a block in which what packages print passes a search for all secrets known so far."""
    known = {*collectors.secrets, *mattermost.secrets}
    return redacting(lazy_redact(settings, known, secrets))


def gather_declarations(
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings,
    deadline: Deadline,
    requested: Requested = PACKET,
) -> Declarations:
    """Call every collector's hooks for secrets, options, facts and files; problems are noted.

    The secrets come first: a package that fails to report them contributes nothing else. While
    Mattermost's own are unknown, only the built-in collectors are called, which then cannot read
    any of its data. `UnknownOptionError` for an option that no collector declares.
    """
    unknown = mattermost.config_problem
    called = [
        collector for collector in collectors.loaded if collector.origin.built_in or not unknown
    ]
    hooks = Hooks(called, settings, deadline)
    secrets = hooks.call(
        "packet_secrets", lambda collector: secrets_in(collector.packet_secrets(mattermost))
    )
    hooks.withhold("packet_secrets")
    hooks.check_secret_settings()
    known = mattermost.secrets.union(collectors.secrets, (secret.value for secret in secrets))
    # Without the packages' hooks their options are unknown, and a packet is still wanted.
    options = choose_options(
        replace(requested, options=()) if unknown else requested,
        _options(hooks, mattermost, settings, known),
    )
    # The hook for files gets the facts before they are declared; collecting them is for later.
    facts = DeclaredFacts(settings.collector_timeout, deadline)
    declared_facts = hooks.call(
        "packet_facts",
        lambda collector: declarations_in(lambda: collector.packet_facts(mattermost), PacketFacts),
    )
    declared_files = _files(hooks, mattermost, facts, requested, options)
    facts.set_declarations(declared_facts)
    problems = [*_installation_problems(mattermost), *collectors.problems, *hooks.problems]
    return Declarations(
        files=tuple(files_with_names(declared_files, settings, problems)),
        facts=facts,
        secrets=known,
        problems=tuple(problems),
        options=options,
    )


def _options(
    hooks: Hooks, mattermost: Mattermost, settings: Settings, secrets: frozenset[str]
) -> list[Declared[PacketOption]]:
    # Without pseudonyms: the values may be addresses of nodes.
    plain = replace(settings, pseudonymize_emails=False, pseudonymize_addresses=False)
    redact = lazy_redact(plain, secrets)

    def declare(collector: Collector) -> Generator[PacketOption, None, None]:
        return options_in(lambda: collector.packet_options(mattermost), redact)

    return hooks.call("packet_options", declare)


def _files(
    hooks: Hooks,
    mattermost: Mattermost,
    facts: DeclaredFacts,
    requested: Requested,
    options: Collection[DeclaredOption],
) -> list[Declared[AnyFile]]:
    def declare(collector: Collector) -> Generator[AnyFile, None, None]:
        request = request_of(collector.origin, requested, options)
        return files_in(lambda: collector.packet_files(mattermost, facts, request))

    return hooks.call("packet_files", declare)


def gather_notices(
    mattermost: Mattermost, collectors: Collectors, settings: Settings, deadline: Deadline
) -> tuple[list[Declared[PacketNotice]], list[Problem]]:
    """Call every collector's hook for notices; return also which ones failed."""
    hooks = Hooks(collectors.loaded, settings, deadline)
    notices = hooks.call(
        "packet_notices",
        lambda collector: declarations_in(
            lambda: collector.packet_notices(mattermost), PacketNotice
        ),
    )
    return notices, hooks.problems


def _installation_problems(mattermost: Mattermost) -> Iterator[Problem]:
    """Yield what the host itself sees of the installation, so that no collector has to say it."""
    if mattermost.config_problem:
        yield _unreadable(mattermost.config_problem)
    elif not mattermost.database_problem:
        for setting, reason in mattermost.database_failures.items():
            yield _replica(setting, reason)


def _unreadable(reason: object) -> Problem:
    why = N_(
        "%(reason)s Mattermost's secrets are unknown without it, so everything that may contain "
        "one is withheld."
    )
    remedy = N_(
        "Fix this and try again. If the configuration is in a database that is down, point this "
        "program's MM_CONFIG at a file with a copy."
    )
    return Problem(
        Kind.CONFIGURATION,
        Message(N_("Mattermost's configuration cannot be read")),
        Reason(Message(why, reason=reason), Message(remedy)),
    )


def _replica(setting: str, reason: object) -> Problem:
    why = N_("%(setting)s does not respond, a replica is read instead. %(reason)s")
    return Problem(
        Kind.DATABASE,
        Message(N_("Database information comes from a replica")),
        Reason(Message(why, setting=setting, reason=reason)),
    )
