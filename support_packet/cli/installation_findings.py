"""What can be said about an installation before any collector is called."""

import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from support_packet.cli.finding import Finding, missing, note, ok
from support_packet.errors import CollectError, DatabaseError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.license import License
from support_packet.mattermost.logs.log_file import LogFile
from support_packet.settings import Settings

_MAY_BE_ENTRY = (
    "A server of release 11 or later may be running as Entry, which can't be seen from outside it: "
    "then set that."
)
_MORE_OF_STATE = {
    "valid": "",
    "not yet valid": "; the server accepts it",
    "within grace": "; the server removes it ten days after it expired: renew it",
    "expired": "; the server is about to remove it: renew it",
}

_DAYS = 7
_MAX_ROTATED = 100

_SAMPLE = "mostest@"
_SAMPLE_HINT = (
    "This is the data source of Mattermost's sample configuration: name the file with the "
    "server's variables by --env-file. "
)


def examine_installation(mattermost: Mattermost, settings: Settings) -> Iterator[Finding]:
    """Yield one finding for each area; for logs and plugins only if they are there.

    What is missing of these two shows in the files that are made of them.
    """
    yield ok("directory", str(mattermost.directory))
    yield ok("configuration", mattermost.config.source)
    yield _environment(mattermost)
    database = _database(mattermost)
    yield database
    yield _license(mattermost, settings, readable=database.state != "missing")
    yield from _logs(mattermost, settings)
    yield from _plugins(mattermost)


def _environment(mattermost: Mattermost) -> Finding:
    names = mattermost.config.overridden
    if not names:
        return ok("environment", "no setting comes from the environment")
    come = "setting comes" if len(names) == 1 else "settings come"
    return ok("environment", f"{len(names)} {come} from it: {', '.join(sorted(names))}")


def _database(mattermost: Mattermost) -> Finding:
    driver = mattermost.config.text("SqlSettings.DriverName")
    try:
        mattermost.check_access_tables()
        version = mattermost.rows.schema_version
    except DatabaseError as error:
        hint = _SAMPLE_HINT if _SAMPLE in mattermost.config.text("SqlSettings.DataSource") else ""
        return missing(
            "database", f"{error} {hint}Without it, we can't check who may download a packet."
        )
    if version is None:
        return missing(
            "database",
            f"{driver}, but it has no version of Mattermost's schema. Check that "
            "SqlSettings.DataSource names the database that Mattermost uses.",
        )
    found = f"{driver}, {_release(mattermost, version)}"
    if failures := mattermost.database_failures:
        causes = " ".join(f"{setting}: {cause}" for setting, cause in failures.items())
        return note("database", f"{found}, from a replica. {causes}")
    return ok("database", found)


def _release(mattermost: Mattermost, schema_version: str) -> str:
    """Return the server's release, also where the schema only has the number of a migration."""
    if not mattermost.rows.has_migrations:
        return f"Mattermost {schema_version}"
    if version := mattermost.server.version:
        return f"Mattermost {version}"
    return "Mattermost; its release is in no log, and it doesn't run at its listen address"


def _license(mattermost: Mattermost, settings: Settings, *, readable: bool) -> Finding:
    """Examine the license; only with a `readable` database is it certain that there is none."""
    if mattermost.license:
        return _licensed(mattermost.license)
    why = mattermost.license_problem or "none in MM_LICENSE, the database or a file."
    if settings.allow_unlicensed:
        return note("license", f"{why} SUPPORT_PACKET_ALLOW_UNLICENSED permits that.")
    if not readable and not mattermost.license_problem:
        return note("license", "unknown while the database cannot be read")
    refused = "Requests get HTTP status 403, unless SUPPORT_PACKET_ALLOW_UNLICENSED=true."
    # Only a server without any license runs as Entry, and its database does not show that.
    entry = "" if mattermost.license_problem else f" {_MAY_BE_ENTRY}"
    return missing("license", f"{why} {refused}{entry}")


def _licensed(found: License) -> Finding:
    name = found.sku_name or found.sku_short_name or "licensed"
    state = found.state(round(time.time() * 1000))
    say = ok if state == "valid" else note
    return say("license", f"{name}, {state}{_MORE_OF_STATE[state]}")


def _logs(mattermost: Mattermost, settings: Settings) -> Iterator[Finding]:
    def found() -> str:
        log = mattermost.log("mattermost.log", "LogSettings")
        if log.size() is None:
            return ""
        left_out = "" if settings.rotated_log_days else _left_out(log)
        return f"{log.path.parent}{left_out}"

    # The finding for the log says what is missing here.
    with suppress(NoAnswerError, CollectError):
        place = mattermost.directory / "logs"
        if text := read_within(mattermost.network_timeout, place, found):
            yield ok("logs", text)


def _left_out(log: LogFile) -> str:
    """Count the recently rotated logs that are not sent because the setting for them is 0."""
    count = sum(1 for _ in islice(log.rotated(days=_DAYS), _MAX_ROTATED))
    if not count:
        return ""
    more = " or more" if count == _MAX_ROTATED else ""
    return (
        f"; rotated in the last {_DAYS} days: {count}{more}, left out unless "
        "SUPPORT_PACKET_ROTATED_LOG_DAYS is set"
    )


def _plugins(mattermost: Mattermost) -> Iterator[Finding]:
    found = mattermost.manifests
    if not found.error and not found.problems:
        yield ok("plugins", f"{len(found.active)} active, {len(found.inactive)} inactive")
