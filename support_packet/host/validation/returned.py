"""What hook implementations return: one declaration or several, each checked for its type."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import TypeGuard, TypeVar

from support_packet.contract import PacketFile, PacketFolder, PacketOption, PacketSetting
from support_packet.contract.checks import type_name
from support_packet.contract.files import AnyFile
from support_packet.contract.noted import Noted, noting
from support_packet.errors import DeclarationError
from support_packet.host.validation.late_binding import same_content
from support_packet.values.message import N_, Message
from support_packet.values.warning import warn

Declaration = TypeVar("Declaration")

_MAX_DECLARATIONS = 10_000
_MAX_SECRET_CHARACTERS = 64 * 1024
"""Of one package. The redactor takes four times as many in all, and fails if there are more."""

_NOT_SEARCHED_FOR = N_(
    "A secret that it reported is not searched for: it has fewer than %(least)s characters, or is "
    "plain words or a common default. Use a longer random one, and leave this one out of the files."
)


def declarations_in(
    hook: Callable[[], Iterable[object]], *kinds: type[Declaration]
) -> Generator[Declaration, None, None]:
    """Call `hook` and yield the valid declarations in what each implementation returned.

    Invalid ones and other objects become warnings.
    """
    # This generator and the hook run in the same thread, so what is noted is not shared.
    with noting() as noted:
        yield from _valid(hook, kinds, noted)


def _valid(
    hook: Callable[[], Iterable[object]], kinds: tuple[type[Declaration], ...], noted: Noted
) -> Iterator[Declaration]:
    for returned in hook():
        for declared in _each(returned, *kinds):
            if _is_valid(declared, kinds, noted):
                yield declared


def _is_valid(
    declared: object, kinds: tuple[type[Declaration], ...], noted: Noted
) -> TypeGuard[Declaration]:
    """Return whether `declared` is a valid one of `kinds`; warn of it otherwise."""
    # By identity: two invalid declarations may be equal.
    error = next((error for refused, error in noted.refusals if refused is declared), None)
    if error:
        warn(N_("A declaration was refused. %(reason)s"), reason=error)
    elif not isinstance(declared, kinds):
        warn(
            N_("A declaration was refused: it is %(type)s, not %(expected)s."),
            type=type_name(declared),
            expected=_names(kinds),
        )
    else:
        return True
    return False


def files_in(hook: Callable[[], Iterable[object]]) -> Generator[AnyFile, None, None]:
    """Call `hook` and yield its valid files and folders; warn of those with the same content."""
    kinds: tuple[type[AnyFile], ...] = (PacketFile, PacketFolder)
    declared: dict[int, AnyFile] = {}
    with noting() as noted:
        for file in _valid(hook, kinds, noted):
            declared[id(file)] = file
            yield file
    captured = [
        (declared[id(file)], values) for file, values in noted.captured if id(file) in declared
    ]
    for names in same_content(captured):
        warn(
            N_(
                "%(files)s have the same content: their collect sees the last value of the "
                "loop. Bind the value with functools.partial, or as a default of the lambda."
            ),
            files=", ".join(names),
        )


def settings_in(hook: Callable[[], Iterable[object]]) -> list[PacketSetting]:
    """Call `hook` and return its settings; `DeclarationError` if any of them is invalid.

    A hook that uses the setting would fail without it, and be reported in its place.
    """
    declared = []
    for returned in hook():
        for setting in _each(returned, PacketSetting):
            if not isinstance(setting, PacketSetting):
                raise DeclarationError(f"It declared {type_name(setting)}, not PacketSetting.")
            declared.append(setting)
    names = [setting.name for setting in declared]
    if twice := [name for name in names if names.count(name) > 1]:
        raise DeclarationError(f"It declares the setting {twice[0]} twice. Rename one of them.")
    return declared


def options_in(
    hook: Callable[[], Iterable[object]], redact: Callable[[str], str]
) -> Generator[PacketOption, None, None]:
    """Call `hook` and yield its valid options, but for those with a secret among their values.

    The page, addresses and the log show the values as they are.
    """
    for option in declarations_in(hook, PacketOption):
        if any(redact(value) != value for value in option.labels):
            warn(
                N_(
                    "The option %(option)s is not offered: one of its values holds a secret. Give "
                    "the values other names, which addresses and logs may show."
                ),
                option=redact(option.name),
            )
        else:
            yield option


def secrets_in(returned: Iterable[object]) -> Generator[str, None, None]:
    """Yield the secrets in what each implementation returned; `DeclarationError` if too many."""
    from support_packet.redaction.values import MIN_CHARACTERS, searchable  # noqa: PLC0415 -- not at start

    characters = 0
    for result in returned:
        if isinstance(result, str):
            raise DeclarationError("It returned one str: return a list of them.")
        for secret in _each(result, str):
            if not isinstance(secret, str):
                raise DeclarationError(
                    f"It reported a secret of the type {type_name(secret)}, not str."
                )
            characters += len(secret)
            if characters > _MAX_SECRET_CHARACTERS:
                raise DeclarationError(
                    f"The secrets it reported have more than {_MAX_SECRET_CHARACTERS} characters."
                )
            if not secret:
                continue  # of a setting that is not set
            if not searchable(secret):
                warn(_NOT_SEARCHED_FOR, least=str(MIN_CHARACTERS))
            yield secret


def unsearchable(secrets: Iterable[str]) -> Message | None:
    """Return what is said where any of the `secrets` of a collector's settings is left out."""
    from support_packet.redaction.values import MIN_CHARACTERS, searchable  # noqa: PLC0415 -- not at start

    if all(map(searchable, secrets)):
        return None
    return Message(_NOT_SEARCHED_FOR, least=str(MIN_CHARACTERS))


def _each(returned: object, *kinds: type) -> Iterator[object]:
    """Yield what one implementation returned: one of `kinds`, or an iterable of several."""
    if isinstance(returned, kinds):
        yield returned
        return
    if isinstance(returned, str | bytes | Mapping) or not isinstance(returned, Iterable):
        raise DeclarationError(
            f"It returned {type_name(returned)}, not {_names(kinds)} or several of them."
        )
    for position, declared in enumerate(returned):
        if position == _MAX_DECLARATIONS:
            raise DeclarationError(f"It returned more than {_MAX_DECLARATIONS} declarations.")
        yield declared


def _names(kinds: Iterable[type]) -> str:
    # A package that declares no folder need not read of them.
    return next(kind.__name__ for kind in kinds)
