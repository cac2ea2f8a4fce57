"""The settings of packages: variables that are checked at start."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT, load, state_of
from support.distributions.packets import PacketMaker

from support_packet import PacketSetting
from support_packet.errors import SettingsError
from support_packet.host.discovery.collectors import find_collectors, load_entry_points
from support_packet.host.discovery.package_settings import read_package_settings
from support_packet.host.origin import CollectorId
from support_packet.settings import read_settings

SOURCE = """
    @hookimpl
    def packet_settings():
        yield PacketSetting("days", 7, int, description="How far back.")
        yield PacketSetting("token", secret=True)

    @hookimpl
    def packet_files(settings):
        yield PacketFile("x/days.txt", lambda: f"{settings['days']}\\n")
        yield PacketFile("x/token.txt", lambda: f"it is {settings['token']} here\\n")
"""
TOKEN = "k3jd8f7s6g5h4j3k2l1m9n8b7v6c5x4z"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (str, "a b", "a b"),
        (str, "", ""),
        (int, "-12", -12),
        (float, "1.5", 1.5),
        (bool, "TRUE", True),
        (bool, "0", False),
        (Path, "/var/log", Path("/var/log")),
        (list, " a, b,,c ", ["a", "b", "c"]),
    ],
)
def test_a_text_becomes_its_kind(kind: type, text: str, value: object) -> None:
    variables = {"SUPPORT_PACKET_MY_PACKAGE__NAME": text}

    found = read_package_settings(
        CollectorId("package", "1.0", "my-package"), [PacketSetting("name", kind=kind)], variables
    )

    assert found["name"] == value


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (int, "1.5", "must be a whole number"),
        (float, "nan", "must be a number"),
        (bool, "yes", "must be true or false"),
        (Path, "log", "must be an absolute path"),
    ],
)
def test_a_text_of_another_kind_is_named_without_its_value(kind: type, text: str, why: str) -> None:
    variables = {"SUPPORT_PACKET_X__NAME": text}

    with pytest.raises(SettingsError, match=f"SUPPORT_PACKET_X__NAME: the value {why}"):
        read_package_settings(
            CollectorId("package", "1.0", "x"), [PacketSetting("name", kind=kind)], variables
        )


@pytest.mark.parametrize(
    ("text", "why"), [("0", "must be at least 1"), ("31", "must be at most 30")]
)
def test_a_number_beyond_its_limits_prevents_the_start(text: str, why: str) -> None:
    declared = [PacketSetting("days", 7, int, minimum=1, maximum=30)]

    with pytest.raises(SettingsError, match=f"SUPPORT_PACKET_X__DAYS: the value {why}"):
        read_package_settings(
            CollectorId("package", "1.0", "x"), declared, {"SUPPORT_PACKET_X__DAYS": text}
        )
    assert (
        read_package_settings(
            CollectorId("package", "1.0", "x"), declared, {"SUPPORT_PACKET_X__DAYS": "30"}
        )["days"]
        == 30
    )


def test_without_a_variable_the_default_counts() -> None:
    declared = [PacketSetting("days", 7, int), PacketSetting("name")]

    assert dict(read_package_settings(CollectorId("package", "1.0", "x"), declared, {})) == {
        "days": 7,
        "name": None,
    }


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        ("SUPPORT_PACKET_AUTHOR__DAY", "The settings of the collector author are: SUPPORT_PACKET"),
        ("SUPPORT_PACKET_OTHER__DAYS", "not a setting of an installed package"),
        ("SUPPORT_PACKET_AUTHOR__DAYS", "must be a whole number"),
    ],
)
def test_a_wrong_variable_prevents_the_start(
    packages: InstalledPackages, variable: str, message: str
) -> None:
    packages.install("author", SOURCE)
    settings = read_settings({variable: "x"})

    with pytest.raises(SettingsError, match=message):
        load(packages, settings)


@pytest.mark.parametrize(
    ("variable", "state", "error"),
    [
        ("SUPPORT_PACKET_OTHER__DAYS", "loaded", ""),
        ("SUPPORT_PACKET_AUTHOR__DAYS", "failed", "must be a whole number"),
    ],
)
def test_where_the_service_is_to_go_on_a_wrong_variable_is_only_logged(
    packages: InstalledPackages,
    caplog: pytest.LogCaptureFixture,
    variable: str,
    state: str,
    error: str,
) -> None:
    packages.install("author", SOURCE)
    found, _ = find_collectors(packages.search_path)

    collectors = load_entry_points(found, read_settings({variable: "x"}), strict=False)

    author = state_of(collectors, "author")
    assert author.state == state
    assert error in author.error
    names = [collector.origin.entry_point for collector in collectors.loaded]
    assert ("author" in names) == (state == "loaded")
    assert variable in caplog.text


def test_a_blocked_collector_keeps_its_variables(packages: InstalledPackages) -> None:
    packages.install("author", SOURCE)
    variables = {
        "SUPPORT_PACKET_AUTHOR__DAYS": "x",
        "SUPPORT_PACKET_BLOCKED_COLLECTORS": "author",
    }

    assert state_of(load(packages, read_settings(variables)), "author").state == "blocked"


def test_hooks_get_the_values_and_secret_ones_never_leave(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("author", SOURCE)
    packets.settings = with_variables(
        {"SUPPORT_PACKET_AUTHOR__DAYS": "30", "SUPPORT_PACKET_AUTHOR__TOKEN": TOKEN}
    )

    files = packets.files()

    assert files["x/days.txt"] == "30\n"
    assert TOKEN not in files["x/token.txt"]


def test_a_secret_setting_that_cannot_be_searched_for_is_reported(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("author", SOURCE)
    packets.settings = with_variables({"SUPPORT_PACKET_AUTHOR__TOKEN": "hunter2"})

    [problem] = packets.declarations().problems

    assert "packet_settings" in str(problem)
    assert "is not searched for: it has fewer than 8 characters" in str(problem)
    assert "hunter2" not in str(problem)


def test_plugins_knows_the_settings_without_their_values(packages: InstalledPackages) -> None:
    packages.install("author", SOURCE)
    settings = with_variables({"SUPPORT_PACKET_AUTHOR__TOKEN": TOKEN})

    days, token = state_of(load(packages, settings), "author").settings

    assert (days.variable, days.kind, days.is_set) == ("SUPPORT_PACKET_AUTHOR__DAYS", "int", False)
    assert (days.default, token.default) == ("7", "")
    assert (token.secret, token.is_set) == (True, True)
    assert TOKEN not in repr((days, token, settings))


def with_variables(variables: Mapping[str, str]) -> Any:
    """Return patient settings with the variables of packages."""
    return replace(PATIENT, collector_variables=variables)


def test_entry_points_that_differ_in_punctuation_share_their_variables(
    packages: InstalledPackages,
) -> None:
    other = SOURCE.replace('"days"', '"hours"').replace("['days']", "['hours']")
    packages.install("one", SOURCE, entry_points={"a-b": "one"})
    packages.install("two", other, entry_points={"a_b": "two"})
    variables = {"SUPPORT_PACKET_A_B__DAYS": "1", "SUPPORT_PACKET_A_B__HOURS": "2"}

    one, two = load(packages, with_variables(variables)).loaded

    assert (one.settings["days"], two.settings["hours"]) == (1, 2)


def test_an_invalid_setting_is_named_once(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    """A collector that reads it is not blamed, and the variable counts as no setting."""
    packages.install("author", SOURCE.replace('"days", 7, int', '"days", 7, "int"'))
    packets.settings = with_variables({"SUPPORT_PACKET_AUTHOR__DAYS": "8"})

    [problem] = packets.declarations().problems

    assert "The kind of the setting days is 'int'" in str(problem)
