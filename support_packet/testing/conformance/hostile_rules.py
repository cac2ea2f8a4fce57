"""Rules for installations that are broken, late or full of secrets, and for every option."""

import io
import shutil
import socket
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from support_packet.testing.author import Author
from support_packet.testing.conformance.behavior_rules import defects
from support_packet.testing.conformance.failed_queries import failed_during, unsaid
from support_packet.testing.conformance.observation import requested_names
from support_packet.testing.conformance.planting import Planter
from support_packet.testing.conformance.rule import Rule
from support_packet.testing.conformance.trial import Trial
from support_packet.testing.leaks import find_leaks
from support_packet.testing.made import Made

_DEPTH = 2
"""How many encodings, one in the other, are undone."""
_MAX_DECODED_BYTES = 2 * 2**20
"""Of a larger file, encodings are undone at its beginning and end only: they take minutes."""


def _secrets(trial: Trial) -> Iterator[str]:
    author, planter = trial.author_on_copy("secrets"), Planter()
    planter.plant(author, trial.collectors)
    yield from _leaks(trial, author, planter)
    with _silent_port() as port:
        author.installation.set(
            "SqlSettings", DriverName="postgres", DataSource=planter.data_source(port)
        )
        yield from _leaks(trial, author, planter)


def _leaks(trial: Trial, author: Author, planter: Planter) -> Iterator[str]:
    names = requested_names(trial.observed.declarations)
    made = _packet(author, names)
    for data in (made.data, _looks(author, made)):
        for leak in find_leaks(data, list(planter.planted), _DEPTH, _MAX_DECODED_BYTES):
            how = f", as {' in '.join(leak.decoded)}" if leak.decoded else ""
            yield (
                f"{leak.file} holds {planter.planted[leak.secret]}{how}. Never read what is "
                "secret; report your own secrets with packet_secrets or secret=True."
            )


def _packet(author: Author, names: list[str]) -> Made:
    """Return the packet with all files that are declared, now, to be sent on request."""
    known = author.previewed("packet").names
    return author.made(include=[name for name in names if name in known])


def _looks(author: Author, made: Made) -> bytes:
    """Return a ZIP with all that the page shows."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number, name in enumerate(made.names or [""]):
            seen = author.previewed("page", name)
            archive.writestr(f"preview {number}", str(seen))
    return data.getvalue()


def _late_database(trial: Trial) -> Iterator[str]:
    author = trial.author_on_copy("late")
    with _silent_port() as port:
        source = f"postgres://mmuser:mostest@127.0.0.1:{port}/mattermost?sslmode=disable"
        author.installation.set("SqlSettings", DriverName="postgres", DataSource=source)
        yield from _survived(trial, author, "While the database does not respond")


@contextmanager
def _silent_port() -> Iterator[int]:
    """Yield a port at which the system accepts connections and nothing answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        yield server.getsockname()[1]


def _broken(trial: Trial) -> Iterator[str]:
    for number, (what, damage) in enumerate(_DAMAGES.items()):
        author = trial.author_on_copy(f"broken {number}")
        author.installation.mattermost()
        damage(author)
        yield from _survived(trial, author, what)


def _survived(trial: Trial, author: Author, what: str) -> Iterator[str]:
    made, failed = failed_during(author.made)
    for name in unsaid(trial, made, failed):
        yield (
            f"{what}: {name} is made although its query failed, and nothing says so. Do not catch "
            "DatabaseError, or warn of what is missing."
        )
    for warning in defects(made.warnings):
        yield (
            f"{what}: {warning} Raise CollectError with what the admin can do, or let the error of "
            "mattermost through."
        )


def _remove(name: str) -> Callable[[Author], None]:
    def damage(author: Author) -> None:
        path = author.installation.directory / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    return damage


def _write(name: str, content: str) -> Callable[[Author], None]:
    return lambda author: _written(author, name, content)


def _written(author: Author, name: str, content: str) -> None:
    (author.installation.directory / name).write_text(content, encoding="utf-8")


_DAMAGES: dict[str, Callable[[Author], None]] = {
    "Without a configuration": _remove("config"),
    "With an empty configuration": _write("config/config.json", "{}"),
    "With an invalid configuration": _write("config/config.json", '{"SqlSettings": 3'),
    "Without a database": _remove("mattermost.db"),
    "With a database without tables": _write("mattermost.db", ""),
    "Without logs": _remove("logs"),
    "Without plugins": _remove("plugins"),
}


def _options(trial: Trial) -> Iterator[str]:
    author = trial.author_on_copy("options")
    for declared in trial.observed.declarations.options:
        for value in declared.option.choices:
            for warning in defects(author.made(options={declared.key: value}).warnings):
                yield f"With the option {declared.key}={value}: {warning}"


SECRETS = Rule(
    "secrets",
    "No secret of the configuration, the database, a plugin or a package leaves, in any form that "
    "`find_secrets` can undo.",
    _secrets,
)
LATE_DATABASE = Rule(
    "late-database",
    "Where the database does not respond, collectors end in time and say so.",
    _late_database,
)
BROKEN_INSTALLATIONS = Rule(
    "broken-installations",
    "Where configuration, database, logs or plugins are missing, collectors say so.",
    _broken,
)
OPTIONS = Rule("options", "Every choice of an option makes a packet.", _options)
