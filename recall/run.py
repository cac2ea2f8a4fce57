"""`make recall`: measures, prints the tables, and fails below the goals."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from recall.measure import Score, recall, unchanged
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
    measured = [_with_plugins(_measure(SupportPacket()))]
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


def _with_plugins(measured: Measured) -> Measured:
    """Add what a redactor that knows the settings of plugins does to lines that hold them."""
    program = SupportPacket(secrets_of_plugins())
    secret = [sample(line) for line in split(PLUGINS / "known-secret.log")]
    harmless = "\n".join(split(PLUGINS / "known-harmless.log"))
    outputs = program.outputs({"secret": [each.text for each in secret], "harmless": [harmless]})
    return measured._replace(
        known_secret=recall(secret, outputs["secret"]),
        known_harmless=unchanged(harmless, outputs["harmless"][0]),
    )


if __name__ == "__main__":
    sys.exit(main())
