"""`permissions.yaml` on real databases."""

from collections.abc import Callable

import pytest
from support_packet.testing import Author, Installation

from support_packet_diagnostics import permissions_yaml as module
from support_packet_diagnostics.permissions_yaml import MASK

ROLE = {
    "Id": "r1",
    "Name": "team_admin",
    "DisplayName": "hidden customer",
    "Description": "hidden plan",
    "CreateAt": 0,
    "UpdateAt": 1_795_000_000_000,
    "DeleteAt": 0,
    "Permissions": " manage_team  manage_system",
    "SchemeManaged": True,
    "BuiltIn": False,
}
SCHEME = {
    "Id": "s1",
    "Name": "hidden_name",
    "DisplayName": "hidden customer",
    "Description": "hidden plan",
    "CreateAt": 0,
    "UpdateAt": 0,
    "DeleteAt": 0,
    "Scope": "team",
    "DefaultTeamAdminRole": "x1",
}
DEFAULTS = [
    *("default_team_admin_role", "default_team_user_role"),
    *("default_channel_admin_role", "default_channel_user_role"),
    *("default_team_guest_role", "default_channel_guest_role"),
]
PLAYBOOKS = [
    *("default_playbook_admin_role", "default_playbook_member_role"),
    *("default_run_admin_role", "default_run_member_role"),
]


@pytest.fixture(autouse=True)
def both_tables(installation: Installation, request: pytest.FixtureRequest) -> None:
    if "old_release" in request.node.name:
        installation.release = "5.37"
    installation.table("Roles")
    installation.table("Schemes")


@pytest.mark.usefixtures("berlin")
def test_a_role_has_the_keys_of_the_servers_own_packet(
    installation: Installation, permissions: Author
) -> None:
    installation.table("Roles", ROLE)

    made = permissions.packet()

    made.assert_hides("hidden")
    (role,) = made.yaml("permissions.yaml")["roles"]
    assert list(role.items()) == [
        ("id", "r1"),
        ("name", "team_admin"),
        ("display_name", MASK),
        ("description", MASK),
        ("create_at", "1970-01-01T01:00:00+01:00"),
        ("update_at", "2026-11-18T12:06:40+01:00"),
        ("delete_at", "1970-01-01T01:00:00+01:00"),
        ("permissions", ["manage_team", "manage_system"]),
        ("scheme_managed", True),
        ("built_in", False),
        ("scheme_id", None),
    ]


def test_a_scheme_has_the_keys_of_the_servers_own_packet(
    installation: Installation, permissions: Author
) -> None:
    installation.table("Schemes", SCHEME)

    made = permissions.packet()

    made.assert_hides("hidden")
    (scheme,) = made.yaml("permissions.yaml")["schemes"]
    masked = ["name", "display_name", "description"]
    times = ["create_at", "update_at", "delete_at"]
    assert list(scheme) == ["id", *masked, *times, "scope", *DEFAULTS, *PLAYBOOKS]
    assert [scheme[key] for key in masked] == [MASK] * 3
    assert scheme["default_team_admin_role"] == "x1"


def test_an_old_release_lacks_what_came_later(
    installation: Installation, permissions: Author
) -> None:
    installation.table("Roles", ROLE)
    installation.table("Schemes", SCHEME)

    found = permissions.packet().yaml("permissions.yaml")

    assert "scheme_id" not in found["roles"][0]
    assert list(found["schemes"][0])[-6:] == DEFAULTS


def test_nulls_do_no_harm(installation: Installation, permissions: Author) -> None:
    installation.table("Roles", {"Id": "empty"})

    (role,) = permissions.packet().yaml("permissions.yaml")["roles"]

    assert role["permissions"] == []
    assert role["built_in"] is None


@pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
def test_values_of_the_wrong_type_cost_nothing(
    installation: Installation, permissions: Author
) -> None:
    """SQLite takes anything into any column."""
    installation.table("Roles", ROLE | {"Permissions": 7, "CreateAt": "x", "BuiltIn": "maybe"})

    (role,) = permissions.packet().yaml("permissions.yaml")["roles"]

    assert (role["permissions"], role["create_at"], role["built_in"]) == (["7"], None, True)


def test_empty_tables_are_empty_lists(permissions: Author) -> None:
    assert permissions.packet().yaml("permissions.yaml") == {"roles": [], "schemes": []}


@pytest.mark.parametrize("driver", ["postgres"], indirect=True)
def test_a_missing_right_costs_one_table(
    installation: Installation, permissions: Author, become_reader: Callable[..., None]
) -> None:
    installation.table("Roles", ROLE)
    become_reader("Roles")

    made = permissions.packet()

    assert list(made.yaml("permissions.yaml")) == ["roles"]
    (warning,) = made.warnings
    assert "Left out: schemes. " in warning
    assert "schemes" in warning.partition("Left out: schemes. ")[2]


def test_too_many_rows_are_cut_with_a_warning(
    installation: Installation, permissions: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 2)
    installation.table("Roles", *(ROLE | {"Id": f"r{n}", "Name": f"n{n}"} for n in range(3)))

    made = permissions.packet()

    assert [role["id"] for role in made.yaml("permissions.yaml")["roles"]] == ["r0", "r1"]
    (warning,) = made.warnings
    assert "Roles has more than 2 rows; the others are left out." in warning
