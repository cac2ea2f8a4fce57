"""What a request asks for, and which options it chooses, as hooks see it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from support_packet.contract import PacketOption, Purpose
from support_packet.errors import DeclarationError, UnknownOptionError
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

_MAX_SHOWN = 200


@dataclass(frozen=True)
class Requested:
    """What is asked for; `options` are as in the address, `<entry point>.<name>:<value>`.

    `exclude` names files to leave out, `include` some that are not sent by default, and `only` all
    that are sent, if it names any; a folder's name may end with a slash. Without `logs`, none of
    the server's logs is wanted. `plugin_packets`: what Mattermost's own plugins add is. `unknown`
    are names of parameters that mean nothing here. Without `nodes` no other node is reached.
    """

    purpose: Purpose = "packet"
    options: Sequence[str] = ()
    hops: tuple[str, ...] = ()
    exclude: Collection[str] = ()
    include: Collection[str] = ()
    only: Collection[str] = ()
    logs: bool = True
    plugin_packets: bool = False
    unknown: tuple[str, ...] = ()
    nodes: bool = True


PACKET = Requested()
"""A packet, with what it has by default."""


@dataclass(frozen=True)
class DeclaredOption:
    """One option, and the value that counts; `key` is how the address names it."""

    origin: CollectorId
    option: PacketOption
    value: str

    @property
    def key(self) -> str:
        """The collector and the name of the option."""
        return f"{self.origin.name}.{self.option.name}"


@dataclass(frozen=True)
class PacketRequest:
    """Implements `Request`: what one collector sees of it."""

    purpose: Purpose
    hops: tuple[str, ...]
    values: Mapping[str, str]

    def option(self, name: str) -> str:
        """Return the chosen value of the collector's own option, or its default."""
        if name not in self.values:
            known = ", ".join(sorted(self.values)) or "none"
            raise DeclarationError(
                f"request.option({name!r}): packet_options declares no such option. It declares: "
                f"{known}."
            )
        return self.values[name]


def choose_options(
    requested: Requested, declared: Collection[Declared[PacketOption]]
) -> tuple[DeclaredOption, ...]:
    """Return all options with the values that count; of two with one name, the first.

    `UnknownOptionError` for an option or a value in the request that no collector declares.
    """
    options: dict[str, DeclaredOption] = {}
    for each in declared:
        option = DeclaredOption(each.origin, each.value, each.value.default)
        options.setdefault(option.key, option)
    for text in requested.options:
        key, separator, value = text.rpartition(":")
        if not separator and text in options:
            raise _without_value(text, options[text])
        if key not in options:
            raise _unknown(text, options)
        known = options[key]
        if value not in known.option.choices:
            raise _unknown_value(text, known)
        options[key] = DeclaredOption(known.origin, known.option, value)
    return tuple(options.values())


def unfulfilled(requested: Requested) -> Iterator[Problem]:
    """Yield what the request asks for that a packet cannot provide."""
    if requested.plugin_packets:
        yield Problem(Kind.WARNING, Message(_NO_PLUGIN_PACKETS), Reason(Message(_ONLY_INSIDE)))
    if requested.unknown:
        names = ", ".join(requested.unknown)
        yield Problem(Kind.WARNING, Message(_IGNORED, names=names), Reason(Message(_NOT_KNOWN)))


_NO_PLUGIN_PACKETS = N_("What Mattermost's plugins would add is not in the packet")
_ONLY_INSIDE = N_(
    "Mattermost's plugins make their own additions to a packet inside the Mattermost server only; "
    "this program runs alongside it."
)
_IGNORED = N_("Parameters of the request were ignored: %(names)s")
_NOT_KNOWN = N_("This version of support-packet does not know them. Nothing else is affected.")


def request_of(
    origin: CollectorId, requested: Requested, options: Collection[DeclaredOption]
) -> PacketRequest:
    """Return what the collector `origin` sees of the request."""
    own = {option.option.name: option.value for option in options if option.origin == origin}
    return PacketRequest(requested.purpose, requested.hops, own)


def _unknown(text: str, options: Mapping[str, DeclaredOption]) -> UnknownOptionError:
    if not options:
        return UnknownOptionError(
            N_("There is no option %(name)s: the installed packages have none."), name=_shown(text)
        )
    return UnknownOptionError(
        N_("There is no option %(name)s. The options are: %(options)s."),
        name=_shown(text),
        options=", ".join(options),
    )


def _unknown_value(text: str, known: DeclaredOption) -> UnknownOptionError:
    return UnknownOptionError(
        N_("There is no option %(name)s. The options are: %(options)s."),
        name=_shown(text),
        options=_values_of(known),
    )


def _without_value(text: str, known: DeclaredOption) -> UnknownOptionError:
    return UnknownOptionError(
        N_("The option %(name)s has no value. The options are: %(options)s."),
        name=_shown(text),
        options=_values_of(known),
    )


def _values_of(known: DeclaredOption) -> str:
    return ", ".join(f"{known.key}:{value}" for value in known.option.choices)


def _shown(text: str) -> str:
    return repr(text[:_MAX_SHOWN])
