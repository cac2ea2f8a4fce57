"""`permissions.yaml` on real databases."""

from typing import Any

import pytest
import sqlalchemy
import yaml

from support_packet_diagnostics import permissions_yaml as module
from support_packet_diagnostics.permissions_yaml import MASK, permissions_yaml

ROLE = {
    "Id": "r1",
    "Name": "team_admin",
    "DisplayName": "secret customer",
    "Description": "secret plan",
    "CreateAt": 0,
    "UpdateAt": 1_795_000_000_000,
    "DeleteAt": 0,
    "Permissions": " manage_team  manage_system",
    "SchemeManaged": True,
    "BuiltIn": False,
}
SCHEME = {
    "Id": "s1",
    "Name": "secret_name",
    "DisplayName": "secret customer",
    "Description": "secret plan",
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


def permissions(installation: Any, **options: Any) -> dict[str, list[dict[str, Any]]]:
    text = permissions_yaml(installation.mattermost(**options))
    assert "secret" not in text
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return loaded


@pytest.mark.usefixtures("berlin")
def test_a_role_has_the_keys_of_the_servers_own_packet(installation: Any) -> None:
    installation.table("Roles", ROLE)

    (role,) = permissions(installation)["roles"]

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


def test_a_scheme_has_the_keys_of_the_servers_own_packet(installation: Any) -> None:
    installation.table("Schemes", SCHEME)

    (scheme,) = permissions(installation)["schemes"]

    masked = ["name", "display_name", "description"]
    times = ["create_at", "update_at", "delete_at"]
    assert list(scheme) == ["id", *masked, *times, "scope", *DEFAULTS, *PLAYBOOKS]
    assert [scheme[key] for key in masked] == [MASK] * 3
    assert scheme["default_team_admin_role"] == "x1"


def test_an_old_release_lacks_what_came_later(of_5_37: Any) -> None:
    of_5_37.table("Roles", ROLE)
    of_5_37.table("Schemes", SCHEME)

    found = permissions(of_5_37)

    assert "scheme_id" not in found["roles"][0]
    assert list(found["schemes"][0])[-6:] == DEFAULTS


def test_nulls_do_no_harm(installation: Any) -> None:
    installation.table("Roles", {"Id": "empty"})

    (role,) = permissions(installation)["roles"]

    assert role["permissions"] == []
    assert role["built_in"] is None


def test_empty_tables_are_empty_lists(installation: Any) -> None:
    assert permissions(installation) == {"roles": [], "schemes": []}


def test_a_missing_right_costs_one_table(
    on_postgres: Any, reader: sqlalchemy.Engine, recwarn: pytest.WarningsRecorder
) -> None:
    on_postgres.table("Roles", ROLE)
    on_postgres.execute("GRANT SELECT ON Roles TO certified")

    assert list(permissions(on_postgres, engine=reader)) == ["roles"]
    assert "permission denied for table schemes" in str(recwarn.pop(UserWarning).message)


def test_too_many_rows_are_cut_with_a_warning(
    installation: Any, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 2)
    installation.table("Roles", *(ROLE | {"Id": f"r{n}", "Name": f"n{n}"} for n in range(3)))

    assert [role["id"] for role in permissions(installation)["roles"]] == ["r0", "r1"]
    assert str(recwarn.pop(UserWarning).message) == (
        "Roles has more than 2 rows; the others are left out."
    )
