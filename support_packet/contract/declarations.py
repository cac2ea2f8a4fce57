"""What a collector declares besides files: facts, notices, settings and options."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path

from support_packet.contract import checks as check
from support_packet.contract.fact_keys import check_keys
from support_packet.contract.field_checks import (
    check_choices,
    check_identifier,
    check_kind,
    check_range,
)
from support_packet.contract.noted import checking
from support_packet.values.message import Message

FactValue = str | int | float | bool | Sequence[str] | None
"""What a fact may be: a YAML scalar or a list of strings; `None` and `""` mean unknown."""

SettingValue = str | int | float | bool | Path | Sequence[str] | None
"""What a setting of a package may be; `None` means that the operator did not set it."""


@dataclass(frozen=True)
class PacketFacts:
    """Keys of `support_packet.yaml`, and the callable that returns their values.

    `keys` have a prefix of the package: `my_package.version`. `collect` returns a mapping of some
    of them to values; a key that is missing or unknown is left out of the file. It is also called
    for the page and for `support-packet check`. One callable gives several keys where one
    question answers them all. `title` says what they are about, for people. `service=True`: they
    come from a server that the title names; `support-packet check` has a line for it. A service
    that is not enabled has no `keys`. `DeclarationError` for a field that is invalid.
    """

    keys: tuple[str, ...]
    collect: Callable[[], Mapping[str, FactValue]]
    _: KW_ONLY
    title: str = ""
    service: bool = False

    def __post_init__(self) -> None:
        with checking(self):
            object.__setattr__(self, "keys", check_keys(self.keys))
            owner = ", ".join(self.keys) or "a PacketFacts"
            check.check_collect(owner, self.collect)
            check.check_text(f"title of {owner}", self.title)
            check.check_flag(f"service of {owner}", self.service)


@dataclass(frozen=True)
class PacketNotice:
    """What an admin should do before downloading a packet.

    The part of `message` in square brackets, if there is one, links to `url`. Placeholders,
    `%(name)s`, are filled with `values`, after the message has been translated.
    `DeclarationError` for a field that is invalid.
    """

    message: str
    _: KW_ONLY
    url: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with checking(self):
            check.check_text("message of a PacketNotice", self.message)
            check.check_url(self.url)
            check.check_values("a PacketNotice", "message", self.message, self.values)
            check.check_not_empty("message of a PacketNotice", self.text)

    @property
    def text(self) -> str:
        """The message in English, with its values."""
        return str(Message(self.message, **self.values))


@dataclass(frozen=True)
class PacketSetting:
    """A setting of a package, which the operator sets by an environment variable.

    The variable is `SUPPORT_PACKET_<ENTRY POINT>__<NAME>`, in upper case, with `_` for every
    other character. Its text becomes a `kind`: `str`, `int`, `float`, `bool` (`true` or `false`),
    `Path` (absolute) or `list` (of texts, between commas). `secret=True`: its value is removed
    from everything that leaves the server. A number is at least `minimum` and at most `maximum`,
    where these are given. `DeclarationError` for a field that is invalid.
    """

    name: str
    default: SettingValue = None
    kind: type = str
    _: KW_ONLY
    secret: bool = False
    description: str = ""
    minimum: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        with checking(self):
            check_identifier("name of a PacketSetting", self.name)
            check_kind(self.name, self.kind, self.default)
            check_range(self.name, self.kind, (self.minimum, self.maximum), self.default)
            check.check_flag(f"secret of {self.name}", self.secret)
            check.check_text(f"description of {self.name}", self.description)


@dataclass(frozen=True)
class PacketOption:
    """A choice that an admin has for one packet.

    On the page it is a list to choose from, in an address `?option=<entry point>.<name>:<value>`,
    which may be repeated. `choices` are its values, or a mapping of its values to what the page
    calls them. `title` and these labels are for people. `DeclarationError` for a field that is
    invalid.
    """

    name: str
    choices: Mapping[str, str] | Sequence[str]
    _: KW_ONLY
    title: str
    default: str

    def __post_init__(self) -> None:
        with checking(self):
            check_identifier("name of a PacketOption", self.name)
            check_choices(self.name, self.choices, self.default)
            check.check_text(f"title of {self.name}", self.title)

    @property
    def labels(self) -> Mapping[str, str]:
        """What the page calls each value; the value itself where nothing else is declared."""
        if isinstance(self.choices, Mapping):
            return self.choices
        return {value: value for value in self.choices}
