"""`jobs.yaml`: the last runs of the jobs that support asks about."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from support_packet import N_, Mattermost, PacketFile, Row, dump_yaml, hookimpl

from support_packet_diagnostics._declaration import declare
from support_packet_diagnostics._omissions import Omissions
from support_packet_diagnostics._times import rfc3339

SECONDS = 5
MAX_SECONDS = 20

TYPES: Mapping[str, str] = {
    "ldap_sync_jobs": "ldap_sync",
    "data_retention_jobs": "data_retention",
    "message_export_jobs": "message_export",
    "elastic_post_indexing_jobs": "elasticsearch_post_indexing",
    "elastic_post_aggregation_jobs": "elasticsearch_post_aggregation",
    "migration_jobs": "migrations",
}
"""The type of job behind each key, in the order of the server's own file."""

_STATEMENT = (
    "SELECT Id, Type, Priority, CreateAt, StartAt, LastActivityAt, Status, Progress, {data} "
    "FROM Jobs WHERE Type = :type ORDER BY CreateAt DESC, Id LIMIT 5"
)
# Its driver would fail over a number with thousands of digits, which JSON allows.
_DATA = {"postgres": "CAST(Data AS text)"}
_MAX_DEPTH = 20


def jobs_yaml(mattermost: Mattermost) -> str:
    """Return the five newest jobs of each type, newest first."""
    omissions = Omissions(MAX_SECONDS)
    jobs = {
        key: omissions.ask(key, partial(_jobs, mattermost, kind)) for key, kind in TYPES.items()
    }
    omissions.report()
    return dump_yaml({key: found for key, found in jobs.items() if found is not None})


def _jobs(mattermost: Mattermost, kind: str) -> list[dict[str, Any]]:
    statement = _STATEMENT.format(data=_DATA.get(mattermost.database, "Data"))
    return [job(row) for row in mattermost.query(statement, seconds=SECONDS, type=kind)]


def job(row: Row) -> dict[str, Any]:
    """Return one row of `Jobs` as the server's packet has it."""
    job_id, kind, priority, created, started, active, status, progress, data = row
    return {
        "id": job_id,
        "type": kind,
        "priority": priority,
        "create_at": rfc3339(created),
        "start_at": rfc3339(started),
        "last_activity_at": rfc3339(active),
        "status": status,
        "progress": progress,
        "data": _data(data),
    }


def _data(stored: Any) -> Any:
    """Return the job's own notes, JSON; text that is not, or too deep for a reader, as it is."""
    if not isinstance(stored, str | bytes):
        return stored
    try:
        value = json.loads(stored)
    except (ValueError, RecursionError):
        return stored
    return stored if _is_deeper(value, _MAX_DEPTH) else value


def _is_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        return False
    return levels == 0 or any(_is_deeper(each, levels - 1) for each in inner)


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `jobs.yaml`."""
    return declare(
        name="jobs.yaml",
        collect=lambda: jobs_yaml(mattermost),
        title=N_("Jobs"),
        description=N_("The last runs of LDAP synchronization, retention, export and indexing."),
        order=64,
        reads=("Jobs",),
    )
