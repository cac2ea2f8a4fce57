"""Finding entry points: sorted, and past every broken distribution."""

from support.distributions.disk import InstalledPackages

from support_packet.host.discovery.entry_points import find_entry_points
from support_packet.host.origin import CollectorId

POINT = b"[support_packet]\npoint = module\n"


def origins(packages: InstalledPackages) -> list[CollectorId]:
    return [found.origin for found in find_entry_points(packages.search_path)[0]]


def test_our_own_come_first_and_then_the_order_is_by_name(packages: InstalledPackages) -> None:
    for name in ("zebra", "support-packet", "Aardvark"):
        packages.register(name, "1.0", b"[support_packet]\nsecond = two\nfirst = one\n")

    assert [(origin.distribution, origin.entry_point) for origin in origins(packages)] == [
        ("support-packet", "first"),
        ("support-packet", "second"),
        ("aardvark", "first"),
        ("aardvark", "second"),
        ("zebra", "first"),
        ("zebra", "second"),
    ]


def test_other_groups_are_left_alone(packages: InstalledPackages) -> None:
    packages.register("other", "1.0", b"[console_scripts]\nother = module\n")

    assert find_entry_points(packages.search_path) == ([], [])


def test_of_two_distributions_of_one_name_the_one_that_is_imported_counts(
    packages: InstalledPackages,
) -> None:
    packages.register("same", "1.0", POINT)
    elsewhere = InstalledPackages(packages.folder / "elsewhere")
    elsewhere.folder.mkdir()
    elsewhere.register("Same", "2.0", POINT)

    found, _ = find_entry_points(packages.search_path + elsewhere.search_path)

    assert [entry.origin.version for entry in found] == ["1.0"]


def test_entry_points_that_cannot_be_read_are_reported(packages: InstalledPackages) -> None:
    packages.register("binary", "1.0", b"[support_packet]\npoint = \xff\xfe\n")
    packages.register("scrambled", "1.0", b"[support_packet]\nno equals sign\n")
    packages.register("sound", "1.0", POINT)

    found, problems = find_entry_points(packages.search_path)

    assert [entry.origin.distribution for entry in found] == ["sound"]
    binary, scrambled = sorted(str(problem) for problem in problems)
    assert "distribution binary cannot be examined: " in binary
    assert "metadata cannot be read (UnicodeDecodeError)" in binary
    assert "distribution scrambled cannot be examined: " in scrambled
    assert "metadata cannot be read (TypeError)" in scrambled


def test_a_distribution_without_metadata_is_reported(packages: InstalledPackages) -> None:
    (packages.register("left-over", "1.0", POINT) / "METADATA").unlink()
    packages.register("sound", "1.0", POINT)

    found, problems = find_entry_points(packages.search_path)

    assert [entry.origin.distribution for entry in found] == ["sound"]
    assert "left_over-1.0.dist-info" in str(problems[0])


def test_names_cannot_color_a_terminal(packages: InstalledPackages) -> None:
    packages.register("sound", "1.0\x1b[31m", b"[support_packet]\n\x1b[31mred = module\n")

    assert origins(packages) == [CollectorId("sound", "1.0 [31m", "[31mred")]
