"""Which of two files with conflicting names keeps its name."""

from pathlib import PurePosixPath
from typing import Generic, TypeVar

from support_packet.values.file_names import file_name_key

Owner = TypeVar("Owner")


class FileNameRegistry(Generic[Owner]):
    """The owner of each file name; the first to register a name keeps it, and its folders."""

    def __init__(self) -> None:
        self._files: dict[str, Owner] = {}
        self._folders: dict[str, Owner] = {}

    def register(self, name: str, owner: Owner) -> Owner | None:
        """Give `name` to `owner`, or return the owner of a name that it conflicts with.

        A file cannot have the name of a folder in which another file is.
        """
        key = file_name_key(name)
        folders = [str(folder) for folder in PurePosixPath(key).parents[:-1]]
        # The file itself, a folder of that name, and a file with the name of one of its folders.
        owners = [self._files.get(key), self._folders.get(key), *map(self._files.get, folders)]
        for earlier in owners:
            if earlier is not None:
                return earlier
        self._files[key] = owner
        for folder in folders:
            self._folders.setdefault(folder, owner)
        return None
