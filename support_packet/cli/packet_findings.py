"""What a packet would contain now, file by file and service by service."""

from collections.abc import Iterable, Iterator

from support_packet.cli.finding import Finding, missing, note, ok
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.facts import Service
from support_packet.host.preview.file_preview import FilePreview
from support_packet.host.preview.packet_preview import NoticePreview, Preview
from support_packet.host.problems import Kind, Problem
from support_packet.values.message import in_sentences
from support_packet.values.reason import Cause


def examine_packet(collectors: Collectors, preview: Preview) -> Iterator[Finding]:
    """Yield a finding for each service and file, and for what no other finding says."""
    yield from map(_service, preview.services)
    yield from map(_file, preview.files)
    # The line of the database says what is wrong with it.
    yield from (_problem(problem) for problem in preview.problems if not _of_database(problem))
    incomplete = {file.origin for file in preview.files if _is_incomplete(file)}
    # The line of an incomplete file says what to do, as its collector's notice does.
    yield from (_notice(notice) for notice in preview.notices if notice.origin not in incomplete)
    for state in collectors.states:
        if state.state == "blocked":
            yield note(state.entry_point, "blocked by SUPPORT_PACKET_BLOCKED_COLLECTORS")


def _of_database(problem: Problem) -> bool:
    return problem.kind is Kind.DATABASE or problem.cause is Cause.DATABASE


def _problem(problem: Problem) -> Finding:
    area = problem.origin.entry_point if problem.origin else "packages"
    match problem.kind:
        case Kind.WARNING:
            # A hook's warnings are about Mattermost, not about the hook.
            return missing(area, problem.explanation)
        case Kind.NOT_LOADED:
            return missing(area, f"could not be loaded{_package(problem)}: {problem.explanation}")
    return missing(area, str(problem))


def _package(problem: Problem) -> str:
    """Return whose collector it is, unless the explanation says so."""
    if problem.origin is None:
        return ""
    package = f"{problem.origin.distribution} {problem.origin.version}".strip()
    return "" if package in problem.explanation else f" ({package})"


def _is_incomplete(file: FilePreview) -> bool:
    return any(problem.kind is not Kind.WARNING for problem in file.problems)


def _service(service: Service) -> Finding:
    if service.problems:
        return missing(service.title, _explanations(service.problems))
    return ok(service.title, "responds" if service.enabled else "not enabled")


def _file(file: FilePreview) -> Finding:
    if file.problems:
        return missing(file.name, _explanations(file.problems))
    size = "" if file.size is None else f", {file.size:,} bytes"
    on_request = "" if file.default else ", only on request"
    text = f"{file.title!s}{size}{on_request}"
    if count := file.facts_missing:
        # The lines of the services say why.
        values = "value is" if count == 1 else "values are"
        return note(file.name, f"{text}: {count} {values} missing")
    return ok(file.name, text)


def _notice(notice: NoticePreview) -> Finding:
    text = str(notice.message).replace("[", "").replace("]", "")
    return note("notice", f"{text} {notice.url or ''}".rstrip())


def _explanations(problems: Iterable[Problem]) -> str:
    return in_sentences(*(problem.explanation for problem in problems))
