"""The logs that a server has rotated, as files of the packet."""

from collections.abc import Iterator

from support_packet import Mattermost, PacketFile


def rotated_files(mattermost: Mattermost, title: str, *log: str) -> Iterator[PacketFile]:
    """Yield what `log` was before it was rotated, newest first, behind all other files.

    `log` is a name, and the sections of the configuration that say where it is.
    """
    for age, rotated in enumerate(mattermost.rotated_logs(*log)):
        yield PacketFile(
            name=rotated.path.name,
            title=title,
            description="What the server logged before the log file was rotated.",
            order=1000 + age,
            size=rotated.size(),
            collect=rotated.lines,
        )
