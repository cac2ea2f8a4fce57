"""Which of the masked values are searched for in all files."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.manifests.installed import Manifests
from support_packet.mattermost.manifests.manifest import Manifest
from support_packet.mattermost.secrets.sanitize import Sanitized, sanitize
from support_packet.mattermost.secrets.sensitive_keys import MASK
from support_packet.redaction.engine import Redactor

LOOK = "xA8sd9fK2lQw93mZp1"


def installed(document: dict[str, Any] | None = None, **types: str) -> Manifests:
    """Return the manifests of a server whose one plugin declares settings of these `types`."""
    manifest = Manifest(id="com.example", document=document or {}, setting_types=types)
    return Manifests(active=(manifest,))


def of_plugin(settings: Any, **sections: Any) -> dict[str, Any]:
    """Return the configuration of a server with one plugin."""
    return {**sections, "PluginSettings": {"Plugins": {"com.example": settings}}}


def plugin_setting(key: str, value: Any, kind: str = "text", **sections: Any) -> Sanitized:
    """Sanitize a configuration with one setting of a plugin."""
    return sanitize(of_plugin({key: value}, **sections), installed(None, **{key.lower(): kind}))


@for_each(
    ("key", "value"),
    [
        ("ServerURL", "https://chat.example.com"),
        ("ClamavHostPort", "clamav.example.com:3310"),
        ("Organization", "acme-widgets"),
        ("AllowedUserIds", "y1ndrfg8ejkmcpqxot1uwisza3"),
        ("ClientID", "C7f3a92bc01de45f8a92bc01de45f8a92"),
        ("StartDate", "2026-01-05"),
        ("ExportPath", "/var/lib/wiki/export"),
        ("AllowedNetwork", "10.42.0.0/16"),
        ("DefaultModel", "claude-3-5-sonnet-20241022"),
        ("TokenURL", "https://login.example.com/oauth/token"),
        ("HelpText", "Please contact the service desk"),
    ],
)
@for_each("known", [True, False])
def test_a_harmless_setting_is_masked_and_not_searched_for(
    key: str, value: str, known: bool
) -> None:
    manifests = installed(None, **{key.lower(): "text"}) if known else Manifests()

    sanitized = sanitize(of_plugin({key: value}), manifests)

    assert sanitized.secrets == frozenset()
    shown = sanitized.document["PluginSettings"]["Plugins"]["com.example"]
    assert shown == ({key: MASK} if known else MASK)


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("ApiToken", "text", "tk-value-1"),
        ("AmazonS3AccessKeyID", "text", "tk-value-1"),
        ("Webhook", "secret", "tk-value-1"),
        ("Webhook", "generated", "tk-value-1"),
        ("Anything", "text", LOOK),
        ("ApiKey", "text", "7a5d1f0b-d9b8-49cf-ad6a-37c222869425"),
        ("BotToken", "text", "y1ndrfg8ejkmcpqxot1uwisza3"),
    ],
)
def test_a_secret_setting_is_searched_for(key: str, kind: str, value: str) -> None:
    assert plugin_setting(key, value, kind).secrets == {value}


@pytest.mark.parametrize(
    "value", [LOOK, "https://new.example.com", {"Text": LOOK}, [LOOK], f'{{"text": "{LOOK}"}}']
)
def test_what_no_release_knows_is_masked_and_not_searched_for(value: Any) -> None:
    sanitized = sanitize({"NewSettings": {"Text": value}}, Manifests())

    assert sanitized.secrets == frozenset()
    assert LOOK not in json.dumps(sanitized.document)


@pytest.mark.parametrize(
    "value", ["tk-value-1", {"inner": "tk-value-1"}, '{"x": "tk-value-1"}', ["tk-value-1"]]
)
def test_what_no_release_knows_is_searched_for_if_its_name_says_secret(value: Any) -> None:
    sanitized = sanitize({"NewSettings": {"Token": value}}, Manifests())

    assert "tk-value-1" in sanitized.secrets


def test_the_password_in_an_address_that_no_release_knows_is_searched_for() -> None:
    address = f"https://user:{LOOK}@new.example.com"

    assert LOOK in sanitize({"NewSettings": {"Address": address}}, Manifests()).secrets


@pytest.mark.parametrize("value", [100000, 12345678901, 1.5, True, [12345678901]])
@pytest.mark.parametrize("place", ["AIRecapSettings", "NewSettings", "PluginSettings"])
def test_a_number_is_not_a_secret_whatever_its_name(place: str, value: Any) -> None:
    document: dict[str, Any] = {place: {"MaxTokensPerRecap": value, "ApiToken": value}}
    if place == "PluginSettings":
        document = of_plugin(document[place])

    sanitized = sanitize(document, installed(None, apitoken="text"))

    assert sanitized.secrets == frozenset()
    assert sanitized.document == document or isinstance(value, list)


@pytest.mark.parametrize("value", [LOOK, f"https://{LOOK}.example.com/{LOOK}"])
def test_a_value_that_is_shown_is_not_searched_for_for_its_look(value: str) -> None:
    shown: dict[str, Any] = {"TeamSettings": {"SiteName": f"Team {LOOK}", "CustomBrandText": value}}

    assert plugin_setting("Anything", value, **shown).secrets == frozenset()


def test_a_harmless_value_that_is_shown_is_not_searched_for_for_its_name() -> None:
    shown: dict[str, Any] = {"EmailSettings": {"SMTPServer": "mail.example.com"}}

    assert plugin_setting("TokenIssuerKey", "mail.example.com", **shown).secrets == frozenset()


SITE = "https://chat.example.com"
MODEL = "gpt-4o-mini"
USER_ID = "y1ndrfg8ejkmcpqxot1uwisza3"
SHOWN: dict[str, Any] = {
    "ServiceSettings": {"SiteURL": SITE},
    "EmailSettings": {"SMTPServer": "mail.example.com", "SMTPUsername": "mattermost"},
    "AutoTranslationSettings": {"Agents": {"LLMServiceID": MODEL}},
    "MetricsSettings": {"ClientSideUserIds": [USER_ID]},
}


@pytest.mark.parametrize(
    "value", [SITE, "chat.example.com", "mail.example.com", "mattermost", MODEL, USER_ID]
)
@pytest.mark.parametrize("kind", ["text", "secret", "generated"])
def test_a_setting_of_a_plugin_that_repeats_what_is_shown_is_not_searched_for(
    value: str, kind: str
) -> None:
    assert plugin_setting("ApiToken", value, kind, **SHOWN).secrets == frozenset()


@pytest.mark.parametrize("value", ["chat.example.com", "mattermost", MODEL])
def test_nor_is_a_key_of_mattermost_that_repeats_it(value: str) -> None:
    document = {**SHOWN, "LdapSettings": {"BindPassword": value}}

    sanitized = sanitize(document, Manifests())

    assert sanitized.secrets == frozenset()
    assert sanitized.document["LdapSettings"]["BindPassword"] == MASK


@pytest.mark.parametrize("kind", ["text", "secret"])
def test_a_random_secret_that_is_shown_is_removed_from_there_too(kind: str) -> None:
    sanitized = plugin_setting("ApiToken", LOOK, kind, TeamSettings={"SiteName": LOOK})

    assert sanitized.secrets == {LOOK}
    file = json.dumps(sanitized.document).encode()
    assert LOOK.encode() not in Redactor(sanitized.secrets).redact(file).data


def test_a_password_that_is_only_a_part_of_what_is_shown_is_searched_for() -> None:
    document = {
        "EmailSettings": {"SMTPPassword": "pass-7"},
        "TeamSettings": {"SiteName": "xpass-7"},
    }

    assert sanitize(document, Manifests()).secrets == {"pass-7"}


def test_a_key_of_mattermost_wins_over_all_that_is_public() -> None:
    document = {"EmailSettings": {"SMTPPassword": "mail.example.com"}}

    sanitized = sanitize(document, installed({"props": {"note": "mail.example.com"}}))

    assert sanitized.secrets == {"mail.example.com"}


def test_the_default_of_a_secret_setting_and_the_props_of_a_manifest_are_searched_for() -> None:
    settings = [
        {"key": "Hidden", "default": "default-1"},
        {"key": "ApiKey", "default": LOOK},
        {"key": "OtherKey", "default": "sample-key-1"},
        {"key": "Open", "default": "default-2"},
    ]
    props = {"vendor_token": "props-value-1", "label": "Support", "license": {"x": LOOK[::-1]}}
    document = {"settings_schema": {"settings": settings}, "props": props}
    values = {"Hidden": "default-1", "ApiKey": LOOK, "OtherKey": "sample-key-1"}

    sanitized = sanitize(of_plugin(values), installed(document, hidden="secret", apikey="text"))

    assert sanitized.secrets == {"default-1", LOOK, "props-value-1", LOOK[::-1]}


KEYS = st.sampled_from(["Server", "Text", "ApiToken", "Config", "Number"])
TEXTS = st.sampled_from(
    [
        LOOK,
        "hunter2xy",
        "https://chat.example.com",
        "mail.example.com",
        "y1ndrfg8ejkmcpqxot1uwisza3",
    ]
)


@given(
    settings=st.dictionaries(KEYS, TEXTS | st.lists(TEXTS) | st.dictionaries(KEYS, TEXTS)),
    shown=st.dictionaries(st.sampled_from(["SiteName", "CustomBrandText"]), TEXTS),
    site=TEXTS,
)
def test_what_is_shown_is_searched_for_only_because_of_a_name(
    settings: dict[str, Any], shown: dict[str, str], site: str
) -> None:
    document = of_plugin(settings, TeamSettings=shown, ServiceSettings={"SiteURL": site})

    sanitized = sanitize(document, installed())

    named = {"ApiToken": None, **settings}["ApiToken"], *map(of_name, settings.values())
    both = sanitized.secrets & {site, *shown.values()}
    assert both <= {LOOK, "hunter2xy"} & set(json_texts(named))


def of_name(value: Any) -> Any:
    """Return what a setting holds under a revealing name."""
    return value.get("ApiToken") if isinstance(value, dict) else None


def json_texts(value: Any) -> list[str]:
    """Return all texts in a value, which may have tuples."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [text for item in value for text in json_texts(item)]
    return [value] if isinstance(value, str) else []
