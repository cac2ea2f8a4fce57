"""Reports of packets that have ended."""

from support_packet.host.packet import PacketReport
from support_packet.web.download.reports import Reports

REPORT = PacketReport(result="complete")


def test_a_report_is_for_its_owner_only() -> None:
    reports = Reports()
    reports.keep("request", "ada", REPORT)

    assert reports.find("request", "ada") is REPORT
    assert reports.find("request", "eve") is None
    assert reports.find("other request", "ada") is None


def test_nobody_owns_what_is_not_there() -> None:
    assert Reports().find("request", "") is None


def test_the_oldest_reports_make_room() -> None:
    reports = Reports(most=2)
    for request in ("first", "second", "third"):
        reports.keep(request, "ada", REPORT)

    found = [reports.find(request, "ada") for request in ("first", "second", "third")]

    assert found == [None, REPORT, REPORT]
