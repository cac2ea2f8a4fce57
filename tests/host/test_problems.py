"""`warning.txt`: one entry for each problem, which no package can forge."""

import pytest

from support_packet.errors import CollectError
from support_packet.host.origin import CollectorId
from support_packet.host.problems import (
    Kind,
    Problem,
    file_problem,
    one_line,
    one_line_message,
    warning_text,
)
from support_packet.values.message import Message
from support_packet.values.reason import Reason

ORIGIN = CollectorId("example", "1.0", "point")
DISK = Reason(Message("The disk is full."), Message("Empty it."))


def test_an_entry_says_what_is_missing_why_and_what_to_do() -> None:
    problems = [
        file_problem(Kind.LEFT_OUT, "a.txt", DISK, ORIGIN),
        Problem(
            Kind.CONFIGURATION, Message("Something is wrong"), Reason(Message("It is broken."))
        ),
    ]

    assert warning_text(problems) == (
        "This packet is not complete, or something about it needs attention.\n"
        "Each entry names one problem, its cause and, where there is one, its remedy.\n"
        "\n"
        "1. a.txt is not in the packet\n"
        "   From:   example 1.0, entry point point\n"
        "   Why:    The disk is full.\n"
        "   To do:  Empty it.\n"
        "\n"
        "2. Something is wrong\n"
        "   Why:    It is broken.\n"
    )


def test_a_problem_is_also_one_sentence() -> None:
    problem = file_problem(Kind.CUT_SHORT, "a.txt", DISK, ORIGIN)

    assert str(problem) == (
        "a.txt ends early (example 1.0, entry point point): The disk is full. Empty it."
    )
    assert problem.explanation == "The disk is full. Empty it."


def test_a_defect_says_what_to_do() -> None:
    reason = Reason(Message("ValueError"), defect=True)

    problem = file_problem(Kind.LEFT_OUT, "a.txt", reason, ORIGIN)

    assert str(problem.why) == "ValueError"
    assert "SUPPORT_PACKET_BLOCKED_COLLECTORS=point" in str(problem.remedy)


def test_a_remedy_follows_a_full_stop() -> None:
    reason = Reason(Message("No such file: %(path)s", path="/x"), Message("Correct its name."))

    problem = file_problem(Kind.LEFT_OUT, "a.txt", reason, ORIGIN)

    assert problem.explanation == "No such file: /x. Correct its name."
    assert str(problem).endswith(": No such file: /x. Correct its name.")
    error = CollectError("No such file: %(path)s", remedy="Correct its name.", path="/x")
    assert str(error) == problem.explanation


@pytest.mark.parametrize("kind", [Kind.LEFT_OUT, Kind.CUT_SHORT, Kind.WARNING])
def test_all_texts_can_be_changed(kind: Kind) -> None:
    problem = file_problem(kind, "full.txt", DISK, ORIGIN)

    changed = problem.changed(lambda text: text.replace("full", "***").replace("Empty", "Fill"))

    assert "full" not in str(changed)
    assert changed.file == "***.txt"
    assert changed.headline.values == {"file": "***.txt"}
    assert str(changed.remedy) == "Fill it."


def test_a_line_is_printable_and_bounded() -> None:
    assert one_line(" a\n\n2. forged\x1b[31m\u202e\ud800 b ") == "a 2. forged [31m b"
    assert len(one_line("x" * 10_000_000)) == 1001


def test_a_message_of_several_lines_becomes_text_of_one() -> None:
    fine = Message("No such file: %(path)s", path="/a")

    assert one_line_message(fine) is fine
    assert one_line_message(Message("a %(b)s", b="2\n3. forged")) == Message("a 2 3. forged")
