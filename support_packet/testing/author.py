"""Makes the packets of collectors under test, in process, as the program makes them."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import get_args

from support_packet.contract import Purpose
from support_packet.host.begun_request import begin_request
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint, find_built_in
from support_packet.host.discovery.package_settings import variable_prefix
from support_packet.host.hooks.requested import Requested
from support_packet.host.preview.packet_preview import preview_packet
from support_packet.settings import Settings, read_settings
from support_packet.testing.arguments import check_collector, check_declared
from support_packet.testing.installation import Installation
from support_packet.testing.made import Made, Previewed, check_shown, previewed_of
from support_packet.testing.making import PacketMaker, load_under_test
from support_packet.testing.misspelt import warning_of_misspelt
from support_packet.testing.under_test import NOTHING, NothingToTestError, given
from support_packet.values.arguments import check_several, check_type


class Author:
    """The collectors under test, and the installation that their packets are made of.

    `environment` holds the variables `SUPPORT_PACKET_…` that an operator would set, to be changed
    as needed. `found` are the entry points, `problem` says why they are not those of the package.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from support_packet import PacketFile, PacketSetting, hookimpl
    >>> from support_packet.testing import Author, Installation
    >>> class Greeting:
    ...     @hookimpl
    ...     def packet_settings(self):
    ...         return PacketSetting("name", "you")
    ...
    ...     @hookimpl
    ...     def packet_files(self, settings):
    ...         return PacketFile("greeting/hello.txt", lambda: f"Hello {settings['name']}")
    >>> temporary = tempfile.TemporaryDirectory()
    >>> author = Author(Installation(Path(temporary.name) / "mattermost"), []).use(Greeting())
    >>> author.set("Greeting", name="support")
    >>> author.packet().text("greeting/hello.txt")
    'Hello support'
    >>> author.preview("page").names
    ['greeting/hello.txt']
    >>> author.installation.close()
    >>> temporary.cleanup()
    """

    def __init__(
        self,
        installation: Installation,
        found: Sequence[DiscoveredEntryPoint],
        problem: str = "",
    ) -> None:
        self.installation = installation
        self.environment: dict[str, str] = {}
        self.found = tuple(found)
        self._problem = problem or ("" if found else NOTHING)

    def use(self, *collectors: object) -> "Author":
        """Return the author of other collectors: modules or objects with hooks, or entry points.

        A text is the name of an entry point of those under test.
        """
        chosen: list[DiscoveredEntryPoint] = []
        for collector in collectors:
            if isinstance(collector, str):
                chosen += self._named(collector)
            else:
                check_collector(collector)
                chosen += given(collector)
        author = Author(self.installation, chosen)
        author.environment = self.environment
        return author

    def with_built_in(self) -> "Author":
        """Return the author of the same collectors and the built-in ones, as on a server."""
        built_in = find_built_in()
        found = [*built_in, *(entry for entry in self.found if not entry.origin.built_in)]
        author = Author(self.installation, found, self._problem)
        author.environment = self.environment
        return author

    def set(self, collector: str, **settings: object) -> None:
        """Set settings of a package, as an operator does: `set("uptime", unit="hours")`.

        `collector` is the name of the entry point. A list is separated by commas; `None` leaves
        the setting at its default. `SettingsError` for a setting that it does not declare.
        """
        check_declared(collector, settings, self.load(read_settings({})))
        for name, value in settings.items():
            variable = variable_prefix(collector) + name.upper()
            self.environment.pop(variable, None)
            if value is not None:
                self.environment[variable] = _written(value)

    def packet(
        self,
        *,
        include: Collection[str] = (),
        exclude: Collection[str] = (),
        options: Mapping[str, str] | None = None,
    ) -> Made:
        """Return a packet of the collectors under test.

        `include` are names of files that are only sent on request, `exclude` of others that are
        left out. `options` are choices of an admin: `{"<entry point>.<name>": value}`. Where the
        collectors declare facts, `support_packet.yaml` is made of them. Raises what prevents a
        packet: `SettingsError`, `UnknownFileError`, `UnknownOptionError`.
        """
        with warning_of_misspelt():
            return self.made(include, exclude, options)

    def made(
        self,
        include: Collection[str] = (),
        exclude: Collection[str] = (),
        options: Mapping[str, str] | None = None,
    ) -> Made:
        """Return what `packet` returns, without warnings about misspelt paths."""
        for name, names in (("include", include), ("exclude", exclude)):
            check_several(f"{name} of packet()", names, "a list", f'{name}=["my-package/a.txt"]')
        requested = Requested("packet", _addressed(options), exclude=exclude, include=include)
        self._check_found()
        maker = PacketMaker(self.found, self.settings(), self.environment)
        return maker.make(self.installation, requested)

    def preview(
        self,
        purpose: Purpose = "page",
        *,
        show: str | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Previewed:
        """Return what the page would show, or `check` if `purpose` says so.

        Of the file named `show`, also a preview of its text; `UnknownFileError` if there is none.
        """
        with warning_of_misspelt():
            previewed = self.previewed(purpose, show, options)
        check_shown(previewed, show)
        return previewed

    def settings(self) -> Settings:
        """Return the program's settings that `environment` holds; `SettingsError`."""
        return read_settings(self.environment)

    def load(self, settings: Settings) -> Collectors:
        """Load the collectors under test; `NothingToTestError` if they are not there."""
        self._check_found()
        return load_under_test(self.found, settings)

    def previewed(
        self, purpose: Purpose, show: str | None = None, options: Mapping[str, str] | None = None
    ) -> Previewed:
        """Return what `preview` returns, without warnings about misspelt paths."""
        if purpose not in (looks := get_args(Purpose)):
            raise ValueError(f"The purpose of a preview is {purpose!r}, not one of {looks}.")
        settings = self.settings()
        begun = begin_request(
            self.installation.opened(settings.reading_limits, self.environment),
            self.load(settings),
            settings,
            Requested(purpose, _addressed(options)),
        )
        return previewed_of(preview_packet(begun, show=show))

    def _check_found(self) -> None:
        if self._problem:
            raise NothingToTestError(self._problem)

    def _named(self, name: str) -> list[DiscoveredEntryPoint]:
        chosen = [entry for entry in self.found if entry.origin.entry_point == name]
        if not chosen:
            known = ", ".join(entry.origin.entry_point for entry in self.found) or "none"
            raise NothingToTestError(f"No collector under test is named {name}. They are: {known}.")
        return chosen


def _addressed(options: Mapping[str, str] | None) -> list[str]:
    check_type("options", options, (Mapping, type(None)), 'a mapping: {"hello.days": "7"}')
    return [f"{key}:{value}" for key, value in (options or {}).items()]


def _written(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case list() | tuple():
            return ",".join(map(str, value))
        case Path():
            return str(value.resolve())
        case _:
            return str(value)
