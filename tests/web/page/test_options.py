"""Groups and options on the page, and options in the address of a packet, from the real server."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from support.archive.entries import read
from support.distributions.disk import InstalledPackages
from support.distributions.waiting import eventually
from support.serving.program import PATH, Answer, Program, serving

from demo.installation import Installation

PAGE = "/support_packet"
ALIAS = "/api/v4/system/support_packet"
SOURCE = """
@hookimpl
def packet_options():
    choices = {"1": "One day", "7": "One week"}
    return PacketOption("days", choices, title="Period", default="1")

@hookimpl
def packet_files(request):
    days, purpose = request.option("days"), request.purpose
    yield PacketFile("author/days.txt", lambda: f"{purpose} {days}", group="Reports")
    yield PacketFile("author/other.txt", lambda: "x")
"""


@pytest.fixture(scope="module")
def offering(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """Return a server with a package that offers an option."""
    packages = tmp_path_factory.mktemp("site-packages")
    InstalledPackages(packages).install("author", SOURCE)
    folder = tmp_path_factory.mktemp("offering")
    with serving(installation.directory, folder, PYTHONPATH=str(packages)) as program:
        yield program


def get(program: Program, installation: Installation, path: str) -> Answer:
    return program.request("GET", path, Authorization=f"Bearer {installation.tokens['admin']}")


def headings(page: str) -> list[str]:
    return re.findall(r'<h3 class="group"[^>]*>([^<]*)</h3>', page)


def test_files_are_below_their_groups_and_the_others_come_last(
    offering: Program, installation: Installation
) -> None:
    page = get(offering, installation, PAGE).body.decode()

    assert headings(page) == ["Server and configuration", "Logs", "Reports", "Other"]


def test_an_option_is_a_list_in_the_group_of_its_collector(
    offering: Program, installation: Installation
) -> None:
    page = get(offering, installation, PAGE).body.decode()

    reports = page.partition(">Reports</h3>")[2].partition("<h3")[0]
    assert ">Period</label>" in reports
    assert '<select id="option-1" name="option">' in reports
    assert re.search(r'<option value="author.days:1" selected[^>]*>One day<', reports)
    assert re.search(r'<option value="author.days:7"(?! selected)[^>]*>One week<', reports)


def test_the_page_keeps_a_choice_and_hands_it_to_previews(
    offering: Program, installation: Installation
) -> None:
    page = get(offering, installation, f"{PAGE}?option=author.days:7").body.decode()
    query = "?preview=author/days.txt&option=author.days:7"
    shown = get(offering, installation, PAGE + query).body.decode()

    assert re.search(r'value="author.days:7" selected', page)
    # The button sends the whole form.
    assert re.search(r'name="preview" formaction="[^"]+" value="author/days.txt"', page)
    assert ">page 7</pre>" in shown


@pytest.mark.parametrize("path", [PATH, ALIAS])
def test_a_choice_reaches_the_packet_and_the_audit_line(
    offering: Program, installation: Installation, path: str
) -> None:
    answer = get(offering, installation, f"{path}?option=author.days:7")

    assert read(answer.body)["author/days.txt"] == b"packet 7"
    request_id = str(answer.headers["X-Request-Id"])

    def audits() -> list[dict[str, Any]]:
        return [line for line in offering.audit() if line["request_id"] == request_id]

    # It comes after the end of the answer.
    assert eventually(lambda: bool(audits()))
    assert [audit["options"] for audit in audits()] == [["author.days:7"]]


@pytest.mark.parametrize("path", [PATH, ALIAS, PAGE])
def test_an_unknown_choice_is_a_400_that_names_the_known_ones(
    offering: Program, installation: Installation, path: str
) -> None:
    answer = get(offering, installation, f"{path}?option=author.days:8")

    assert answer.status == 400
    assert "author.days:1, author.days:7" in answer.body.decode()
