"""`warning.txt`: one entry for each problem, which nobody can forge."""

from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem, one_line, warning_text

ORIGIN = CollectorId("example", "1.0", "point")


def test_an_entry_names_file_package_problem_and_remedy() -> None:
    problems = [
        Problem("It is missing.", "a.txt", ORIGIN, "Make it."),
        Problem("Something is wrong."),
    ]

    assert warning_text(problems) == (
        "This packet is not complete, or something about it needs attention.\n"
        "Each entry names one problem and, where there is one, its remedy.\n"
        "\n"
        "1. a.txt\n"
        "   Package: example 1.0, entry point point\n"
        "   Problem: It is missing.\n"
        "   To do:   Make it.\n"
        "\n"
        "2. The packet\n"
        "   Problem: Something is wrong.\n"
    )


def test_a_problem_is_also_one_sentence() -> None:
    problem = Problem("It is missing.", "a.txt", ORIGIN, "Make it.")

    assert str(problem) == "a.txt: It is missing. (example 1.0, entry point point) Make it."
    assert str(Problem("It is missing.")) == "It is missing."


def test_a_line_is_printable_and_bounded() -> None:
    assert one_line(" a\n\n2. forged\x1b[31m\u202e\ud800 b ") == "a 2. forged [31m b"
    assert len(one_line("x" * 10_000_000)) == 1001
