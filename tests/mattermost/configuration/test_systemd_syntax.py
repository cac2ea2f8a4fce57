"""systemd's environment files, assignment by assignment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.mattermost.configuration.systemd_syntax import assignments

NAME = "MM_NAME"


@pytest.mark.parametrize(
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
    ("text", "complaint"),
    [
        ("A=1\nhunter2\n", "line 2: no '='"),
        ("A=1\n\nhunter2", "line 3: no '='"),
        ("export A=hunter2", "line 1: no name before '='"),
        ("=hunter2", "line 1: no '='"),
        ("A=1\n2A=hunter2", "line 2: no name before '='"),
        ("A-B=hunter2", "line 1: no name before '='"),
        ("\ufeffA=hunter2", "line 1: no name before '='"),
        ('A=1\nB="hunter2\nC=3\n', "line 2: a quote is never closed"),
        ("A='hunter2", "line 1: a quote is never closed"),
        ("A='1''hunter2", "line 1: a quote is never closed"),
        ('A="hunter2\\"', "line 1: a quote is never closed"),
    ],
)
def test_what_systemd_ignores_is_reported_by_line_without_the_value(
    text: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint) as caught:
        list(assignments(text))

    assert "hunter2" not in str(caught.value)


LINES = st.text(st.characters(exclude_characters="\0"), max_size=200)


@given(st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]*", fullmatch=True), LINES))
def test_any_value_survives_single_quotes_and_backslashes(values: dict[str, str]) -> None:
    quoted = {name: value.replace("'", "'\"'\"'") for name, value in values.items()}
    text = "".join(f"{name}='{value}'\n" for name, value in quoted.items())

    assert dict(assignments(text)) == values


@given(st.text("A=\\'\"# \t\n;$", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = list(assignments(text))
    except ValueError:
        return

    assert all(name.isidentifier() for name, _ in found)
