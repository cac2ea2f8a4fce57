"""The parameters of a request for a packet: its own, and those of Mattermost's clients."""

from support_packet.host.hooks.requested import Requested
from support_packet.host.nodes.hops import HEADER, read_hops
from support_packet.web.choice import Choice
from support_packet.web.context import Request

_OWN = frozenset({"exclude", "include", "node", "only", "option", "since", "until", "window"})
_LOGS = "basic_server_logs"
_PLUGINS = "plugin_packets"
_MAX_NAMES = 20
_MAX_LENGTH = 100
"""Of what a client chooses, for `warning.txt` and the log."""


def requested_packet(request: Request, choice: Choice) -> Requested:
    """Return what the request asks for, with its `choice`.

    Like the server, it takes no value of `basic_server_logs` but exactly `false` for a no, and of
    several the first. Unknown parameters do not fail: the button of a newer server has to work.
    """
    unknown = sorted(set(request.params) - _OWN - {_LOGS, _PLUGINS})[:_MAX_NAMES]
    return Requested(
        "packet",
        choice.options,
        read_hops(request.get_header(HEADER)),
        exclude=choice.exclude,
        include=choice.include,
        only=choice.only or (),
        logs=request.get_param_as_list(_LOGS, default=[""])[0] != "false",
        plugin_packets=bool(request.get_param_as_list(_PLUGINS)),
        unknown=tuple(repr(name[:_MAX_LENGTH])[1:-1] for name in unknown),
    )
