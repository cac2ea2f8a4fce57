"""Samples with their secrets marked, and the folders that they are in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
REALISTIC = FOLDER / "corpus" / "realistic"
VENDORS = FOLDER / "corpus" / "vendors"
HARMLESS = FOLDER / "harmless"
PLUGINS = FOLDER / "plugins"

BLOCK_END = "\n%%\n"
"""Between samples of several lines; their files are called `.blocks`."""

_MARKED = re.compile("«([^«»]*)»")


class Sample(NamedTuple):
    """A line, or several, as it is written, and the secrets in it as they are written there."""

    text: str
    secrets: tuple[str, ...]
    around: str


def sample(marked: str) -> Sample:
    """Parse a text in which every secret is in `«…»`; `around` is everything else."""
    secrets = tuple(_MARKED.findall(marked))
    return Sample(_MARKED.sub(r"\1", marked), secrets, _MARKED.sub("\n", marked))


def split(path: Path) -> list[str]:
    """Return the samples of a file, still marked."""
    text = path.read_text(encoding="utf-8")
    return text.removesuffix("\n").split(BLOCK_END if path.suffix == ".blocks" else "\n")


def join(samples: list[str], suffix: str) -> str:
    """Return the text of a file with these samples."""
    return (BLOCK_END if suffix == ".blocks" else "\n").join(samples) + "\n"


def files(folder: Path) -> list[Path]:
    """Return the files of samples of a folder."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".log", ".blocks"))


def families(folder: Path) -> Iterator[tuple[str, list[Sample]]]:
    """Yield each family's name and samples."""
    for path in files(folder):
        yield path.stem, [sample(text) for text in split(path)]
