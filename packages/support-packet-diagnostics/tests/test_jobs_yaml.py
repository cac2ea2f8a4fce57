"""`jobs.yaml` on real databases."""

import json
from collections.abc import Callable

import pytest
from support_packet.testing import Author, Installation

from support_packet_diagnostics.jobs_yaml import TYPES

HOSTILE = "a: b\n- c '\" \u202e # {x} *alias &anchor !!python/object"
YEAR_9999 = 253_402_300_799_999


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


def test_there_are_the_five_newest_of_each_type(installation: Installation, jobs: Author) -> None:
    kinds = [*TYPES.values(), "plugins"]
    installation.table(
        "Jobs", *(row(10 * place + n, kind) for place, kind in enumerate(kinds) for n in range(7))
    )

    found = jobs.packet().yaml("jobs.yaml")

    assert list(found) == list(TYPES)
    assert [job["id"] for job in found["ldap_sync_jobs"]] == [f"job{n}" for n in (6, 5, 4, 3, 2)]
    assert {job["type"] for job in found["migration_jobs"]} == {"migrations"}


@pytest.mark.usefixtures("berlin")
def test_a_job_has_the_keys_and_the_times_of_the_servers_own_packet(
    installation: Installation, jobs: Author
) -> None:
    installation.table("Jobs", row(7, "migrations"))

    (job,) = jobs.packet().yaml("jobs.yaml")["migration_jobs"]

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


def test_an_old_release_keeps_the_data_as_text(installation: Installation, jobs: Author) -> None:
    installation.release = "5.37"
    installation.table("Jobs", row(1, "ldap_sync"), row(2, "ldap_sync", Data="no json"))

    assert [job["data"] for job in jobs.packet().yaml("jobs.yaml")["ldap_sync_jobs"]] == [
        "no json",
        {"result": HOSTILE},
    ]


DEEP = "[" * 30 + "]" * 30
LONG = "9" * 5000


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("null", None),
        ('"text"', "text"),
        ("[1, 2.5]", [1, 2.5]),
        (DEEP, DEEP),
        (LONG[:4000], int(LONG[:4000])),
        (LONG, LONG),
        ('{"a": 1, "b": null}', {"a": 1, "b": None}),
    ],
    ids=["null", "text", "list", "deep", "large", "too-large", "null-within"],
)
def test_strange_data_stay_readable(
    installation: Installation, jobs: Author, data: str, found: object
) -> None:
    installation.table("Jobs", row(1, "ldap_sync", Data=data))

    (job,) = jobs.packet().yaml("jobs.yaml")["ldap_sync_jobs"]

    assert job["data"] == found


@pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
def test_values_of_the_wrong_type_cost_nothing(installation: Installation, jobs: Author) -> None:
    """SQLite takes anything into any column."""
    wrong = {"CreateAt": "yesterday", "StartAt": 2.5, "Progress": "half", "Data": b"\xff\x00"}
    installation.table("Jobs", row(1, "ldap_sync", **wrong))

    (job,) = jobs.packet().yaml("jobs.yaml")["ldap_sync_jobs"]

    assert (job["create_at"], job["start_at"], job["progress"]) == (None, None, "half")
    assert job["data"] == "/wA="


def test_nulls_stay_nulls(installation: Installation, jobs: Author) -> None:
    installation.table("Jobs", {"Id": "empty", "Type": "ldap_sync"})

    (job,) = jobs.packet().yaml("jobs.yaml")["ldap_sync_jobs"]

    assert {key: value for key, value in job.items() if value is not None} == {
        "id": "empty",
        "type": "ldap_sync",
    }


def test_numbers_may_be_any(installation: Installation, jobs: Author) -> None:
    most = 2**63 - 1
    installation.table(
        "Jobs",
        row(1, "ldap_sync", CreateAt=YEAR_9999, StartAt=-1, LastActivityAt=most, Progress=-most),
    )

    (job,) = jobs.packet().yaml("jobs.yaml")["ldap_sync_jobs"]

    assert job["start_at"] is not None
    assert job["last_activity_at"] is None
    assert job["progress"] == -most


def test_an_empty_table_has_empty_lists(installation: Installation, jobs: Author) -> None:
    installation.table("Jobs")

    assert jobs.packet().yaml("jobs.yaml") == {key: [] for key in TYPES}


@pytest.mark.parametrize("driver", ["postgres"], indirect=True)
def test_without_the_right_there_is_no_file(
    installation: Installation, jobs: Author, become_reader: Callable[..., None]
) -> None:
    installation.table("Jobs")
    become_reader()

    made = jobs.packet()

    assert made.names == []
    assert "jobs" in made.warnings[0]
