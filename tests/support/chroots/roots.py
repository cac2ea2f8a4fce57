"""Other systems in directories: built once, copied, and entered with a process namespace."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from support.servers.packages import required_program, unavailable

REPOSITORY = Path(__file__).parents[3]
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True)
class Root:
    """A directory with a system in it.

    `mounts` are directories of this machine by their place in it, writable unless `read_only`.
    """

    path: Path
    mounts: Mapping[str, Path] = field(default_factory=dict)
    read_only: bool = False
    user: int = 0
    writable_tmp: bool = True

    def command(self, *command: str | Path) -> list[str]:
        """Return a command of this machine that runs `command` in the root, and ends with it."""
        top = shlex.quote(str(self.path))
        flags = "remount,bind,ro" if self.read_only else "remount,bind"
        lines = [
            "set -e",
            "mount --make-rprivate /",
            f"mount --bind {top} {top}",
            f"mount -o {flags} {top}",
            f"mount -t proc proc {top}/proc",
            f"mount --rbind /dev {top}/dev",
        ]
        if self.writable_tmp:
            lines += [f"mount -t tmpfs -o mode=1777 tmpfs {top}/tmp"]  # noqa: S108 -- of the root
        for place, source in self.mounts.items():
            lines += [
                f"mount --bind {shlex.quote(str(source))} {top}{place}",
                f"mount -o {flags} {top}{place}",
            ]
        identity = f"--userspec={self.user}:{self.user} --groups={self.user}"
        lines += [f"exec chroot {identity} {top} {shlex.join(map(str, command))}"]
        unshare = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
        return [*unshare, "sh", "-c", "\n".join(lines)]

    def run(self, *command: str | Path, **variables: str) -> str:
        """Run a command in it to its end, expect success, and return what it printed."""
        done = subprocess.run(
            self.command(*command),
            env=clean_environment(**variables),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return done.stdout


def clean_environment(**variables: str) -> dict[str, str]:
    """Return an environment as a service has it, with what apt needs besides."""
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": path, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **variables}


def debian(suite: str) -> Path:
    """Return the directory of a minimal Debian, not to be changed; else the test is skipped."""
    if os.geteuid() != 0:
        unavailable("only root can build and enter a chroot")
    required_program("debootstrap", "debootstrap")
    command = [str(REPOSITORY / "scripts" / "chroot"), suite]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        unavailable(done.stderr.strip())
    return Path(done.stdout.strip())


@contextmanager
def copy_of_debian(suite: str) -> Iterator[Path]:
    """Yield a copy of a minimal Debian that has this machine's access to the package mirror."""
    with tempfile.TemporaryDirectory(prefix="support-packet-root-", dir="/var/tmp") as directory:
        root = Path(directory) / suite
        subprocess.run(["cp", "-a", "--reflink=auto", str(debian(suite)), str(root)], check=True)
        shutil.copy(CERTIFICATES, root / "etc/ssl/certs/ca-certificates.crt")
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        shutil.copy("/etc/hosts", root / "etc/hosts")
        yield root
