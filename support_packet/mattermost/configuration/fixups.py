"""What Mattermost changes in its configuration on load, apart from defaults and overrides."""

from collections.abc import Mapping
from typing import Any

from support_packet.mattermost.configuration.document import lookup, replaced

_LOCALES_IN_5 = frozenset(
    {
        "bg", "de", "en", "en_AU", "es", "fr", "hu", "it", "ja", "ko", "nl", "pl", "pt-BR", "ro",
        "ru", "sv", "tr", "uk", "zh-CN", "zh-TW",
    }
)  # fmt: skip
_LOCALES_IN_11 = _LOCALES_IN_5 - {"en_AU"} | {"en-AU", "fa", "vi"}
_DEFAULT_FROM = {
    "LdapSettings.EnableSync": "LdapSettings.Enable",
    "LdapSettings.LoginIdAttribute": "LdapSettings.IdAttribute",
    "LogSettings.EnableSentry": "LogSettings.EnableDiagnostics",
}
_STATES = "PluginSettings.PluginStates"
_SURVEY = "com.mattermost.nps"
"""The user satisfaction survey, on unless diagnostics are off."""

_NEVER_EMPTY = ("PluginSettings.Directory", "PluginSettings.ClientDirectory")


def derive_defaults(defaults: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """Return `defaults` with those that depend on other keys of `document`."""
    derived = {path: lookup(document, origin) for path, origin in _DEFAULT_FROM.items()}
    for session in ("Web", "Mobile", "SSO"):
        days = lookup(document, f"ServiceSettings.SessionLength{session}InDays")
        hours = None if days is None else days * 24
        derived[f"ServiceSettings.SessionLength{session}InHours"] = hours
    diagnostics = lookup(document, "LogSettings.EnableDiagnostics")
    if diagnostics is not None:
        derived[_STATES] = lookup(defaults, _STATES) | {_SURVEY: {"Enable": diagnostics}}
    known = {path: value for path, value in derived.items() if lookup(defaults, path) is not None}
    return _with(defaults, {path: value for path, value in known.items() if value is not None})


def fill_empty(document: dict[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return `document` with defaults for the directories that must not be empty."""
    empty = [path for path in _NEVER_EMPTY if lookup(document, path) == ""]
    return _with(document, {path: lookup(defaults, path) for path in empty})


def fix(document: dict[str, Any], *, after_5_37: bool) -> dict[str, Any]:
    """Return a complete `document` as the server has it after applying the environment.

    Releases after 5.37 have other languages.
    """
    fixed = {"ServiceSettings.SiteURL": lookup(document, "ServiceSettings.SiteURL").rstrip("/")}
    directory = lookup(document, "FileSettings.Directory")
    is_local = lookup(document, "FileSettings.DriverName") == "local"
    if is_local and directory and not directory.endswith("/"):
        fixed["FileSettings.Directory"] = directory + "/"
    if not lookup(document, "LocalizationSettings.EnableExperimentalLocales"):
        locales = lookup(document, "LocalizationSettings")
        fixed |= _fixed_locales(locales, _LOCALES_IN_11 if after_5_37 else _LOCALES_IN_5)
    return _with(document, fixed)


def _fixed_locales(settings: Mapping[str, Any], supported: frozenset[str]) -> dict[str, str]:
    server, client, available = (
        lookup(settings, name)
        for name in ("DefaultServerLocale", "DefaultClientLocale", "AvailableLocales")
    )
    # An unknown language becomes English. One unknown language makes the whole list "all".
    client = client if client in supported else "en"
    offered = dict.fromkeys([*available.split(","), client]) if available else ()
    return {
        "LocalizationSettings.DefaultServerLocale": server if server in supported else "en",
        "LocalizationSettings.DefaultClientLocale": client,
        "LocalizationSettings.AvailableLocales": (
            ",".join(offered) if supported.issuperset(offered) else ""
        ),
    }


def _with(document: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    changed = dict(document)
    for path, value in values.items():
        changed = replaced(changed, path, value)
    return changed
