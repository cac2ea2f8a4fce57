"""What all collectors declare for one packet, checked and in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.contract import PacketFacts, PacketFile, PacketNotice
from support_packet.host.facts import DeclaredFacts
from support_packet.host.file_name_registry import FileNameRegistry
from support_packet.host.hook_calls import Declared, Hooks
from support_packet.host.plugins import Collectors
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.host.returned import declarations_in, secrets_in
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.message import N_, Message
from support_packet.reason import Reason
from support_packet.settings import Settings


@dataclass(frozen=True)
class Declarations:
    """What the collectors declared; `files` in the packet's order.

    `secrets` include those of Mattermost.
    """

    files: tuple[Declared[PacketFile], ...]
    facts: DeclaredFacts
    secrets: frozenset[str]
    problems: tuple[Problem, ...]


def gather_declarations(
    mattermost: Mattermost, collectors: Collectors, settings: Settings, deadline: Deadline
) -> Declarations:
    """Call every collector's hooks for secrets, facts and files; what fails becomes a problem.

    The secrets come first: a package that fails to report them contributes nothing else. While
    Mattermost's own are unknown, only the built-in collectors are called, which then cannot read
    any of its data.
    """
    known, unknown = mattermost.secrets, mattermost.config_problem
    called = [
        collector for collector in collectors.loaded if collector.origin.built_in or not unknown
    ]
    hooks = Hooks(called, settings, deadline)
    secrets = hooks.call(
        "packet_secrets", lambda collector: secrets_in(collector.packet_secrets(mattermost))
    )
    hooks.withhold("packet_secrets")
    # The hook for files gets the facts before they are declared; collecting them is for later.
    facts = DeclaredFacts(settings.collector_timeout, deadline)
    declared_facts = hooks.call(
        "packet_facts",
        lambda collector: declarations_in(lambda: collector.packet_facts(mattermost), PacketFacts),
    )
    declared_files = hooks.call(
        "packet_files",
        lambda collector: declarations_in(
            lambda: collector.packet_files(mattermost, facts), PacketFile
        ),
    )
    facts.set_declarations(declared_facts)
    problems = [*_installation_problems(mattermost), *collectors.problems, *hooks.problems]
    # In the order of the collectors, so that a built-in one always keeps its name.
    files = list(_unique(declared_files, problems))
    return Declarations(
        files=tuple(sorted(files, key=lambda file: (file.value.order, file.value.name))),
        facts=facts,
        secrets=known.union(secret.value for secret in secrets),
        problems=tuple(problems),
    )


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


def _unique(
    declared: Iterable[Declared[PacketFile]], problems: list[Problem]
) -> Iterator[Declared[PacketFile]]:
    """Yield the files whose names do not conflict; of two, the first keeps its name."""
    registry: FileNameRegistry[Declared[PacketFile]] = FileNameRegistry()
    for file in declared:
        owner = registry.register(file.value.name, file)
        if owner is None:
            yield file
        else:
            problems.append(_taken(file, owner))


def _taken(late: Declared[PacketFile], first: Declared[PacketFile]) -> Problem:
    why = N_("Its name conflicts with %(file)s of %(collector)s.")
    remedy = N_(
        "Change the name in one of the two, or block the collector with "
        "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s."
    )
    return file_problem(
        Kind.LEFT_OUT,
        late.value.name,
        Reason(
            Message(why, file=first.value.name, collector=first.origin),
            Message(remedy, collector=late.origin.entry_point),
        ),
        late.origin,
    )
