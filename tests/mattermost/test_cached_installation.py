"""Requests share what has not changed; a change is in force at the next one."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.distributions.waiting import eventually

from demo.installation import Installation, build_installation
from support_packet.errors import ConfigurationError
from support_packet.mattermost.cache import Cache
from support_packet.mattermost.installation import Mattermost

AT_ONCE = -3600.0
"""Takes each file for one that has not been changed for long."""

PLUGIN = "com.example.kept"


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation that a test changes."""
    return build_installation(tmp_path / "mattermost", log_bytes=1000)


@pytest.fixture
def shared() -> Cache:
    """Return what the requests of a test share."""
    return Cache(AT_ONCE)


def write(path: Path, document: Any) -> None:
    """Write JSON, and wait until the file can be told apart from the earlier one."""
    path.parent.mkdir(exist_ok=True)
    before = path.stat().st_ctime_ns if path.exists() else 0

    def clock_has_gone_on() -> bool:
        path.write_text(json.dumps(document), encoding="utf-8")
        return path.stat().st_ctime_ns != before

    assert eventually(clock_has_gone_on)


def document_of(example: Installation) -> Any:
    return json.loads(example.config.read_text(encoding="utf-8"))


def manifest_of(example: Installation) -> Path:
    settings = document_of(example)["PluginSettings"]
    folder: Path = example.directory / settings.get("Directory", "plugins") / "kept"
    return folder / "plugin.json"


def test_unchanged_everything_is_the_same(example: Installation, shared: Cache) -> None:
    first, second = (Mattermost(example.directory, {}, cache=shared) for _ in range(2))

    assert second.config is first.config
    assert second.secrets == first.secrets
    assert second.manifests == first.manifests


def test_a_changed_configuration_is_in_force(example: Installation, shared: Cache) -> None:
    before = Mattermost(example.directory, {}, cache=shared)
    assert before.config.text("ServiceSettings.SiteURL")
    assert "a-secret-that-is-new-8361" not in before.secrets
    document = document_of(example)
    document["ServiceSettings"]["SiteURL"] = "https://changed.example.com"
    document["EmailSettings"]["SMTPPassword"] = "a-secret-that-is-new-8361"
    write(example.config, document)

    after = Mattermost(example.directory, {}, cache=shared)

    assert after.config.text("ServiceSettings.SiteURL") == "https://changed.example.com"
    assert "a-secret-that-is-new-8361" in after.secrets
    assert before.config.text("ServiceSettings.SiteURL") != "https://changed.example.com"


def test_a_changed_variable_is_in_force(example: Installation, shared: Cache) -> None:
    urls = [f"https://{name}.example.com" for name in ("one", "two")]

    opened = [
        Mattermost(example.directory, {"MM_SERVICESETTINGS_SITEURL": url}, cache=shared)
        for url in urls
    ]

    assert [each.config.text("ServiceSettings.SiteURL") for each in opened] == urls


def test_changed_defaults_are_in_force(example: Installation, shared: Cache) -> None:
    variables = {"MM_CUSTOM_DEFAULTS_PATH": "defaults.json"}
    path = example.directory / "defaults.json"
    found = []
    for name in ("one", "two"):
        write(path, {"TeamSettings": {"CustomBrandText": name}})
        document = document_of(example)
        document.get("TeamSettings", {}).pop("CustomBrandText", None)
        write(example.config, document)
        mattermost = Mattermost(example.directory, variables, cache=shared)
        found.append(mattermost.config.text("TeamSettings.CustomBrandText"))

    assert found == ["one", "two"]


def test_a_broken_configuration_is_reported_until_it_is_fixed(
    example: Installation, shared: Cache
) -> None:
    document = document_of(example)
    write(example.config, "no object")
    problems = [Mattermost(example.directory, {}, cache=shared).config_problem for _ in range(2)]
    write(example.config, document)

    assert "not a JSON object" in problems[0]
    assert problems[1] == problems[0]
    assert not Mattermost(example.directory, {}, cache=shared).config_problem


def test_plugins_that_come_change_and_go(example: Installation, shared: Cache) -> None:
    path = manifest_of(example)

    def versions() -> list[Any]:
        found = Mattermost(example.directory, {}, cache=shared).manifests.all
        return [each.document["version"] for each in found if each.id == PLUGIN]

    seen = [versions()]
    for version in ("1", "2"):
        write(path, {"id": PLUGIN, "version": version})
        seen.append(versions())
    path.unlink()
    seen.append(versions())

    assert seen == [[], ["1"], ["2"], []]


def test_what_a_package_changes_is_not_seen_by_the_next_request(
    example: Installation, shared: Cache
) -> None:
    write(manifest_of(example), {"id": PLUGIN, "version": "1", "props": {"a": {"b": 1}}})
    first, second = (Mattermost(example.directory, {}, cache=shared) for _ in range(2))

    dict(first.config.mapping("PluginSettings.Plugins"))
    first.config.get("ServiceSettings").clear()
    first.config.mapping("PluginSettings.Plugins").clear()  # type: ignore[attr-defined] # a dict
    first.sanitized_config["ServiceSettings"].clear()
    for manifest in first.manifests.all:
        manifest.document.get("props", {}).clear()

    assert second.config.get("ServiceSettings")
    assert second.config.mapping("PluginSettings.Plugins")
    assert second.sanitized_config["ServiceSettings"]
    assert [each.document["props"] for each in second.manifests.all if each.id == PLUGIN] == [
        {"a": {"b": 1}}
    ]


def test_requests_that_wait_for_each_other_share_one_reading(
    example: Installation, shared: Cache
) -> None:
    first, second = (Mattermost(example.directory, {}, cache=shared) for _ in range(2))
    known = first.config
    example.config.write_text("broken", encoding="utf-8")

    assert second.config is known
    with pytest.raises(ConfigurationError):
        _ = Mattermost(example.directory, {}, cache=shared).config
