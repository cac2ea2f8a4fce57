"""Gives names that redacting has made the same a number."""

from collections.abc import Callable

from support_packet.values.file_names import file_name_key


class FreeNames:
    """The names of one archive; `key` returns the same for names that must not both be in it."""

    def __init__(self, key: Callable[[str], str] = file_name_key) -> None:
        self._key = key
        self._taken: set[str] = set()
        # Where to go on: there may be thousands of one name.
        self._numbers: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return `name`, numbered in its folder if one like it was taken before.

        >>> names = FreeNames()
        >>> [names.take(name) for name in ("a/x.log", "a/X.log", "a/", "a/")]
        ['a/x.log', 'a/2-X.log', 'a/', '2-a/']
        """
        path = name.removesuffix("/")
        folder, slash, last = path.rpartition("/")
        end = name[len(path) :]
        free, same = name, self._key(name)
        while self._key(free) in self._taken:
            number = self._numbers[same] = self._numbers.get(same, 1) + 1
            free = f"{folder}{slash}{number}-{last}{end}"
        self._taken.add(self._key(free))
        return free
