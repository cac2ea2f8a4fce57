"""Which permissions allow a packet."""

from pathlib import Path

import pytest
from support.tables import for_each

from demo.roles import ROLES
from support_packet.mattermost.access.authentication import Principal, may_download
from support_packet.mattermost.configuration.config import Config

READS = sorted(name for name in ROLES["system_admin"] if name.startswith("sysconsole_read_"))


def config(*, restricted: bool = False) -> Config:
    document = {"ExperimentalSettings": {"RestrictSystemAdmin": restricted}}
    return Config(document, "config.json", Path(), Path())


def principal(*permissions: str) -> Principal:
    return Principal("id", "ada", "en", frozenset({"some_role"}), frozenset(permissions))


def test_the_list_has_all_54_permissions_of_5_38() -> None:
    assert len(READS) == 54


@for_each("permission", [*READS, "manage_system", "sysconsole_read_about"])
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
def test_similar_names_are_not_enough(permission: str) -> None:
    assert not may_download(principal(permission), "any_system_console_role", config())
    assert not may_download(principal(permission), "system_admin", config())


def test_no_permission_is_not_enough() -> None:
    assert not may_download(principal(), "any_system_console_role", config())


@for_each("permission", READS)
def test_the_rule_of_11_requires_more_than_read_permissions(permission: str) -> None:
    assert not may_download(principal(permission), "system_admin", config())


@pytest.mark.parametrize("restricted", [False, True])
def test_the_rule_of_11_denies_restricted_admins(*, restricted: bool) -> None:
    admin = principal("manage_system", *READS)

    assert may_download(admin, "system_admin", config(restricted=restricted)) is not restricted
    assert may_download(admin, "any_system_console_role", config(restricted=restricted))
