"""Names that are the same once their secrets are removed get numbers."""

from support_packet.values.free_names import FreeNames


def test_thousands_of_one_name_get_a_number_each() -> None:
    names = FreeNames()

    taken = [names.take("folder/***.log") for _ in range(20_000)]

    assert taken[:3] == ["folder/***.log", "folder/2-***.log", "folder/3-***.log"]
    assert len(set(taken)) == 20_000


def test_a_number_that_is_taken_is_left_out() -> None:
    names = FreeNames()

    taken = [names.take(name) for name in ("2-a", "a", "A", "a")]

    assert taken == ["2-a", "a", "3-A", "4-a"]


def test_with_another_key_names_may_differ_in_case() -> None:
    names = FreeNames(key=str)

    assert [names.take(name) for name in ("A.class", "a.class")] == ["A.class", "a.class"]
