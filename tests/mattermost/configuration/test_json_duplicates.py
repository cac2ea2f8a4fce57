"""Where a key stands for the second time."""

import pytest

from support_packet.mattermost.configuration.json_duplicates import find_duplicate


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1, "a": 2}', (1, 10)),
        ('{"a": "a", "b": ["a", "a"], "c": {"a": 1},\n  "a": 2}', (2, 3)),
        ('[{"x": 1}, {"x": [{}, {}],\n\n"y": 1, "y": 2}]', (3, 9)),
        ('{"a": {"b": 1,\n"b": 2}, "a": 3}', (2, 1)),
        (r'{"\"a": 1, "\u0022a": 2}', (1, 12)),
        (r'{"a": "{\"a\": 1, \"a\": 2}", "a": 1}', (1, 31)),
        ('{"a": 1, "A": 2}', (0, 0)),
        ("1", (0, 0)),
    ],
)
def test_the_second_time_is_found(text: str, place: tuple[int, int]) -> None:
    assert find_duplicate(text) == place
