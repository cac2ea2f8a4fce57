"""Texts that can be said in other languages."""

import pytest

from support_packet.message import Message, changed


def test_a_message_is_its_text() -> None:
    message = Message("%(path)s has %(count)s lines.", path="a.log", count=3)

    assert message == "a.log has 3 lines."
    assert (message.template, message.values) == (
        "%(path)s has %(count)s lines.",
        {"path": "a.log", "count": "3"},
    )


def test_without_values_percent_signs_are_percent_signs() -> None:
    assert Message("100 % of %(x)s") == "100 % of %(x)s"


@pytest.mark.parametrize("template", ["%(other)s", "%(name)d", "100 %", "%(name"])
def test_what_cannot_be_filled_stays_as_it_is(template: str) -> None:
    assert Message(template, name="Ada") == template


def test_values_can_be_changed() -> None:
    message = changed(Message("%(name)s is here.", name="Ada"), lambda text: text.replace("A", "*"))

    assert isinstance(message, Message)
    assert message == "*da is here."
    assert message.values == {"name": "*da"}


def test_what_changes_more_than_values_is_no_message_any_more() -> None:
    message = changed(Message("x%(name)s", name="Ada"), lambda text: text.replace("xA", "*"))

    assert message == "*da"
    assert not isinstance(message, Message)


def test_a_plain_text_stays_one() -> None:
    assert changed("Ada", str.upper) == "ADA"
