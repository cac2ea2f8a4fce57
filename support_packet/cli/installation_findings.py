"""What can be said of an installation before any collector is asked."""

import time
from collections.abc import Iterator

from support_packet.cli.finding import Finding, missing, note, ok
from support_packet.errors import DatabaseError
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings


def examine_installation(mattermost: Mattermost, settings: Settings) -> Iterator[Finding]:
    """Yield one finding for each area."""
    yield ok("directory", str(mattermost.directory))
    yield ok("configuration", mattermost.config.source)
    yield _environment(mattermost)
    yield _database(mattermost)
    yield _license(mattermost, settings)
    yield _logs(mattermost)
    yield _plugins(mattermost)


def _environment(mattermost: Mattermost) -> Finding:
    names = mattermost.config.overridden
    if not names:
        return ok("environment", "no setting comes from the environment")
    return ok("environment", f"{len(names)} settings come from it: {', '.join(sorted(names))}")


def _database(mattermost: Mattermost) -> Finding:
    driver = mattermost.config.text("SqlSettings.DriverName")
    try:
        version = mattermost.rows.schema_version
    except DatabaseError as error:
        return missing("database", f"{error} Nobody can be recognised without it.")
    if version is None:
        return missing("database", f"{driver}, but it holds no version of Mattermost's schema")
    return ok("database", f"{driver}, schema of Mattermost {version}")


def _license(mattermost: Mattermost, settings: Settings) -> Finding:
    found = mattermost.license
    if found is not None:
        name = found.sku_name or found.sku_short_name or "licensed"
        return ok("licence", f"{name}, {found.state(round(time.time() * 1000))}")
    if settings.allow_unlicensed:
        return note("licence", "none, which SUPPORT_PACKET_ALLOW_UNLICENSED allows")
    return missing(
        "licence",
        "none is found, so requests are answered with status 403; "
        "SUPPORT_PACKET_ALLOW_UNLICENSED=true gives packets without one",
    )


def _logs(mattermost: Mattermost) -> Finding:
    log = mattermost.log("mattermost.log", "LogSettings")
    if log.size() is None:
        return missing("logs", f"{log.path}: no such log. Check LogSettings.FileLocation.")
    return ok("logs", str(log.path.parent))


def _plugins(mattermost: Mattermost) -> Finding:
    manifests = mattermost.manifests
    if manifests.error or manifests.problems:
        return missing("plugins", " ".join([manifests.error, *manifests.problems]).strip())
    return ok("plugins", f"{len(manifests.active)} active, {len(manifests.inactive)} inactive")
