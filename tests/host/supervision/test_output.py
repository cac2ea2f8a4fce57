"""What a package writes: without secrets, bounded, and with the collector's name."""

from support_packet.host.supervision.output import MAX_LINES, Output, redacting

TOKEN = "pl2ok9ij3uh8yg7tf5rd4es6"


def written(*texts: str) -> list[str]:
    lines: list[str] = []
    with redacting(lambda text: text.replace(TOKEN, "***")):
        output = Output("package")
    for text in texts:
        output.write(text, lines.append)
    output.close()
    return lines


def test_each_line_has_the_name() -> None:
    assert written("one\ntwo", "\n", "\n", "three") == [
        "package: one",
        "package: two",
        "package: three",
    ]


def test_a_secret_is_removed_however_it_is_written() -> None:
    assert written(*TOKEN, "\n") == ["package: ***"]


def test_without_known_secrets_rules_find_them() -> None:
    lines: list[str] = []
    output = Output("package")
    output.write("Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123\n", lines.append)
    output.close()

    assert "abcdefghijklmnopqrstuvwxyz" not in lines[0]


def test_lines_are_bounded_in_number_and_length() -> None:
    lines = written(*[f"{'x' * 500}\n"] * 1000)

    assert len(lines) <= MAX_LINES + 1
    assert "the rest is not logged" in lines[-1]
    assert len(written("x" * 5000)[0]) < 1100


def test_a_cut_leaves_no_part_of_a_secret() -> None:
    assert TOKEN[:5] not in "".join(written("x\n" + "y" * (64 * 1024 - 10) + TOKEN))
