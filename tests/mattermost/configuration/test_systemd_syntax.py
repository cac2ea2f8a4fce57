"""systemd's environment files, assignment by assignment."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.configuration import systemd_syntax


def assignments(text: str, told: list[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield what systemd takes; `told` gets what it only logs."""
    return systemd_syntax.assignments(text, ([] if told is None else told).append)


NAME = "MM_NAME"


@for_each(
    ("text", "value"),
    [
        ("a", "a"),
        ("", ""),
        ("  a b\t \n", "a b"),
        ("a#b ; c", "a#b ; c"),
        ("a=b=c", "a=b=c"),
        ("$HOME ${HOME} %h", "$HOME ${HOME} %h"),
        ("'a b '", "a b "),
        ('"a b "  ', "a b "),
        ("'a\\n$'", "a\\n$"),
        ('"a\\"b\\\\c\\$d\\`e"', 'a"b\\c$d`e'),
        ('"a\\nb"', "a\\nb"),
        ('"a\\\nb"', "ab"),
        ("'a\nb'", "a\nb"),
        ('"a\nb"', "a\nb"),
        ("'a'\"b\" 'c' d'e'", "abcd'e'"),
        ("it's", "it's"),
        ('a"b"', 'a"b"'),
        ("a\\ b\\\\c\\n", "a b\\cn"),
        ("a\\\nb", "ab"),
        ("a\\\n  b", "a  b"),
        ("a \\\n", "a "),
        ("a\\  ", "a "),
        ("a  \\", "a  "),
        ("a\rX=1", "a"),
        ("''", ""),
        ("\\'a'", "'a'"),
    ],
)
def test_a_value_is_read_as_systemd_reads_it(text: str, value: str) -> None:
    assert next(assignments(f"{NAME}={text}")) == (NAME, value)


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}=1\n",
        f"{NAME}=1",
        f"\n\t {NAME} \t= 1\r\n",
        f"# A=2\n;B=3\n  # it's\n{NAME}=1\n#",
        f"# goes on \\\n{NAME}=1",
        f"{NAME}=1 \r\n\r\n",
    ],
)
def test_comments_and_blanks_around_do_not_count(text: str) -> None:
    assert list(assignments(text)) == [(NAME, "1")]


def test_every_assignment_is_given_in_order() -> None:
    assert list(assignments("A=1\nB='2'\nA=3\n")) == [("A", "1"), ("B", "2"), ("A", "3")]


@pytest.mark.parametrize(
    ("text", "complaint", "rest"),
    [
        ("A=1\nhunter2\nB=2", "line 2: no '='", {"A": "1", "B": "2"}),
        ("ulimit -n 65536\nB=2", "line 1: no '='", {"B": "2"}),
        ("A=1\n\nhunter2", "line 3: no '='", {"A": "1"}),
        ("export A=hunter2\nB=2", "line 1: no valid name before '='", {"B": "2"}),
        ("=hunter2\nB=2", "line 1: no '='", {"B": "2"}),
        ("A=1\n2A=hunter2", "line 2: no valid name before '='", {"A": "1"}),
        ("A-B=hunter2", "line 1: no valid name before '='", {}),
        ("\ufeffA=hunter2\nB=2", "line 1: no valid name before '='", {"B": "2"}),
        ('A=1\nB="hunter2\nC=3\n', "line 2: a quote is never closed", {"B": "hunter2\nC=3\n"}),
        ("A='hunter2", "line 1: a quote is never closed", {"A": "hunter2"}),
        ("A='1''hunter2", "line 1: a quote is never closed", {"A": "1hunter2"}),
        ('A="hunter2\\"', "line 1: a quote is never closed", {"A": 'hunter2"'}),
    ],
)
def test_what_systemd_ignores_is_reported_by_line_without_the_value(
    text: str, complaint: str, rest: dict[str, str]
) -> None:
    told: list[str] = []

    assert dict(assignments(text, told)).items() >= rest.items()
    assert len(told) == 1
    assert told[0].startswith(complaint)
    assert "hunter2" not in told[0]


def test_systemd_does_not_start_a_server_with_other_encodings() -> None:
    with pytest.raises(ValueError, match="line 2: not valid UTF-8"):
        list(assignments("# \udce9 in a comment does not matter\nA=caf\udce9\n"))


LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)


@given(st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]*", fullmatch=True), LINES))
def test_any_value_survives_single_quotes_and_backslashes(values: dict[str, str]) -> None:
    quoted = {name: value.replace("'", "'\"'\"'") for name, value in values.items()}
    text = "".join(f"{name}='{value}'\n" for name, value in quoted.items())

    assert dict(assignments(text)) == values


@given(st.text("A=\\'\"# \t\n;$", max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert all(name.isidentifier() for name, _ in assignments(text))
