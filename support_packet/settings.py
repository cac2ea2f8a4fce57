"""The operator's settings: environment variables `SUPPORT_PACKET_…`, checked at start."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from support_packet.errors import SettingsError
from support_packet.mattermost.path_map import SAME_PATHS, PathMap, parse_path_map
from support_packet.mattermost.reading_limits import ReadingLimits, SettingNames
from support_packet.network.addresses import (
    Network,
    listed,
    parse_address,
    parse_hosts,
    parse_networks,
    parse_node_url,
)
from support_packet.process.service_links import is_service_link
from support_packet.values.setting_texts import parse_absolute_path, parse_flag

PREFIX = "SUPPORT_PACKET_"
SEPARATOR = "__"
"""Between the name of a collector and that of its setting; no setting of the program has it."""
_NAME = re.compile(r"[A-Za-z0-9_.:/-]+")

_LIMIT_SETTINGS = SettingNames(
    seconds=f"{PREFIX}PACKET_TIMEOUT",
    log_bytes=f"the lower of {PREFIX}LOG_MAX_BYTES and {PREFIX}MAX_FILE_BYTES",
    rotated_log_days=f"{PREFIX}ROTATED_LOG_DAYS",
)


def _names(text: str) -> frozenset[str]:
    names = frozenset(listed(text))
    if bad := sorted(name for name in names if not _NAME.fullmatch(name)):
        raise ValueError(f"contains {bad[0]!r}, which is not the name of a collector")
    return names


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text

    return parse


def _whole(minimum: int, maximum: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,18}", text) or not minimum <= int(text) <= maximum:
            raise ValueError(f"must be a whole number from {minimum} to {maximum}")
        return int(text)

    return parse


def _seconds(minimum: float, maximum: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        number = float(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text) else -1
        if not minimum <= number <= maximum:
            raise ValueError(f"must be a number of seconds from {minimum:g} to {maximum:g}")
        return number

    return parse


def _setting(default: Any, parse: Callable[[str], Any]) -> Any:
    return field(default=default, metadata={"parse": parse})


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults; `SUPPORT_PACKET_MAX_PACKETS=3` sets `max_packets`.

    Sizes are bytes, times are seconds unless the name says otherwise.
    """

    allow_unlicensed: bool = _setting(default=False, parse=parse_flag)
    break_glass_token_file: Path | None = _setting(None, parse_absolute_path)
    required_role: Literal["any_system_console_role", "system_admin"] = _setting(
        "any_system_console_role", _one_of("any_system_console_role", "system_admin")
    )
    trusted_proxies: frozenset[Network] = _setting(frozenset(), parse_networks)
    blocked_collectors: frozenset[str] = _setting(frozenset(), _names)
    replacing_collectors: frozenset[str] = _setting(frozenset(), _names)
    collector_timeout: float = _setting(30.0, _seconds(0.1, 3600))
    collector_timeout_max: float | None = _setting(None, _seconds(0.1, 86400))
    parallel_collectors: int = _setting(5, _whole(1, 64))
    allow_binary: bool = _setting(default=False, parse=parse_flag)
    packet_timeout: float = _setting(300.0, _seconds(1, 86400))
    stop_timeout: int = _setting(8, _whole(1, 3600))
    max_file_bytes: int = _setting(2**30, _whole(1024, 2**50))
    log_max_bytes: int | None = _setting(None, _whole(1024, 2**50))
    rotated_log_days: int = _setting(0, _whole(0, 3650))
    max_packets: int = _setting(2, _whole(1, 64))
    workers: int = _setting(2, _whole(1, 64))
    compression: Literal["fast", "small"] = _setting("fast", _one_of("fast", "small"))
    pseudonymize_emails: bool = _setting(default=False, parse=parse_flag)
    pseudonymize_addresses: bool = _setting(default=False, parse=parse_flag)
    last_check: bool = _setting(default=True, parse=parse_flag)
    map_paths: PathMap | None = _setting(None, parse_path_map)
    network_timeout: float = _setting(3.0, _seconds(0.1, 60))
    database_connections: int = _setting(4, _whole(1, 64))
    database_idle_seconds: int = _setting(30, _whole(0, 3600))
    nodes: frozenset[str] = _setting(frozenset(), parse_hosts)
    node_url: str = _setting("https://{hostname}:8066", parse_node_url)
    node_ca_file: Path | None = _setting(None, parse_absolute_path)
    nodes_share_break_glass: bool = _setting(default=False, parse=parse_flag)
    log_level: str = _setting("INFO", _one_of("DEBUG", "INFO", "WARNING", "ERROR"))
    log_format: Literal["text", "json"] = _setting("text", _one_of("text", "json"))
    metrics_bind: str | None = _setting(None, parse_address)
    collector_variables: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    """`SUPPORT_PACKET_<ENTRY POINT>__<NAME>`, unchecked: what they are, only collectors know."""

    @property
    def longest_collector(self) -> float:
        """For how long any one collector may keep the packet waiting, at most."""
        most = self.collector_timeout_max or self.packet_timeout
        return max(self.collector_timeout, most)

    @property
    def reading_limits(self) -> ReadingLimits:
        """How much a packet may read of the installation."""
        return ReadingLimits(
            network_timeout=self.network_timeout,
            seconds=self.packet_timeout,
            log_bytes=min(self.log_max_bytes or self.max_file_bytes, self.max_file_bytes),
            rotated_log_days=self.rotated_log_days,
            names=_LIMIT_SETTINGS,
            paths=self.map_paths or SAME_PATHS,
        )


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings in `environment`; `SettingsError` names an unknown or invalid one."""
    own = [setting for setting in fields(Settings) if setting.metadata]
    parsers = {PREFIX + each.name.upper(): (each.name, each.metadata["parse"]) for each in own}
    variables = sorted(
        name
        for name in environment
        if name.startswith(PREFIX) and not is_service_link(name, environment[name])
    )
    collector_variables = {
        name: environment[name] for name in variables if SEPARATOR in name.removeprefix(PREFIX)
    }
    values: dict[str, Any] = {"collector_variables": collector_variables}
    for variable in variables:
        if variable in collector_variables:
            continue
        if variable not in parsers:
            raise SettingsError(f"{variable}: no such setting. {_meant(variable, sorted(parsers))}")
        name, parse = parsers[variable]
        try:
            values[name] = parse(environment[variable])
        except ValueError as error:
            raise SettingsError(f"{variable}: the value {error}.") from None
    return Settings(**values)


def _meant(variable: str, known: list[str]) -> str:
    from support_packet.values.similar_names import similar_names  # noqa: PLC0415 -- not at start

    # Without what all of them begin with, which would make any two similar.
    names = [name.removeprefix(PREFIX) for name in known]
    if similar := similar_names(variable.removeprefix(PREFIX), names):
        return f"Did you mean {', '.join(PREFIX + name for name in similar)}?"
    return f"The settings are: {', '.join(known)}."
