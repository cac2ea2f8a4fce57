"""Texts that can be translated: with their values, and never lost without notice."""

import pytest

from support_packet.errors import CollectError, DatabaseError
from support_packet.values.message import Message, as_message

GERMAN = {
    "%(what)s is missing.": "%(what)s fehlt.",
    "The log": "Das Protokoll",
    "%(name)s, %(number)s": "%(number)s, %(name)s",
}


def test_a_message_has_a_text_a_template_and_values() -> None:
    message = Message("%(path)s has %(count)s lines.", path="a.log", count=3)

    assert str(message) == "a.log has 3 lines."
    assert (message.template, message.values) == (
        "%(path)s has %(count)s lines.",
        {"path": "a.log", "count": "3"},
    )


def test_without_values_percent_signs_are_percent_signs() -> None:
    assert str(Message("100 % of %(x)s")) == "100 % of %(x)s"


@pytest.mark.parametrize("template", ["%(other)s", "%(name)d", "100 %", "%(name"])
def test_what_cannot_be_filled_stays_as_it_is(template: str) -> None:
    assert str(Message(template, name="Ada")) == template


def test_an_f_string_cannot_lose_the_translation() -> None:
    with pytest.raises(TypeError, match="f-string"):
        f"Left out. {Message('The log')}"


def test_a_message_in_a_message_is_translated_with_it() -> None:
    message = Message("%(what)s is missing.", what=Message("The log"))

    assert str(message) == "The log is missing."
    assert message.translated(GERMAN.get) == "Das Protokoll fehlt."


@pytest.mark.parametrize(
    ("what", "text"),
    [("A", "A fehlt."), (Message("A"), "A fehlt."), (Message("%(x)s", x="B"), "B fehlt.")],
)
def test_a_value_without_a_translation_stays_english(what: object, text: str) -> None:
    assert Message("%(what)s is missing.", what=what).translated(GERMAN.get) == text


def test_an_unknown_text_has_no_translation() -> None:
    assert Message("Unknown %(what)s", what=Message("The log")).translated(GERMAN.get) is None


def test_the_message_of_an_error_is_a_message() -> None:
    error = CollectError("%(what)s is missing.", what=Message("The log"))

    assert as_message(error).translated(GERMAN.get) == "Das Protokoll fehlt."
    assert as_message(DatabaseError("It is down.")) == Message("It is down.")


def test_messages_of_the_same_template_and_values_are_equal() -> None:
    one, same = (Message("%(name)s, %(number)s", name="Ada", number=1) for _ in range(2))

    assert one == same
    assert len({one, same, Message("%(name)s, %(number)s", name="Ada", number=2)}) == 2


def test_values_can_be_changed() -> None:
    message = Message("%(name)s is here.", name=Message("Ada")).changed(
        lambda text: text.replace("A", "*")
    )

    assert str(message) == "*da is here."
    assert message.values == {"name": Message("*da")}


def test_a_change_of_more_than_the_values_leaves_plain_text() -> None:
    message = Message("x%(name)s", name="Ada").changed(lambda text: text.replace("xA", "*"))

    assert message == Message("*da")


def test_a_plain_text_stays_one() -> None:
    assert Message("Ada").changed(str.upper) == Message("ADA")
