"""What hooks return: one declaration or several, and a reason for everything else."""

import pytest

from support_packet.contract import PacketFacts, PacketFile, PacketNotice
from support_packet.errors import DeclarationError
from support_packet.host.validation.returned import declarations_in, secrets_in


def files_in(returned: object) -> list[PacketFile]:
    return list(declarations_in(lambda: [returned], PacketFile))


@pytest.mark.parametrize("kind", [PacketFile, PacketFacts, PacketNotice])
def test_another_type_is_named(kind: type) -> None:
    with pytest.warns(UserWarning, match=f"it is float, not {kind.__name__}"):
        assert list(declarations_in(lambda: [[1.5]], kind)) == []


def test_a_secret_of_another_type_is_named() -> None:
    with pytest.raises(DeclarationError, match="float"):
        list(secrets_in([[1.5]]))


def test_a_secret_is_exact_text() -> None:
    assert list(secrets_in([["hunter2-hunter2"]])) == ["hunter2-hunter2"]


@pytest.mark.parametrize("returned", [(), [], iter(()), {}.values()])
def test_a_hook_may_return_nothing(returned: object) -> None:
    assert files_in(returned) == []


def test_one_and_several_are_the_same() -> None:
    file = PacketFile("a.txt", str)

    assert files_in(file) == [file]
    assert files_in(iter((file, file))) == [file, file]


@pytest.mark.parametrize("returned", ["text", b"bytes", {"a": 1}, 3, object(), len, PacketFile])
def test_a_result_that_is_not_a_declaration_is_refused(returned: object) -> None:
    with pytest.raises(DeclarationError, match="not PacketFile"):
        files_in(returned)


def test_one_text_is_not_a_list_of_secrets() -> None:
    with pytest.raises(DeclarationError, match="return a list of them"):
        list(secrets_in(["hunter2"]))


def test_an_endless_result_is_cut() -> None:
    with (
        pytest.warns(UserWarning, match="it is int"),
        pytest.raises(DeclarationError, match="more than 10000"),
    ):
        files_in(iter(int, 1))
