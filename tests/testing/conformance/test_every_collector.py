"""What every collector has to pass: the built-in ones pass it."""

from support_packet.testing import Author, Installation, check_conformance


def test_the_built_in_collectors_conform(author: Author) -> None:
    check_conformance(author)


def test_with_a_complete_installation_they_have_no_problem(
    author: Author, installation: Installation
) -> None:
    installation.plugin({"id": "com.example", "name": "Example", "version": "1.0.0"})

    made = author.packet()

    assert made.warnings == []
    assert made.names == [
        "support_packet.yaml",
        "plugins.json",
        "sanitized_config.json",
        "mattermost.log",
        "notifications.log",
    ]
