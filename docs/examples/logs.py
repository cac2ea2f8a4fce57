"""Sends a log with what it was before its rotations, and says how large they are."""

from collections.abc import Iterator

from support_packet import Mattermost, PacketFile, dump_yaml, hookimpl, log_files


def sizes(mattermost: Mattermost) -> str:
    log = mattermost.log("mattermost.log", "LogSettings")
    rotated = list(log.rotated())
    return dump_yaml(
        {
            str(log.path): log.size(),
            "newest lines": sum(piece.count(b"\n") for piece in log),
            "rotated": {str(each.path): each.size() for each in rotated},
            "older lines": sum(piece.count(b"\n") for each in rotated for piece in each.lines()),
        }
    )


@hookimpl
def packet_files(mattermost: Mattermost) -> Iterator[PacketFile]:
    yield PacketFile("my-package/sizes.yaml", lambda: sizes(mattermost))
    folder = mattermost.config.text("LogSettings.FileLocation") or mattermost.directory / "logs"
    log = mattermost.log_file(f"{folder}/mattermost.log", setting="LogSettings.FileLocation")
    yield from log_files(log, folder="my-package", title="Server log")
