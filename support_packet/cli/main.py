"""The command `support-packet`."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from support_packet.cli.arguments import CANNOT_RUN, build_parser
from support_packet.cli.interrupt import INTERRUPTED
from support_packet.errors import SettingsError, SupportPacketError
from support_packet.host.discovery.own_files import check_own_files
from support_packet.host.problems import one_line
from support_packet.process.local_time import use_valid_zone

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a write to the standard output fails with where its disk is full or broken."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 2 where it cannot run, and one line says why."""
    parsed = build_parser().parse_args(arguments)
    use_valid_zone()
    try:
        _check_working_directory()
        check_own_files()
        return int(parsed.run(parsed))
    except SupportPacketError as error:
        sys.stderr.write(f"support-packet: {one_line(str(error))}\n")
        return CANNOT_RUN
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the output has closed it; Python would complain at exit otherwise.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return CANNOT_RUN
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stderr.write(f"support-packet: The output is not complete: {error.strerror}.\n")
        return CANNOT_RUN


def _check_working_directory() -> None:
    """Raise `SettingsError` where it was removed: relative paths, and libraries, need one."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise SettingsError("The working directory was removed. Change to another: cd /.") from None
