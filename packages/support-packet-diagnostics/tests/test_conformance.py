"""What every collector has to pass."""

from support_packet.testing import Author, check_conformance


def test_it_conforms(author: Author) -> None:
    check_conformance(author)


def test_p(author: Author) -> None:
    m = author.packet()
    print(m.warnings, m.names)
    print(m.text("diagnostics.yaml"))
    assert 0
