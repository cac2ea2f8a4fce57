"""Brackets are counted the same way in one look as in several."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from support_packet.redaction.yaml_flow import Flow

LINES = st.text(alphabet="[]{}\"'\\a, ", max_size=40).map(str.encode)


@settings(max_examples=examples(500))
@given(line=LINES, ends=st.lists(st.integers(0, 40), max_size=6))
def test_a_line_that_is_read_on_has_the_brackets_of_one_that_is_read_at_once(
    line: bytes, ends: list[int]
) -> None:
    read_on = Flow(line)
    read_on.begin(0, 0, 0)

    for end in sorted(min(end, len(line)) for end in ends):
        at_once = Flow(line)
        at_once.begin(0, 0, 0)
        assert read_on.depth(end) == at_once.depth(end)


def test_brackets_in_strings_do_not_count_and_open_strings_hide_them() -> None:
    line = b'[a, "]]", {b: \'it'
    flow = Flow(line)
    flow.begin(0, 0, 0)

    depths = [flow.depth(line.index(text)) for text in (b"a", b", {", b"b")]
    assert depths == [1, 1, 2]
    assert flow.depth(len(line)) is None
