"""The place that a message about a failing collector names: in the package's own code."""

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker

LIBRARY = """
def parse(text):
    raise ValueError("of a library")
"""

FILES = "\n@hookimpl\ndef packet_files():\n    return PacketFile('x/a', collect)\n"

OWN_LINE = {
    "the standard library": "import json\ndef collect():\n    return json.loads('{')" + FILES,
    "another distribution": "import library\ndef collect():\n    return library.parse('')" + FILES,
}


@pytest.mark.parametrize("source", OWN_LINE.values(), ids=OWN_LINE)
def test_it_is_where_the_package_calls_a_library(
    packages: InstalledPackages, packets: PacketMaker, source: str
) -> None:
    packages.install("library", LIBRARY, entry_points={})
    packages.install("author", source)

    assert "(author.py, line 4)" in packets.files()["warning.txt"]


def test_there_is_none_where_no_frame_is_the_packages(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = (
        "import json\nfrom functools import partial\ncollect = partial(json.loads, '{')" + FILES
    )
    packages.install("author", source)

    warning = packets.files()["warning.txt"]

    assert "JSONDecodeError: Expecting" in warning
    assert ".py" not in warning


def test_a_module_of_a_package_is_named_with_its_folder(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    (packages.folder / "corporation" / "author").mkdir(parents=True)
    folder = packages.folder / "corporation" / "author"
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "report.py").write_text("def collect():\n    return 1 / 0\n", encoding="utf-8")
    (folder / "hooks.py").write_text(
        "from support_packet import *\nfrom corporation.author.report import collect\n" + FILES,
        encoding="utf-8",
    )
    packages.register("author", "1.0", b"[support_packet]\nauthor = corporation.author.hooks\n")

    assert "(corporation/author/report.py, line 2)" in packets.files()["warning.txt"]


def test_a_package_whose_name_begins_like_this_programs_has_places_too(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("support-packet-hello", "def collect():\n    return 1 / 0" + FILES)

    assert "(support_packet_hello.py, line 3)" in packets.files()["warning.txt"]
