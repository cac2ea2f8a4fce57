"""Failures: what a package's exception says, whatever it is."""

import pytest

from support_packet.errors import (
    CollectError,
    ConfigurationError,
    ContentCut,
    DatabaseError,
    DataSourceError,
    DeclarationError,
    SupportPacketError,
)
from support_packet.host.supervision.failure import describe
from support_packet.values.message import Message
from support_packet.values.reason import Cause, Reason


def raise_it(error: BaseException) -> None:
    raise error


def raised(error: BaseException) -> Reason:
    with pytest.raises(type(error)) as caught:
        raise_it(error)
    return describe(caught.value)


def test_an_error_meant_for_the_admin_keeps_its_text() -> None:
    assert raised(CollectError("The tape is full.\nChange it.")) == Reason(
        Message("The tape is full. Change it.")
    )


def test_its_remedy_and_its_values_are_kept() -> None:
    error = CollectError("The %(what)s is full.", remedy="Change the %(what)s.", what="tape")

    assert raised(error) == Reason(
        Message("The %(what)s is full.", what="tape"), Message("Change the %(what)s.", what="tape")
    )


def test_a_cut_keeps_its_reason() -> None:
    reason = Reason(Message("It is late."), defect=True)

    assert raised(ContentCut.because(reason)) == reason


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (DatabaseError("It is down."), Cause.DATABASE),
        (ConfigurationError("It is broken."), Cause.CONFIGURATION),
        (DataSourceError("It does not parse."), Cause.CONFIGURATION),
        (CollectError("The tape is full."), None),
    ],
)
def test_what_is_reported_elsewhere_is_known(
    error: SupportPacketError, cause: Cause | None
) -> None:
    assert raised(error).cause is cause


def test_an_error_of_the_system_names_the_file() -> None:
    assert raised(FileNotFoundError(2, "No such file", "/a/b")) == Reason(
        Message("No such file: /a/b")
    )


def test_any_other_names_its_type_and_place_and_is_a_defect() -> None:
    failure = raised(KeyError("SiteURL"))

    assert str(failure.message).startswith("KeyError: 'SiteURL' (test_failure.py, line ")
    assert failure.defect


def test_an_impossible_declaration_is_a_defect() -> None:
    assert raised(DeclarationError("Nonsense.")).defect


class UnspeakableError(Exception):
    """Its text cannot be read."""

    def __str__(self) -> str:
        raise SystemExit


class UnspeakableCollectError(CollectError):
    """Its text cannot be read, although it is meant for the admin."""

    @property
    def message(self) -> Message:
        """Fail."""
        raise SystemExit


@pytest.mark.parametrize("error", [UnspeakableError(), UnspeakableCollectError()])
def test_an_error_without_text_is_still_named(error: Exception) -> None:
    assert str(raised(error).message) == f"{type(error).__name__}, which has no readable text"


def test_a_huge_error_is_cut() -> None:
    assert len(str(raised(ValueError("x" * 10_000_000)).message)) < 1100
