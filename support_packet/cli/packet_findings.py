"""What a packet would hold at this moment, file by file and service by service."""

from collections.abc import Iterable, Iterator

from support_packet.cli.finding import Finding, missing, note, ok
from support_packet.host.collection import LEFT_OUT
from support_packet.host.plugins import Collectors
from support_packet.host.preview import FilePreview, Preview
from support_packet.host.problems import Problem
from support_packet.mattermost.installation import Mattermost

_SERVICES = {
    "ldap_facts": ("LDAP", ("LdapSettings.Enable", "LdapSettings.EnableSync")),
    "elasticsearch_facts": (
        "Elasticsearch",
        (
            "ElasticsearchSettings.EnableIndexing",
            "ElasticsearchSettings.EnableSearching",
            "ElasticsearchSettings.EnableAutocomplete",
        ),
    ),
}
"""The services that a packet tells of, by entry point: name, and settings that switch it on."""


def examine_packet(
    mattermost: Mattermost, collectors: Collectors, preview: Preview
) -> Iterator[Finding]:
    """Yield a finding for each service and file, and for what no other finding has said yet."""
    yield from _services(mattermost, collectors, preview)
    yield from map(_file, preview.files)
    database = (*mattermost.database_failures.values(), mattermost.database_problem)
    already_told = tuple(filter(None, database))
    for problem in preview.problems:
        if _entry_point(problem) not in _SERVICES and not problem.what.endswith(already_told):
            yield missing(_entry_point(problem) or "packages", str(problem))
    incomplete = {file.origin for file in preview.files if file.problems}
    for told in preview.notices:
        # A built-in notice says of a missing file what its own finding says.
        if not (told.origin.built_in and told.origin in incomplete):
            text = told.notice.text.replace("[", "").replace("]", "")
            yield note("notice", f"{text} {told.notice.url or ''}".rstrip())
    for state in collectors.states:
        if state.state == "blocked" and state.entry_point not in _SERVICES:
            yield note(state.entry_point, "blocked by SUPPORT_PACKET_BLOCKED_COLLECTORS")


def _services(
    mattermost: Mattermost, collectors: Collectors, preview: Preview
) -> Iterator[Finding]:
    loaded = {one.origin.entry_point for one in collectors.loaded}
    for entry_point, (service, switches) in _SERVICES.items():
        problems = [one for one in preview.problems if _entry_point(one) == entry_point]
        if entry_point not in loaded:
            yield missing(service, f"the collector {entry_point} is blocked or did not load")
        elif problems:
            yield missing(service, _joined(problems))
        elif any(map(mattermost.config.flag, switches)):
            yield ok(service, "answers")
        else:
            yield ok(service, "not switched on")


def _file(file: FilePreview) -> Finding:
    if file.problems:
        return missing(file.name, _joined(file.problems))
    size = "" if file.size is None else f", {file.size:,} bytes"
    asked_for = "" if file.default else ", only for who asks for it"
    return ok(file.name, f"{file.title or file.origin}{size}{asked_for}")


def _joined(problems: Iterable[Problem]) -> str:
    return " ".join(
        f"{problem.text.removeprefix(LEFT_OUT)} {problem.remedy}".rstrip() for problem in problems
    )


def _entry_point(problem: Problem) -> str:
    return problem.origin.entry_point if problem.origin else ""
