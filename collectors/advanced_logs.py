"""The files that advanced logging writes: `audit.log`, `ldap.log`, or whatever they are called."""

from collections.abc import Iterator

from collectors._log_targets import other_targets
from support_packet import (
    N_,
    DeclarationError,
    Mattermost,
    PacketFile,
    hookimpl,
    log_files,
    warn,
)

BAD_NAME = N_("%(path)s, which %(setting)s names, can't be a file of the packet under its name.")


@hookimpl
def packet_files(mattermost: Mattermost) -> Iterator[PacketFile]:
    """Declare each file target of the configuration under its own name, with its rotated files."""
    for name, target in other_targets(mattermost).items():
        try:
            yield from log_files(
                mattermost.log_file(target.path, setting=target.setting),
                folder=name.rpartition("/")[0],
                title=N_("Advanced log"),
                description=N_("What a target of advanced logging writes"),
                group=N_("Logs"),
                order=60,
            )
        except DeclarationError:
            warn(BAD_NAME, path=target.path, setting=target.setting)
