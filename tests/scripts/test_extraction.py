"""Which texts are found for translation."""

import pytest

from scripts.extraction import messages


@pytest.mark.parametrize(
    "text",
    [
        "Download Support Packet",  # marked in a template
        "Server log",  # the title of a file
        "What the server logged since the log file was last rotated.",  # its description
        "known secrets",  # marked in Python
        "You do not have the appropriate permissions.",  # an error of the API
    ],
)
def test_what_people_read_is_found(text: str) -> None:
    assert text in set(messages())


def test_a_text_that_has_a_name_is_found_by_it() -> None:
    assert [
        text
        for text in messages()
        if text.endswith(
            "[here]. Afterwards, please recreate the issue with these settings before submitting."
        )
    ]


def test_what_only_the_log_says_is_not() -> None:
    assert not [text for text in messages() if "BREAK-GLASS" in text]
