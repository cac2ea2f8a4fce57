"""Rotated logs as files of the packet."""

from collections.abc import Iterator

from support_packet import N_, Mattermost, PacketFile


def rotated_files(mattermost: Mattermost, title: str, *log: str) -> Iterator[PacketFile]:
    """Yield the rotated files of `log`, newest first, after all other files.

    `log` is a name, and the sections of the configuration that say where it is.
    """
    for age, rotated in enumerate(mattermost.rotated_logs(*log)):
        yield PacketFile(
            name=rotated.path.name,
            title=title,
            description=N_("An older log, which the server has rotated"),
            order=1000 + age,
            size=rotated.size(),
            collect=rotated.lines,
        )
