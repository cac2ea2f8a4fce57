"""Whether the file store can be reached: a directory, or a service of S3 or Azure."""

import os
import re
from pathlib import Path
from typing import Any

from support_packet import Mattermost

from support_packet_diagnostics.probes.outcome import Probe, ProbeError
from support_packet_diagnostics.probes.web import get

SECONDS = 3
_MOUNTS = Path("/proc/self/mountinfo")
_MEBIBYTE = 2**20
_OCTAL = re.compile(r"\\([0-7]{3})")


def store_probe(mattermost: Mattermost) -> Probe:
    """Return the probe of the configured file store."""
    config = mattermost.config
    driver = config.text("FileSettings.DriverName")
    if driver == "local":
        directory = config.resolve(config.text("FileSettings.Directory") or "./data/")
        return lambda: local_store(directory)
    if driver == "amazons3":
        host = config.text("FileSettings.AmazonS3Endpoint") or "s3.amazonaws.com"
        encrypted = config.flag("FileSettings.AmazonS3SSL")
    else:
        account = config.text("FileSettings.AzureStorageAccount")
        host = config.text("FileSettings.AzureEndpoint") or f"{account}.blob.core.windows.net"
        # By default the server encrypts.
        encrypted = config.get("FileSettings.AzureSSL") is not False
    url = host if "://" in host else f"{'https' if encrypted else 'http'}://{host}/"
    return lambda: remote_store(url)


def local_store(directory: Path, mounts: Path = _MOUNTS) -> dict[str, Any]:
    """Return how full the file system of `directory` is; nothing is written into it.

    Whether the server may write there cannot be seen from outside.
    """
    try:
        real = directory.resolve(strict=True)
        figures = os.statvfs(real)
    except OSError:
        raise ProbeError(f"{directory} does not exist, or support-packet can't read it.") from None
    if not real.is_dir():
        raise ProbeError(f"{directory} is not a directory.")
    kind = filesystem_type(real, mounts)
    return {
        **({"filesystem_type": kind} if kind else {}),
        "total_mb": figures.f_blocks * figures.f_frsize // _MEBIBYTE,
        "available_mb": figures.f_bavail * figures.f_frsize // _MEBIBYTE,
    }


def remote_store(url: str) -> dict[str, Any]:
    """Expect any response: without the key, which is not sent, a store refuses everything."""
    get(url, SECONDS).close()
    return {}


def filesystem_type(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """Return the kind of the file system of `path`, such as `ext4`; `None` where not known.

    A line of `mountinfo` has the mount point in its fifth field, with octal escapes, and the
    kind behind a lone hyphen (proc(5)).
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    kinds: dict[Path, str] = {}
    for line in lines:
        place, _, rest = line.partition(" - ")
        _, _, _, _, point, *_ = [*place.split(), *[""] * 5]
        kind = rest.partition(" ")[0]
        if point and kind:
            kinds[Path(_OCTAL.sub(lambda escape: chr(int(escape[1], 8)), point))] = kind
    return next((kinds[each] for each in (path, *path.parents) if each in kinds), None)
