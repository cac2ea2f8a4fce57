"""Folders: files whose names are known only when the packet is made."""

from dataclasses import replace

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import settings_for
from support.distributions.packets import PacketMaker

from support_packet.errors import UnknownFileError
from support_packet.host.begun_request import Client
from support_packet.host.hooks.requested import Requested
from support_packet.settings import Settings


def folder(body: str, fields: str = "") -> str:
    return f"""
    def collect():
        {body}

    @hookimpl
    def packet_files():
        yield PacketFolder("own", collect{fields})
        yield PacketFile("z.txt", lambda: "z")
    """


def test_files_come_in_the_order_in_which_they_are_yielded(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install(
        "own", folder('yield "b.txt", "b"; yield "a/c.txt", b"c"; yield "a.txt", iter([b"a"])')
    )

    assert packets.files() == {"own/b.txt": "b", "own/a/c.txt": "c", "own/a.txt": "a", "z.txt": "z"}
    assert b"".join(packets.make().stream()) == b"".join(packets.make().stream())


def test_one_content_is_read_before_the_next_is_asked_for(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    body = """log = []
        yield "a.txt", (log.append(n) or b"%d" % n for n in range(3))
        yield "b.txt", repr(log)"""
    packages.install("own", folder(body))

    assert packets.files()["own/b.txt"] == "[0, 1, 2]"


def test_secrets_are_removed_from_contents_and_names(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    secret = "pl2ok9ij3uh8yg7tf5rd4es6"
    packages.install("own", folder(f'yield "{secret}.txt", "the token {secret}"'))

    data = b"".join(packets.make(client=Client([secret])).stream())

    assert secret.encode() not in data
    assert secret not in "".join(packets.files(client=Client([secret])).values())


def test_a_name_forges_no_entry_of_the_warnings(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("own", folder(r'yield "a\n\n9. z.txt\n   Why:    \x1b[31m\u202eno", "a"'))

    warnings = packets.files()["warning.txt"]

    assert "own/a 9. z.txt Why: [31m no is not in the packet" in warnings
    assert all(line.isprintable() for line in warnings.splitlines())


@pytest.mark.parametrize("wish", ["own", "own/"])
def test_a_folder_can_be_left_out_and_requested(
    packages: InstalledPackages, packets: PacketMaker, wish: str
) -> None:
    packages.install("own", folder('yield "a.txt", "a"', ", default=False"))

    assert list(packets.files()) == ["z.txt"]
    assert list(packets.files(Requested(include=[wish]))) == ["own/a.txt", "z.txt"]
    assert list(packets.files(Requested(include=[wish], exclude=[wish]))) == ["z.txt"]


def test_one_file_of_a_folder_cannot_be_left_out(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("own", folder('yield "a.txt", "a"'))

    with pytest.raises(UnknownFileError):
        packets.make(Requested(exclude=["own/a.txt"]))


@pytest.mark.parametrize(
    ("pair", "cause"),
    [
        ('"../x", "bad"', "own/../x"),
        ('"/x", "bad"', "own//x"),
        ('"a\\n", "bad"', "not printable"),
        ('"\\udc80", "bad"', "own/"),
        ('"con.txt", "bad"', "a device on Windows"),
        ('"x" * 300, "bad"', "is 304 bytes long, not 1 to 200"),
        ('"good.txt", "again"', "Its name conflicts with own/good.txt of the same folder."),
        ('"GOOD.txt", "again"', "Its name conflicts with own/good.txt of the same folder."),
        ('"good.txt/x", "again"', "Its name conflicts with own/good.txt of the same folder."),
        ('"bad.txt", 1', "collect() returned int"),
        ('"bad.txt", iter([1])', "collect() gave a piece of int"),
    ],
)
def test_a_file_that_is_refused_costs_only_itself(
    packages: InstalledPackages, packets: PacketMaker, pair: str, cause: str
) -> None:
    body = f'yield "good.txt", "good"; yield {pair}; yield "last.txt", "last"'
    packages.install("own", folder(body))

    files = packets.files()

    assert list(files) == ["own/good.txt", "own/last.txt", "z.txt", "warning.txt"]
    assert cause in files["warning.txt"]
    assert files["warning.txt"].count(" is not in the packet\n") == 1


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("return 'text'", "collect() of a PacketFolder returned str"),
        ("return 1", "collect() of a PacketFolder returned int"),
        ("return ['a.txt']", "collect() of a PacketFolder gave str"),
        ("return [(1, 'a')]", "collect() of a PacketFolder gave a name of the type int"),
        ("raise CollectError('The tape is full.')", "The tape is full."),
    ],
)
def test_a_folder_that_cannot_be_made_is_left_out(
    packages: InstalledPackages, packets: PacketMaker, body: str, cause: str
) -> None:
    packages.install("own", folder(body))

    files = packets.files()

    assert list(files) == ["z.txt", "warning.txt"]
    assert "1. own/ is not in the packet\n" in files["warning.txt"]
    assert f"   Why:    {cause}" in files["warning.txt"]


@pytest.mark.parametrize(
    ("end", "cause"),
    [
        ("raise ValueError('bad')", "ValueError: bad"),
        ("__import__('threading').Event().wait()", "It kept the packet waiting for 1 seconds."),
        ("yield from ((f'{n}', 'x' * 1000) for n in iter(int, 1))", "Its name conflicts"),
        ("yield from ((f'{n}', 'x' * 100_000) for n in range(50))", "It is larger than"),
        ("yield from ((f'{n}', '') for n in range(20_000))", "A folder has at most 10000 files."),
    ],
)
def test_a_folder_that_ends_early_keeps_what_it_has(
    packages: InstalledPackages, packets: PacketMaker, end: str, cause: str
) -> None:
    packages.install("own", folder(f'yield "a.txt", "a"; {end}'))
    packets.settings = replace(settings_for(end, 1), max_file_bytes=1_000_000)

    files = packets.files()

    assert files["own/a.txt"] == "a"
    assert cause in files["warning.txt"]
    assert sum(len(text) for name, text in files.items() if name != "warning.txt") < 1_000_100


def test_a_file_that_hangs_ends_its_folder_and_no_other_file(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    body = """def hang():
            yield b"before\\n"
            __import__('threading').Event().wait()
        yield "a.txt", hang()
        yield "b.txt", "b" """
    packages.install("own", folder(body))
    packets.settings = Settings(collector_timeout=1)

    files = packets.files()

    assert list(files) == ["own/a.txt", "z.txt", "warning.txt"]
    assert "own/a.txt ends early\n" in files["warning.txt"]
    assert "own/ ends early\n" in files["warning.txt"]
