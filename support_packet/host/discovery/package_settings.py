"""The settings of packages: what the operator's variables are to them, checked at start."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from support_packet.contract import PackageSettings, PacketSetting
from support_packet.contract.field_checks import out_of_range
from support_packet.errors import DeclarationError, SettingsError
from support_packet.host.origin import CollectorId
from support_packet.settings import PREFIX, SEPARATOR
from support_packet.values.setting_texts import parse_absolute_path, parse_flag


def variable_prefix(name: str) -> str:
    """Return how the variables of a collector's settings begin."""
    return PREFIX + _upper(name) + SEPARATOR


def variable_of(name: str, setting: PacketSetting) -> str:
    """Return the variable of one setting."""
    return variable_prefix(name) + _upper(setting.name)


def variable_in_use(origin: CollectorId, setting: PacketSetting, variables: Collection[str]) -> str:
    """Return the variable that gives a setting its value.

    The one with the qualified name of the collector comes before the one of its entry point,
    which other collectors may have, too.
    """
    names = (origin.qualified_name, origin.entry_point)
    known = [variable_of(name, setting) for name in names]
    unset = variable_of(origin.name, setting)
    return next((variable for variable in known if variable in variables), unset)


def check_variables(
    variables: Iterable[str], declared: Sequence[tuple[str, Iterable[PacketSetting] | None]]
) -> None:
    """Raise `SettingsError` for a variable that is not a setting of any collector.

    `declared` has the settings of each entry point, `None` where they are unknown because it is
    not loaded. Names that differ in punctuation only share their variables.
    """
    known = {
        variable_of(name, setting) for name, settings in declared for setting in settings or ()
    }
    for variable in sorted(set(variables) - known):
        owners = [pair for pair in declared if variable.startswith(variable_prefix(pair[0]))]
        if not owners:
            names = ", ".join(sorted({name for name, _ in declared}))
            raise SettingsError(
                f"{variable}: it is not a setting of an installed package. Install the package, or "
                f"remove the variable. The collectors are: {names}."
            )
        if all(settings is not None for _, settings in owners):
            raise SettingsError(f"{variable}: no such setting. {_known_settings(owners)}")


def read_package_settings(
    origin: CollectorId, declared: Iterable[PacketSetting], variables: Mapping[str, str]
) -> PackageSettings:
    """Return the values of the settings that a collector declared.

    `SettingsError` for a variable that is invalid.
    """
    return MappingProxyType(
        _Values(
            {
                setting.name: _value(
                    variable_in_use(origin, setting, variables), setting, variables
                )
                for setting in declared
            }
        )
    )


def secrets_of(declared: Iterable[PacketSetting], values: PackageSettings) -> frozenset[str]:
    """Return the values that are secret, of a list each of its texts."""
    found = [values[setting.name] for setting in declared if setting.secret]
    texts = (value if isinstance(value, list | tuple) else [value] for value in found)
    return frozenset(str(text) for group in texts for text in group if text not in (None, ""))


def _upper(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


def _known_settings(owners: Sequence[tuple[str, Iterable[PacketSetting] | None]]) -> str:
    name = owners[0][0]
    known = [variable_of(name, setting) for name, settings in owners for setting in settings or ()]
    if not known:
        return f"The collector {name} has no settings."
    return f"The settings of the collector {name} are: {', '.join(sorted(known))}."


def _value(variable: str, setting: PacketSetting, variables: Mapping[str, str]) -> Any:
    text = variables.get(variable)
    if text is None:
        return setting.default
    try:
        value = _PARSERS[setting.kind](text)
        _check_range(setting, value)
    except ValueError as error:
        # Not the text itself, which may be a secret.
        raise SettingsError(f"{variable}: the value {error}.") from None
    return value


def _check_range(setting: PacketSetting, value: object) -> None:
    if why := out_of_range(value, (setting.minimum, setting.maximum)):
        raise ValueError(why)


class _Values(dict[str, Any]):
    """Names a setting that a collector reads and has not declared."""

    def __missing__(self, name: str) -> Any:
        known = ", ".join(sorted(self)) or "none"
        raise DeclarationError(
            f"settings[{name!r}]: packet_settings declares no such setting. It declares: {known}."
        )


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise ValueError("must be a whole number")
    return int(text)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("must be a number")
    return number


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


_PARSERS: Mapping[type, Callable[[str], Any]] = {
    str: str,
    int: _whole,
    float: _number,
    bool: parse_flag,
    Path: parse_absolute_path,
    list: _texts,
}
