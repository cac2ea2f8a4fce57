"""Where the server's paths are for this program, which may see another file system."""

import os.path
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
        if not self.pairs:
            return path
        # As text: a link on this side says nothing of the other.
        plain = Path(os.path.normpath(path))
        inside = [pair for pair in self.pairs if plain.is_relative_to(pair[0])]
        if not inside:
            return path
        theirs, ours = max(inside, key=lambda pair: len(pair[0].parts))
        return ours / plain.relative_to(theirs)


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
