"""Counts jobs that failed, with names that each release has."""

import sqlalchemy

from support_packet import DatabaseError, Mattermost, PacketFile, dump_yaml, hookimpl, warn


def failed_jobs(mattermost: Mattermost) -> dict[str, int]:
    rows = mattermost.query(
        "SELECT Type, COUNT(*) AS Failed FROM Jobs WHERE Status IN :some GROUP BY Type",
        some=["error", "warning"],
        seconds=2,
    )
    # Also row[0] and row["Failed"]; or unpacked: for kind, failed in rows.
    return {row.Type: int(row.Failed) for row in rows}


def collect(mattermost: Mattermost) -> str:
    found: dict[str, object] = {"jobs have data": "data" in mattermost.columns("Jobs")}
    try:
        # Other files of this package may ask for the same: it is counted once for a packet.
        found["failed"] = mattermost.once("failed jobs", lambda: failed_jobs(mattermost))
    except DatabaseError as error:
        warn("The jobs were not counted. %(why)s", why=str(error))
    with mattermost.connect() as connection:
        found["one"] = connection.execute(sqlalchemy.text("SELECT 1")).scalar_one()
    return dump_yaml(found)


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    return PacketFile("my-package/jobs.yaml", lambda: collect(mattermost), reads=("Jobs",))
