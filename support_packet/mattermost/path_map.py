"""Where the server's paths are for this program, which may see another file system."""

import os.path
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PathMap:
    """Directories of the server, each with the one in which this program finds it.

    The server in a container has `/mattermost/logs` in its configuration; on the host the volume is
    somewhere else. The deepest directory counts.
    """

    pairs: tuple[tuple[Path, Path], ...] = ()

    def find(self, path: Path) -> Path:
        """Return where the server's absolute `path` is; one in no directory stays as it is."""
        return _moved(self.pairs, path) or path

    def has_own(self, directory: Path) -> bool:
        """Return whether `directory` is, as it is spelled, in one that this program finds."""
        return self._of_server(directory) is not None

    def has_below(self, directory: Path) -> bool:
        """Return whether there are directories of the server's below its `directory`."""
        return any(theirs.is_relative_to(directory) for theirs, _ in self.pairs)

    def resolve(self, directory: Path, text: str) -> Path:
        """Return where the server's path `text` is, which may be relative to its own directory.

        `directory` is where this program finds that one: the server may know it by another path.
        """
        if Path(text).is_absolute():
            return self.find(Path(text))
        theirs = self._of_server(directory)
        found = theirs and _moved(self.pairs, theirs / text)
        # Next to it, where the map says nothing about what is outside.
        return found or (directory / text if theirs else self.find(directory / text))

    def _of_server(self, directory: Path) -> Path | None:
        return _moved([(ours, theirs) for theirs, ours in self.pairs], directory)


def _moved(pairs: Iterable[tuple[Path, Path]], path: Path) -> Path | None:
    """Return `path` in the second of the pair whose first is the deepest around it."""
    # As text: a link on this side says nothing of the other.
    plain = Path(os.path.normpath(path))
    inside = [pair for pair in pairs if plain.is_relative_to(pair[0])]
    if not inside:
        return None
    around, instead = max(inside, key=lambda pair: len(pair[0].parts))
    return instead / plain.relative_to(around)


SAME_PATHS = PathMap()
"""That of a program that sees what the server sees."""


def parse_path_map(text: str) -> PathMap:
    """Return the map in `text`, `/THEIRS=/OURS` and more behind colons; `ValueError`."""
    pairs = []
    for part in filter(None, text.split(":")):
        theirs, equals, ours = part.partition("=")
        if not equals or not (theirs.startswith("/") and ours.startswith("/")) or "\0" in part:
            raise ValueError(
                "must be /SERVERS/DIRECTORY=/OWN/DIRECTORY, absolute paths; several are separated "
                "by colons"
            )
        pairs.append((Path(os.path.normpath(theirs)), Path(ours)))
    return PathMap(tuple(pairs))
