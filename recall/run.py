"""`make recall`: measures, prints the tables, and fails below the goals."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from recall.measure import Score, recall, still_json, unchanged
from recall.peers import installed_peers
from recall.programs import Program, SupportPacket, secrets_of_plugins
from recall.report import Measured, family_table, goal_table, wrong_lines
from recall.samples import HARMLESS, PLUGINS, REALISTIC, VENDORS, families, files, sample, split

Say = Callable[[str], object]


def main() -> int:
    """Return 1 if a goal is missed; `PEERS=1` measures the other scanners, too."""
    parser = argparse.ArgumentParser(prog="python -m recall.run", description=__doc__)
    parser.add_argument("--report", type=Path, help="a file for the tables, as Markdown")
    parser.add_argument("--show", type=int, default=0, help="how many wrong lines of each family")
    options = parser.parse_args()
    measured = [_of_the_program()]
    if os.environ.get("PEERS") not in (None, "", "0"):
        with installed_peers() as peers:
            measured += map(_measure, peers)
    lines = [*goal_table(measured), *family_table(measured)]
    _print("\n".join([*lines, *wrong_lines(measured[0], options.show)]))
    if options.report:
        options.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if missed := measured[0].missed():
        sys.stderr.write(f"\nMissed: {'; '.join(missed)}.\n")
    return 1 if missed else 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _measure(program: Program) -> Measured:
    return Measured(
        program.name,
        _recall(program, REALISTIC),
        _recall(program, VENDORS),
        _false_hits(program),
    )


def _recall(program: Program, folder: Path) -> Mapping[str, Score]:
    corpus = dict(families(folder))
    texts = {family: [each.text for each in samples] for family, samples in corpus.items()}
    outputs = program.outputs(texts)
    return {family: recall(samples, outputs[family]) for family, samples in corpus.items()}


def _false_hits(program: Program) -> Mapping[str, Score]:
    texts = {path.stem: ["\n".join(split(path))] for path in files(HARMLESS)}
    outputs = program.outputs(texts)
    return {name: unchanged(whole, outputs[name][0]) for name, (whole,) in texts.items()}


def _of_the_program() -> Measured:
    """Measure also a redactor that knows the settings of plugins, on lines that hold them."""
    program = SupportPacket(secrets_of_plugins())
    secret = [sample(text) for text in split(PLUGINS / "known-secret.blocks")]
    harmless = "\n".join(split(PLUGINS / "known-harmless.log"))
    outputs = program.outputs({"secret": [each.text for each in secret], "harmless": [harmless]})
    return _measure(SupportPacket())._replace(
        known_secret=recall(secret, outputs["secret"]),
        known_harmless=unchanged(harmless, outputs["harmless"][0]),
        json=_still_json(program),
    )


def _still_json(program: Program) -> Score:
    """Redact every line and block by itself."""
    folders = (REALISTIC, VENDORS, HARMLESS, PLUGINS)
    paths = [path for folder in folders for path in files(folder)]
    texts = [sample(text).text for path in paths for text in split(path)]
    return still_json(zip(texts, program.outputs({"all": texts})["all"], strict=True))


if __name__ == "__main__":
    sys.exit(main())
