"""One command adds the keys of the next release to the one file that has them."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from scripts import config_keys
from support_packet.mattermost.configuration.document import replaced
from support_packet.mattermost.configuration.known_keys import default_document

TABLE = Path(__file__).parents[2] / config_keys.TABLE


@pytest.fixture
def document() -> dict[str, Any]:
    """Return what a server of the newest release writes."""
    return copy.deepcopy(dict(default_document(after_5_37=True)))


def add(document: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the command with a copy of the table, and return that copy."""
    source, table = folder / "config.json", folder / "keys.tsv"
    source.write_text(json.dumps(document), encoding="utf-8")
    table.write_text(TABLE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(config_keys, "TABLE", table)
    monkeypatch.setattr("sys.argv", ["config_keys", str(source), "12.0"])
    assert config_keys.main() == 0
    return table.read_text(encoding="utf-8")


def row_of(table: str, path: str) -> list[str]:
    """Return the only row of a key."""
    (found,) = [line for line in table.splitlines() if path in line.split("\t")[:2]]
    return found.split("\t")


def test_a_release_without_changes_only_marks_what_it_lacks(
    document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document["AccessControlSettings"] |= {
        "SyncJobIntervalSeconds": 1,
        "AttributeRefreshIntervalSeconds": 1,
    }
    del document["SqlSettings"]["AtRestEncryptKey"]

    before = TABLE.read_text(encoding="utf-8")
    after = add(document, tmp_path, monkeypatch)

    gone = row_of(before, "SqlSettings.AtRestEncryptKey")
    gone[3] = "11.11"
    assert after == before.replace(
        "\t".join(row_of(before, "SqlSettings.AtRestEncryptKey")), "\t".join(gone)
    )


@pytest.mark.parametrize(
    ("path", "value", "row"),
    [
        ("TeamSettings.Color", "red", ["text", "", '"red"', "", ""]),
        ("TeamSettings.ApiSecret", "", ["text", "", '""', "", "masked"]),
        ("TeamSettings.SigningKey", "*" * 32, ["text", "", '""', "", "masked"]),
        ("TeamSettings.MaxTokens", 5, ["number", "", "5", "", ""]),
        ("TeamSettings.Names", [], ["texts", "", "[]", "", ""]),
        ("BrandNewSettings.Enable", True, ["flag", "", "true", "", ""]),
        ("FeatureFlags.Novel", False, ["flag", "", "false", "", ""]),
    ],
)
def test_a_new_key_comes_in_with_its_kind_and_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, value: object, row: list[str]
) -> None:
    document = replaced(default_document(after_5_37=True), path, value)

    table = add(document, tmp_path, monkeypatch)

    assert row_of(table, path) == ["", path, "12.0", "", *row]


def test_a_new_key_is_placed_behind_the_one_that_it_follows(
    document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = document["TeamSettings"]
    document["TeamSettings"] = {"SiteName": settings.pop("SiteName"), "Novel": "", **settings}

    lines = add(document, tmp_path, monkeypatch).splitlines()

    paths = [line.split("\t")[1] for line in lines]
    assert paths[paths.index("TeamSettings.Novel") - 1] == "TeamSettings.SiteName"


def test_a_new_spelling_replaces_the_one_of_before(
    document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = document["TeamSettings"]
    settings["SITEName"] = settings.pop("SiteName")

    table = add(document, tmp_path, monkeypatch)

    assert row_of(table, "TeamSettings.SITEName")[:4] == [
        "TeamSettings.SiteName",
        "TeamSettings.SITEName",
        "5.37",
        "",
    ]


def test_without_feature_flags_none_is_marked_as_gone(
    document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del document["FeatureFlags"]

    table = add(document, tmp_path, monkeypatch)

    assert row_of(table, "FeatureFlags.CJKSearch")[3] == ""
