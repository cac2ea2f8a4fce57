"""The program in another root, as a service that answers this machine."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.chroots.roots import Root, clean_environment
from support.serving.program import STOP_SECONDS, Program, ready

from demo.installation import Installation, build_installation


def portable_installation(directory: Path, owner: int) -> Installation:
    """Return the example in `directory`, to be mounted anywhere and read by the user `owner`."""
    installation = build_installation(directory)
    assert str(directory) not in installation.config.read_text(encoding="utf-8")
    subprocess.run(["chown", "-R", f"{owner}:{owner}", directory], check=True)
    installation.config.chmod(0o600)
    return installation


@contextmanager
def serving_in(root: Root, log: Path, *command: str | Path, **variables: str) -> Iterator[Program]:
    """Run `command`, which serves, until the block ends; its log goes to the file `log`."""
    with (
        log.open("w", encoding="utf-8") as output,
        subprocess.Popen(
            root.command(*command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            env=clean_environment(**variables),
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout
            yield ready(process, process.stdout, log)
        finally:
            # unshare ends what it started with it.
            process.kill()
            process.wait(STOP_SECONDS)
