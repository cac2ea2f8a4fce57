"""The files of one node: what the packet has already is left out, and the rest handed on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from support_packet import N_, Content, Mattermost, NodeState, fetch_packet, warn

from support_packet_cluster._about import NAME, warn_of_differences
from support_packet_cluster._comparison import differing_keys
from support_packet_cluster._states import responding
from support_packet_cluster._targets import OWN_FOLDER, Target

CONFIGURATION = "sanitized_config.json"
WARNINGS = "warning.txt"
FROM_DATABASE = (
    *("metadata.yaml", "stats.yaml", "jobs.yaml"),
    *("permissions.yaml", "database_schema.yaml"),
)
"""Files of support-packet-diagnostics, which are the same on all nodes."""

MAX_CONFIGURATION = 8 * 2**20
MAX_ABOUT = 64 * 2**10
MAX_KEYS = 20
MAX_KEY_CHARACTERS = 100
MAX_CLOCK_SECONDS = 5

_DIFFERS = N_("The configuration of %(node)s differs from that of this node: %(settings)s")
_NOT_COMPARED = N_(
    "The configuration of %(node)s was not compared with that of this node: %(reason)s."
)
_INCOMPLETE = N_("%(node)s could not collect everything; %(file)s says why.")
_CLOCK_AHEAD = N_("The clock of %(node)s is %(seconds)s seconds ahead of this node's.")
_CLOCK_BEHIND = N_("The clock of %(node)s is %(seconds)s seconds behind this node's.")

Files = Iterator[tuple[str, Content]]


@dataclass(frozen=True)
class NodeFiles:
    """The files of the node `target`, which may keep the packet waiting for `seconds`."""

    mattermost: Mattermost
    target: Target
    seconds: float

    def __call__(self) -> Files:
        """Yield the name and content of each file, as they come; `CollectError`, `ContentCut`."""
        _warn_of_clock(self.target.hostname, responding(self.mattermost, self.target))
        shared = _shared_files()
        files = fetch_packet(self.target.hostname, exclude=shared, seconds=self.seconds)
        for name, content in files:
            if name == CONFIGURATION:
                yield from self._configuration(content)
            elif name == f"{OWN_FOLDER}/{NAME}":
                yield from self._about(content)
            else:
                if name == WARNINGS:
                    where = f"{self.target.folder}/{WARNINGS}"
                    warn(_INCOMPLETE, node=self.target.hostname, file=where)
                yield name, content

    def _about(self, content: Iterable[bytes]) -> Files:
        about = _taken(content, MAX_ABOUT)
        if about is not None:
            warn_of_differences(self.target.hostname, about)
            yield NAME, about

    def _configuration(self, content: Iterable[bytes]) -> Files:
        """Yield the configuration if it is not the same as here."""
        text = _taken(content, MAX_CONFIGURATION)
        if text is None:
            self._warn_not_compared(f"more than {MAX_CONFIGURATION} bytes")
            return
        document = _parsed(text)
        if document is None:
            self._warn_not_compared("not valid JSON")
            yield CONFIGURATION, text
            return
        keys = differing_keys(_plain(self.mattermost.sanitized_config), document)
        if keys:
            named = [key[:MAX_KEY_CHARACTERS] for key in keys[:MAX_KEYS]]
            shown = ", ".join([*named, *(["…"] if len(keys) > MAX_KEYS else [])])
            warn(_DIFFERS, node=self.target.hostname, settings=shown)
            yield CONFIGURATION, text

    def _warn_not_compared(self, reason: str) -> None:
        warn(_NOT_COMPARED, node=self.target.hostname, reason=reason)


def _warn_of_clock(hostname: str, state: NodeState) -> None:
    seconds = round(state.clock_ahead.total_seconds()) if state.clock_ahead else 0
    if abs(seconds) > MAX_CLOCK_SECONDS:
        text = _CLOCK_AHEAD if seconds > 0 else _CLOCK_BEHIND
        warn(text, node=hostname, seconds=abs(seconds))


def _shared_files() -> tuple[str, ...]:
    """Return what this node's own part of the packet has for all nodes."""
    try:
        distribution("support-packet-diagnostics")
    except PackageNotFoundError:
        return ()
    return FROM_DATABASE


def _taken(content: Iterable[bytes], limit: int) -> bytes | None:
    """Return the whole content, `None` if it has more than `limit` bytes; `ContentCut`."""
    taken = bytearray()
    for piece in content:
        taken += piece
        if len(taken) > limit:
            return None
    return bytes(taken)


def _parsed(text: bytes) -> dict[str, Any] | None:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _plain(document: Any) -> dict[str, Any]:
    """Return the document as it is once it has been sent."""
    return dict(json.loads(json.dumps(document, default=dict)))
