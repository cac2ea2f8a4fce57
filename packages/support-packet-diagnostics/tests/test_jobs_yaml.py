"""`jobs.yaml` on real databases."""

import json
from typing import Any

import pytest
import sqlalchemy
import yaml
from support_packet import DatabaseError

from support_packet_diagnostics.jobs_yaml import TYPES, jobs_yaml

HOSTILE = "a: b\n- c '\" \u202e # {x} *alias &anchor !!python/object"


def jobs(installation: Any, **options: Any) -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        jobs_yaml(installation.mattermost(**options))
    )
    return loaded


def row(number: int, kind: str, **columns: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "Id": f"job{number}",
        "Type": kind,
        "Priority": 0,
        "CreateAt": 1_795_000_000_000 + number,
        "StartAt": 1_795_000_001_500,
        "LastActivityAt": 0,
        "Status": "success",
        "Progress": 100,
        "Data": json.dumps({"result": HOSTILE}),
    }
    return usual | columns


def test_there_are_the_five_newest_of_each_type(installation: Any) -> None:
    kinds = [*TYPES.values(), "plugins"]
    installation.table(
        "Jobs", *(row(10 * place + n, kind) for place, kind in enumerate(kinds) for n in range(7))
    )

    found = jobs(installation)

    assert list(found) == list(TYPES)
    assert [job["id"] for job in found["ldap_sync_jobs"]] == [f"job{n}" for n in (6, 5, 4, 3, 2)]
    assert {job["type"] for job in found["migration_jobs"]} == {"migrations"}


@pytest.mark.usefixtures("berlin")
def test_a_job_has_the_keys_and_the_times_of_the_servers_own_packet(installation: Any) -> None:
    installation.table("Jobs", row(7, "migrations"))

    (job,) = jobs(installation)["migration_jobs"]

    assert list(job.items()) == [
        ("id", "job7"),
        ("type", "migrations"),
        ("priority", 0),
        ("create_at", "2026-11-18T12:06:40.007+01:00"),
        ("start_at", "2026-11-18T12:06:41.5+01:00"),
        ("last_activity_at", "1970-01-01T01:00:00+01:00"),
        ("status", "success"),
        ("progress", 100),
        ("data", {"result": HOSTILE}),
    ]


def test_an_old_release_keeps_the_data_as_text(of_5_37: Any) -> None:
    of_5_37.table("Jobs", row(1, "ldap_sync"), row(2, "ldap_sync", Data="no json"))

    assert [job["data"] for job in jobs(of_5_37)["ldap_sync_jobs"]] == [
        "no json",
        {"result": HOSTILE},
    ]


def test_nulls_stay_nulls(installation: Any) -> None:
    installation.table("Jobs", {"Id": "empty", "Type": "ldap_sync"})

    (job,) = jobs(installation)["ldap_sync_jobs"]

    assert {key: value for key, value in job.items() if value is not None} == {
        "id": "empty",
        "type": "ldap_sync",
    }


def test_an_empty_table_has_empty_lists(installation: Any) -> None:
    assert jobs(installation) == {key: [] for key in TYPES}


def test_without_the_right_there_is_no_file(on_postgres: Any, reader: sqlalchemy.Engine) -> None:
    with pytest.raises(DatabaseError, match="permission denied for table jobs"):
        jobs(on_postgres, engine=reader)
