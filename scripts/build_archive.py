"""Builds the self-contained archive: the program, an interpreter, and all that both need to run.

`python -m scripts.build_archive VERSION ENVIRONMENT OUT` packs the packages of a virtual
environment. It is for servers without a new enough Python: nothing but a kernel and a POSIX shell
is used of them, not even the C library, so that it runs on older and newer systems than this one.
"""

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.documents import copy_documents

NAME = "support-packet"
_UNUSED = ("__pycache__", "config-*", "idlelib", "lib2to3", "site-packages", "test", "tests")
_UNUSED_MODULES = ("_curses*", "_tkinter*", "nis.*", "readline.*", "tkinter", "turtle*")
"""What would pull in libraries of the system that the program does not need."""

_LAUNCHER = """\
#!/bin/sh
# Runs the interpreter of this directory with the libraries of this directory.
root=$(dirname "$(dirname "$(readlink -f "$0")")")
if [ -z "${{SSL_CERT_FILE-}}" ]; then
    # The certificate authorities of this system, wherever it has them.
    for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt \\
        /etc/ssl/ca-bundle.pem; do
        if [ -r "$file" ]; then
            export SSL_CERT_FILE="$file"
            break
        fi
    done
fi
exec "$root/lib/native/{loader}" --argv0 "$root/bin/python" --library-path "$root/lib/native" \\
    "$root/libexec/python" {arguments}"$@"
"""
_MAIN = "-I -c 'import sys; from support_packet.cli.main import main; sys.exit(main())' "


def main() -> None:
    """Build it; `OUT` is the folder for the archive."""
    version, environment, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    name = f"{NAME}-{version}-linux-{platform.machine()}.tar.gz"
    with tempfile.TemporaryDirectory() as directory:
        tree = Path(directory) / NAME
        _copy_interpreter(tree, environment)
        loader = _copy_libraries(tree)
        _write_launchers(tree, loader)
        copy_documents(tree / "share")
        _strip(tree)
        _run(tree / "bin/python", "-m", "compileall", "-q", tree / "lib")
        with tarfile.open(out / name, "w:gz") as archive:
            archive.add(tree, NAME, filter=_of_root)


def _copy_interpreter(tree: Path, environment: Path) -> None:
    library = Path(sysconfig.get_path("stdlib"))
    unused = shutil.ignore_patterns(*_UNUSED, *_UNUSED_MODULES)
    shutil.copytree(library, tree / "lib" / library.name, ignore=unused)
    shutil.copytree(
        environment / "lib" / library.name / "site-packages",
        tree / "lib" / library.name / "site-packages",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    (tree / "libexec").mkdir()
    shutil.copy(os.path.realpath(sys.executable), tree / "libexec/python")


def _copy_libraries(tree: Path) -> str:
    """Copy the libraries of the system that the tree's programs load; return the loader's name."""
    native = tree / "lib/native"
    native.mkdir()
    for library in sorted({found for binary in _binaries(tree) for found in _needed(binary)}):
        if not library.is_relative_to(tree):
            shutil.copy(library, native / library.name)
            _copy_license(library, tree / "share/licenses")
    [loader] = native.glob("ld-linux-*")
    loader.chmod(0o755)
    return loader.name


def _binaries(tree: Path) -> Iterator[Path]:
    for path in tree.rglob("*"):
        if path.is_file() and path.open("rb").read(4) == b"\x7fELF":
            yield path


def _needed(binary: Path) -> Iterator[Path]:
    """Return the libraries that `binary` needs, as the loader of this system finds them."""
    # Its exit status is 1 for what loads nothing.
    for line in _run("ldd", binary, check=False):
        name, _, place = line.strip().rpartition(" => ")
        path = Path(place.split(" (")[0])
        if path.is_absolute():
            yield path
        elif "not found" in place:
            sys.exit(f"build_archive: {binary} needs {name}, which this system does not have.")


def _copy_license(library: Path, licenses: Path) -> None:
    """Copy what the library's package says about its copyright."""
    # Its exit status is 1 for what no package brings: the interpreter, whose license comes with it.
    lines = _run("dpkg-query", "--search", f"*/{library.name}", check=False)
    for owner in {line.split(":")[0] for line in lines}:
        copyright_file = Path("/usr/share/doc", owner, "copyright")
        if copyright_file.exists():
            licenses.mkdir(parents=True, exist_ok=True)
            shutil.copy(copyright_file, licenses / owner)


def _strip(tree: Path) -> None:
    """Remove debugging symbols of the interpreter, which is most of its size."""
    if program := shutil.which("strip"):
        for path in (tree / "libexec/python", *(tree / "lib/native").glob("libpython*")):
            _run(program, "--strip-unneeded", path)


def _write_launchers(tree: Path, loader: str) -> None:
    (tree / "bin").mkdir()
    for name, arguments in (("python", ""), (NAME, _MAIN)):
        launcher = tree / "bin" / name
        launcher.write_text(_LAUNCHER.format(loader=loader, arguments=arguments), encoding="utf-8")
        launcher.chmod(0o755)


def _run(*command: str | Path, check: bool = True) -> list[str]:
    """Return the lines that a command printed."""
    done = subprocess.run(command, capture_output=True, text=True, check=check)
    return done.stdout.splitlines()


def _of_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


if __name__ == "__main__":
    main()
