"""Installed packages, loaded as the host loads them."""

import math
from dataclasses import replace

from support.distributions.disk import InstalledPackages

from support_packet.host.begun_request import begin_request
from support_packet.host.discovery.collector_state import CollectorState
from support_packet.host.discovery.collectors import Collectors, load_collectors
from support_packet.host.hooks.requested import Requested
from support_packet.host.preview.packet_preview import Preview, preview_packet
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

PATIENT = Settings(collector_timeout=20)


def settings_for(code: str, seconds: float) -> Settings:
    """Return settings in which `code` that waits without end is left after `seconds`.

    Other code has all the time that it needs on a busy machine.
    """
    hangs = ".wait" in code
    return replace(PATIENT, collector_timeout=seconds if hangs else 60)


def load(packages: InstalledPackages, settings: Settings = PATIENT) -> Collectors:
    """Load the installed packages and no others."""
    return load_collectors(settings, packages.search_path)


def preview(packages: InstalledPackages, mattermost: Mattermost) -> Preview:
    """Preview the packet of the installed packages and no others."""
    return preview_of(mattermost, load(packages))


def preview_of(
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings = PATIENT,
    *,
    show: str | None = None,
    patience: float = math.inf,
) -> Preview:
    """Preview the packet of `collectors` as `check` does."""
    begun = begin_request(mattermost, collectors, settings, Requested("check"))
    return preview_packet(begun, show=show, patience=patience)


def state_of(collectors: Collectors, entry_point: str) -> CollectorState:
    """Return the state of the only entry point of this name."""
    [state] = [state for state in collectors.states if state.entry_point == entry_point]
    return state
