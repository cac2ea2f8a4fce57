"""Imports one entry point, and says what is wrong with it in words that help its author."""

import inspect
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path

import pluggy

import hookspecs
from support_packet.contract import CONTRACT, PROJECT, PacketSetting
from support_packet.contract.checks import asynchronous
from support_packet.errors import CollectError, DeclarationError
from support_packet.host.discovery.collector import Collector, call_hook
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint
from support_packet.host.discovery.package_locales import unused_locales
from support_packet.host.validation.returned import settings_in
from support_packet.host.validation.wrong_hooks import (
    HOOKS,
    check_hooks,
    hooks_in_classes,
    refusals_of,
    warn_of_unknown_hook,
)
from support_packet.values.message import N_
from support_packet.values.warning import warn

_OLDER_PACKAGE = N_(
    "Update support-packet, install an older release of the package, or block the collector with "
    "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s."
)
_MISSING = N_(
    "Install it (the dependencies of the package should name it), or block the collector with "
    "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s."
)


def load_collector(entry: DiscoveredEntryPoint) -> Generator[Collector, None, None]:
    """Import and register one entry point, in its own thread; yield it as a collector."""
    collector = _import(entry)
    _check_kind(entry, collector)
    _check_contract(entry, collector)
    check_hooks(collector)
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    if manager.register(collector, entry.origin.entry_point) is None:
        raise DeclarationError(
            f"{entry.entry_point.value} is {collector!r}, which cannot have hooks."
        )
    callers = manager.get_hookcallers(collector) or []
    if not callers:
        _warn_of_no_hook(collector, ", ".join(HOOKS))
    hooks = list(_usable(callers))
    for refusal in refusals_of(collector, hooks):
        warn(refusal)
    _warn_of_unused_catalogs(entry)
    yield Collector(entry.origin, manager, hooks, _settings(manager, hooks))


def _import(entry: DiscoveredEntryPoint) -> object:
    point = entry.entry_point
    try:
        return point.load()
    except ModuleNotFoundError as error:
        if error.name and (point.module == error.name or point.module.startswith(f"{error.name}.")):
            raise DeclarationError(
                f"Its entry point names the module {point.module}, which is not installed. Check "
                "the name in pyproject.toml, and that the module is in the wheel."
            ) from error
        raise CollectError(
            N_("It imports %(module)s, which is not installed."),
            remedy=_MISSING,
            module=error.name,
            collector=entry.origin.name,
        ) from error
    except ImportError as error:
        if error.name != "support_packet":
            raise
        raise CollectError(
            N_("%(error)s. It may have been written for a newer release."),
            remedy=_OLDER_PACKAGE,
            error=str(error).partition(" (")[0],
            collector=entry.origin.name,
        ) from error
    except AttributeError as error:
        if not point.attr:
            raise
        raise DeclarationError(
            f"Its entry point names {point.value}, but {error}. Name the module alone: "
            f'{point.name} = "{point.module}".'
        ) from error


def _check_kind(entry: DiscoveredEntryPoint, collector: object) -> None:
    point = entry.entry_point
    what = (
        "class"
        if inspect.isclass(collector)
        else "function"
        if inspect.isroutine(collector)
        else ""
    )
    if what:
        raise DeclarationError(
            f"Its entry point names the {what} {point.attr}. Name the module that has the hooks: "
            f'{point.name} = "{point.module}".'
        )


def _check_contract(entry: DiscoveredEntryPoint, collector: object) -> None:
    needed = getattr(collector, "SUPPORT_PACKET_CONTRACT", CONTRACT)
    if not isinstance(needed, int) or isinstance(needed, bool):
        raise DeclarationError("Its SUPPORT_PACKET_CONTRACT is not a whole number.")
    if needed > CONTRACT:
        raise CollectError(
            N_(
                "It is written for version %(needed)s of the collector contract; this "
                "support-packet supports version %(version)s."
            ),
            remedy=_OLDER_PACKAGE,
            needed=needed,
            version=CONTRACT,
            collector=entry.origin.name,
        )


def _warn_of_no_hook(collector: object, names: str) -> None:
    unmarked = [name for name in HOOKS if inspect.isroutine(getattr(collector, name, None))]
    if unmarked:
        warn(
            N_("It implements no hook: mark %(unmarked)s with @hookimpl."),
            unmarked=", ".join(unmarked),
        )
    elif name := hooks_in_classes(collector):
        warn(
            DeclarationError(
                f"It implements no hook: those of the class {name} are methods. Make them "
                "functions of the module."
            )
        )
    else:
        warn(N_("It implements no hook. Mark each of %(hooks)s with @hookimpl."), hooks=names)


def _usable(callers: list[pluggy.HookCaller]) -> Iterator[str]:
    """Yield the hooks that can be called; warn of those that are not what their author thinks."""
    for caller in callers:
        implementation = caller.get_hookimpls()[0]
        if not caller.has_spec():
            if not implementation.optionalhook:
                warn_of_unknown_hook(caller.name)
            continue
        if asynchronous(implementation.function):
            warn(
                N_("Its hook %(hook)s is async, and is not called: declare it with def."),
                hook=caller.name,
            )
            continue
        names = ("wrapper", "hookwrapper", "tryfirst", "trylast")
        if odd := [name for name in names if getattr(implementation, name)]:
            warn(
                N_(
                    "Its hook %(hook)s has %(option)s=True, which has no effect: each package is "
                    "called separately."
                ),
                hook=caller.name,
                option=odd[0],
            )
        yield caller.name


def _warn_of_unused_catalogs(entry: DiscoveredEntryPoint) -> None:
    def installed() -> list[Path]:
        distribution = getattr(entry.entry_point, "dist", None)
        with suppress(Exception):  # metadata that an installer wrote may be broken
            return [Path(str(file)) for file in getattr(distribution, "files", None) or ()]
        return []

    if folder := unused_locales(entry.module, installed):
        warn(
            N_(
                "Its catalogs in %(folder)s are not used: there, packages would overwrite each "
                "other's. Put them into %(own)s."
            ),
            folder=folder,
            own=f"{entry.module}_locales",
        )


def _settings(manager: pluggy.PluginManager, hooks: list[str]) -> list[PacketSetting]:
    if "packet_settings" not in hooks:
        return []
    return settings_in(lambda: call_hook(manager.hook.packet_settings, {}))
