"""Failures: what a package's exception says, whatever it is."""

import pytest

from support_packet.errors import CollectError, DeclarationError
from support_packet.host.origin import CollectorId
from support_packet.host.supervision.failure import Failure, describe

ORIGIN = CollectorId("example", "1.0", "point")


def raise_it(error: BaseException) -> None:
    raise error


def raised(error: BaseException) -> Failure:
    with pytest.raises(type(error)) as caught:
        raise_it(error)
    return describe(caught.value)


def test_an_error_meant_for_the_admin_is_told_as_it_is() -> None:
    assert raised(CollectError("The tape is full.\nChange it.")) == Failure(
        "The tape is full. Change it."
    )


def test_an_error_of_the_system_names_the_file() -> None:
    assert raised(FileNotFoundError(2, "No such file", "/a/b")) == Failure("No such file: /a/b")


def test_any_other_names_its_type_and_place_and_is_a_defect() -> None:
    failure = raised(KeyError("SiteURL"))

    assert failure.message.startswith("KeyError: 'SiteURL' (test_failure.py, line ")
    assert failure.defect


def test_an_impossible_declaration_is_a_defect() -> None:
    assert raised(DeclarationError("Nonsense.")).defect


class UnspeakableError(Exception):
    """Its text cannot be had."""

    def __str__(self) -> str:
        raise SystemExit


class UnspeakableCollectError(CollectError):
    """Its text cannot be had, though it says that it is for the admin."""

    @property
    def message(self) -> str:
        """Nothing."""
        raise SystemExit


@pytest.mark.parametrize("error", [UnspeakableError(), UnspeakableCollectError()])
def test_an_error_without_text_is_still_named(error: Exception) -> None:
    assert raised(error).message == f"{type(error).__name__}, which has no readable text"


def test_a_huge_error_is_cut() -> None:
    assert len(raised(ValueError("x" * 10_000_000)).message) < 1100


def test_a_defect_says_what_to_do() -> None:
    problem = Failure("ValueError", defect=True).problem(ORIGIN, "a.txt", "Left out. ")

    assert problem.text == "Left out. ValueError"
    assert "SUPPORT_PACKET_BLOCKED_COLLECTORS=point" in problem.remedy
