"""Which permissions a packet needs."""

from pathlib import Path

import pytest

from demo.roles import ROLES
from support_packet.mattermost.access.permissions import may_download
from support_packet.mattermost.access.sessions import Principal
from support_packet.mattermost.configuration.config import Config

READS = sorted(name for name in ROLES["system_admin"] if name.startswith("sysconsole_read_"))


def config(*, restricted: bool = False) -> Config:
    document = {"ExperimentalSettings": {"RestrictSystemAdmin": restricted}}
    return Config(document, "config.json", Path(), Path())


def principal(*permissions: str) -> Principal:
    return Principal("id", "ada", "en", frozenset({"some_role"}), frozenset(permissions))


def test_all_54_permissions_of_5_38_are_there() -> None:
    assert len(READS) == 54


@pytest.mark.parametrize("permission", [*READS, "manage_system", "sysconsole_read_about"])
def test_any_one_of_them_is_enough(permission: str) -> None:
    assert may_download(principal("create_team", permission), "any_system_console_role", config())


@pytest.mark.parametrize(
    "permission",
    [
        "sysconsole_write_plugins",
        "SYSCONSOLE_READ_PLUGINS",
        "a_sysconsole_read_plugins",
        "manage_system_wide_oauth",
        "manage_systems",
        "read_jobs",
    ],
)
def test_similar_ones_are_not(permission: str) -> None:
    assert not may_download(principal(permission), "any_system_console_role", config())
    assert not may_download(principal(permission), "system_admin", config())


def test_who_has_no_permission_gets_nothing() -> None:
    assert not may_download(principal(), "any_system_console_role", config())


@pytest.mark.parametrize("permission", READS)
def test_newer_servers_ask_for_more(permission: str) -> None:
    assert not may_download(principal(permission), "system_admin", config())


@pytest.mark.parametrize("restricted", [False, True])
def test_restricted_admins_get_nothing_from_newer_servers(*, restricted: bool) -> None:
    admin = principal("manage_system", *READS)

    assert may_download(admin, "system_admin", config(restricted=restricted)) is not restricted
    assert may_download(admin, "any_system_console_role", config(restricted=restricted))
