"""`python -m recall.generate`: writes the corpora from the templates, the same on every run."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from recall.plugin_lines import plugin_files
from recall.samples import BLOCK_END, FOLDER, HARMLESS, REALISTIC, VENDORS, files, join
from recall.template import expand

TEMPLATES = FOLDER / "templates"
_SAMPLES = {".log": 45, ".blocks": 24}
_HARMLESS_SAMPLES = {".log": 300, ".blocks": 24}
_MOST_ROUNDS = 60


def templates(path: Path) -> list[str]:
    """Return the templates of a file; what begins with `#` is a comment."""
    text = path.read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return kept.split(BLOCK_END if path.suffix == ".blocks" else "\n")


def generate(path: Path, least: int, carriers: list[str]) -> list[str]:
    """Return at least `least` different samples, and at least one for each template.

    `= shape` is written into each of the carriers in turn.
    """
    found: dict[str, None] = {}
    for turn in range(_MOST_ROUNDS):
        for number, template in enumerate(templates(path)):
            if turn and len(found) >= least:
                return list(found)
            whole = template
            if template.startswith("= "):
                carrier = carriers[(number * 7 + turn * 3) % len(carriers)]
                whole = carrier.replace("⟦secret⟧", f"«{template[2:]}»")
            found[expand(whole, f"{path.stem} {number}", number + turn)] = None
    return list(found)


def corpora() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of every generated file."""
    carriers = templates(TEMPLATES / "carriers.log")
    for folder, least in (
        (REALISTIC, _SAMPLES),
        (VENDORS, _SAMPLES),
        (HARMLESS, _HARMLESS_SAMPLES),
    ):
        for path in files(TEMPLATES / folder.name):
            samples = generate(path, least[path.suffix], carriers)
            yield folder / path.name, join(samples, path.suffix)


def main() -> int:
    """Write what has changed; remove what no longer has a template."""
    written = dict(chain(corpora(), plugin_files()))
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for folder in {path.parent for path in written}:
        for path in set(folder.iterdir()) - set(written):
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
