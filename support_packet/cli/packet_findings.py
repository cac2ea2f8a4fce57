"""What a packet would hold at this moment, file by file and service by service."""

from collections.abc import Iterable, Iterator

from support_packet.cli.finding import Finding, missing, note, ok
from support_packet.mattermost.configuration.config import Config
from support_packet.plugins import Collectors
from support_packet.preview import FilePreview, Preview
from support_packet.problems import Problem

_SERVICES = {
    "ldap_facts": ("LDAP", ("LdapSettings.Enable", "LdapSettings.EnableSync")),
    "elasticsearch_facts": (
        "Elasticsearch",
        ("ElasticsearchSettings.EnableIndexing", "ElasticsearchSettings.EnableSearching"),
    ),
}
"""The services that a packet tells of, by entry point: name, and settings that switch it on."""


def examine_packet(config: Config, collectors: Collectors, preview: Preview) -> Iterator[Finding]:
    """Yield a finding for each service, file, problem and notice of a packet."""
    loaded = {one.origin.entry_point for one in collectors.loaded}
    for entry_point, (service, switches) in _SERVICES.items():
        problems = [one for one in preview.problems if _entry_point(one) == entry_point]
        if entry_point not in loaded:
            yield missing(service, f"the collector {entry_point} is blocked or did not load")
        elif problems:
            yield missing(service, _joined(problems))
        elif any(map(config.flag, switches)):
            yield ok(service, "answers")
        else:
            yield ok(service, "not switched on")
    yield from map(_file, preview.files)
    for problem in preview.problems:
        if _entry_point(problem) not in _SERVICES:
            yield missing(
                problem.origin.entry_point if problem.origin else "packages", str(problem)
            )
    for told in preview.notices:
        yield note("notice", f"{told.notice.text} {told.notice.url or ''}".rstrip())


def _file(file: FilePreview) -> Finding:
    if file.problems:
        return missing(file.name, _joined(file.problems))
    size = "" if file.size is None else f", {file.size:,} bytes"
    asked_for = "" if file.default else ", only for who asks for it"
    return ok(file.name, f"{file.title or file.origin}{size}{asked_for}")


def _joined(problems: Iterable[Problem]) -> str:
    return " ".join(f"{problem.what} {problem.remedy}".rstrip() for problem in problems)


def _entry_point(problem: Problem) -> str:
    return problem.origin.entry_point if problem.origin else ""
