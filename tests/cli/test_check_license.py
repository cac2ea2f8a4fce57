"""`support-packet check` and the license: none, broken, old."""

import sqlite3
import time
from contextlib import closing

import pytest
from support.access.licenses import signed
from support.serving.checking import Checked, Checker

from demo.installation import Installation

DAY = 24 * 60 * 60 * 1000
FORBIDDEN = " Requests get HTTP status 403, unless SUPPORT_PACKET_ALLOW_UNLICENSED=true."


def run_sql(example: Installation, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute(statement, values)


def the_one_line(checked: Checked) -> str:
    """Return the text about the license, the only one that is missing."""
    assert (checked.status, checked.error) == (1, "")
    [(area, text)] = checked.of("missing")
    assert area == "license"
    return text.removesuffix(FORBIDDEN)


def license_text(starts: int, expires: int) -> str:
    """Return a license that begins and ends so many days from now."""
    now = round(time.time() * 1000)
    times = {"starts_at": now + starts * DAY, "expires_at": now + expires * DAY}
    return signed({"id": "x" * 26, "sku_name": "Enterprise", **times})


def test_no_license_is_one_line(checker: Checker, example: Installation) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    text = the_one_line(checker.check(example))

    assert text.startswith(f"none in MM_LICENSE, the database or a file.{FORBIDDEN}")
    assert "may be running as Entry" in text


def test_garbage_in_the_environment_is_one_line(checker: Checker, example: Installation) -> None:
    assert the_one_line(checker.check(example, MM_LICENSE="garbage")) == (
        "MM_LICENSE: The license is not valid base64. Install the license again."
    )


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE Licenses SET Bytes = 'garbage'", "is not valid base64."),
        ("UPDATE Licenses SET Bytes = 'Z2FyYmFnZQ=='", "is too short to contain a signature."),
        ("UPDATE Licenses SET Bytes = NULL", "is empty."),
        ("DELETE FROM Licenses", "is empty."),
    ],
)
def test_garbage_in_the_database_is_one_line(
    checker: Checker, example: Installation, statement: str, reason: str
) -> None:
    run_sql(example, statement)

    assert the_one_line(checker.check(example)) == (
        f"Mattermost's database: The license {reason} Install the license again."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("garbage", "The license is not valid base64. Install the license again."),
        ("A" * 20_000, "it is larger than 10000 bytes. Check ServiceSettings.LicenseFileLocation."),
        (license_text(-400, -30), "The license has expired, so the server ignores it. Renew it."),
    ],
)
def test_a_license_file_that_is_not_one_is_one_line(
    checker: Checker, example: Installation, content: str, reason: str
) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")
    path = example.config.with_name("mattermost.mattermost-license")
    path.write_text(content)

    assert the_one_line(checker.check(example)) == f"{path}: {reason}"


@pytest.mark.parametrize(
    ("starts", "expires", "text"),
    [
        (1, 300, "Enterprise, not yet valid; the server accepts it"),
        (
            -300,
            -9,
            "Enterprise, within grace; the server removes it ten days after it expired: renew it",
        ),
        (-300, -11, "Enterprise, expired; the server is about to remove it: renew it"),
    ],
)
def test_a_license_out_of_its_time_is_one_line(
    checker: Checker, example: Installation, starts: int, expires: int, text: str
) -> None:
    """To the server it is still a license, so nothing is missing."""
    run_sql(example, "UPDATE Licenses SET Bytes = ?", license_text(starts, expires))

    checked = checker.check(example)

    assert checked.status == 0
    assert ("license", text) in checked.of("note")


@pytest.mark.parametrize("broken", [{}, {"MM_LICENSE": "garbage"}])
def test_the_operator_may_do_without_one(
    checker: Checker, example: Installation, broken: dict[str, str]
) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    checked = checker.check(example, SUPPORT_PACKET_ALLOW_UNLICENSED="true", **broken)

    [text] = [text for area, text in checked.of("note") if area == "license"]
    assert checked.status == 0
    assert text.endswith(" SUPPORT_PACKET_ALLOW_UNLICENSED permits that.")
