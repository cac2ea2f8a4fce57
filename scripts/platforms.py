"""`make platforms`: runs the tests on other releases of Debian, in chroots, as root.

SUITES names the releases, ARGS the tests: all, which take their time, or a selection; `packages`
are those of the packages in packages/. The chroots are kept below PLATFORMS (/var/tmp/...), so that
the next run has the packages of the system already.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from support.chroots.roots import CERTIFICATES, REPOSITORY, Root, clean_environment, debian

PLATFORMS = Path(os.environ.get("PLATFORMS") or "/var/tmp/support-packet-platforms")  # noqa: S108 -- root's
SUITES = os.environ.get("SUITES") or "trixie sid"
PACKAGES = ("ca-certificates", "git", "make", "procps", "python3", "python3-dev", "python3-venv")
SERVERS = ("postgresql-[1-9][0-9]", "mariadb-server-core", "slapd", "389-ds-base", "nginx")
SOURCE = "/root/support-packet"


def main() -> int:
    """Run the tests given as arguments on each release; the exit status counts those that fail."""
    failed = [suite for suite in SUITES.split() if not run_on(suite, sys.argv[1:])]
    sys.stdout.write(f"platforms: failed: {', '.join(failed) or 'none'} of {SUITES}\n")
    return len(failed)


def run_on(suite: str, arguments: list[str]) -> bool:
    """Return whether the tests pass on the release `suite`."""
    root = Root(prepared(suite))
    update_source(root.path)
    versions = root.run("sh", "-c", "cat /etc/debian_version; python3 --version")
    sys.stdout.write(f"platforms: {suite}, {' '.join(versions.split())}\n")
    sys.stdout.flush()
    tests = f".venv/bin/python -m pytest -n2 {shlex.join(arguments or ['tests'])}"
    if arguments == ["packages"]:
        tests = "scripts/test-packages"
    script = f"cd {SOURCE} && scripts/set-up && {tests}"
    variables = {"PIP_CERT": str(CERTIFICATES), "HOME": "/root"}
    done = subprocess.run(
        root.command("sh", "-c", script), env=clean_environment(**variables), check=False
    )
    # The tests have installed the servers.
    servers = root.run("sh", "-c", f"dpkg-query --show {shlex.join(SERVERS)} 2>/dev/null || true")
    sys.stdout.write(f"platforms: {suite}, with\n{servers}")
    return done.returncode == 0


def prepared(suite: str) -> Path:
    """Return the kept chroot of `suite` with what the tests need besides their own packages."""
    path = PLATFORMS / suite
    if not path.exists():
        PLATFORMS.mkdir(parents=True, exist_ok=True)
        partial = PLATFORMS / f"{suite}.new"
        shutil.rmtree(partial, ignore_errors=True)
        copy(debian(suite), partial)
        partial.rename(path)
    for file in (CERTIFICATES, Path("/etc/resolv.conf"), Path("/etc/hosts")):
        shutil.copy(file, path / str(file)[1:])
    # A mirror of sid may be some weeks behind.
    relaxed = path / "etc/apt/apt.conf.d/99-mirror"
    relaxed.write_text('Acquire::Check-Valid-Until "false";\n', encoding="ascii")
    root = Root(path)
    # A run that was stopped may have left an installation half done.
    root.run("dpkg", "--configure", "-a")
    root.run("apt-get", "--quiet", "update")
    root.run("apt-get", "--quiet", "install", "--yes", "--no-install-recommends", *PACKAGES)
    # Its installation has rewritten the certificates.
    shutil.copy(CERTIFICATES, path / str(CERTIFICATES)[1:])
    return path


def copy(source: Path, target: Path) -> None:
    """Copy a root with its owners and devices."""
    subprocess.run(
        ["cp", "-a", "--reflink=auto", str(source), str(target)],
        check=True,
    )


def update_source(root: Path) -> None:
    """Give the root the files of this checkout that git knows; its virtual environment stays.

    Nothing else of an earlier run stays: neither a file that has been moved since, nor what was
    left half written when the run was stopped.
    """
    script = (
        f"mkdir -p {root}{SOURCE} && "
        f"find {root}{SOURCE} -mindepth 1 -maxdepth 1 ! -name .venv -exec rm -rf {{}} + && "
        "git ls-files -z | "
        f"tar -c --null --files-from=- | tar -x -C {root}{SOURCE}"
    )
    subprocess.run(["sh", "-c", script], cwd=REPOSITORY, check=True)


if __name__ == "__main__":
    sys.exit(main())
