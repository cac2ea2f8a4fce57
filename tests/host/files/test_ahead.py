"""Files made ahead of their turn: sooner, in the same order, and at nobody else's expense."""

import threading
from importlib import import_module

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker
from support.distributions.waiting import eventually

from support_packet.host.hooks.requested import Requested
from support_packet.settings import Settings

MEETING = """
    import threading

    meeting = threading.Barrier(5)

    def collect(name):
        meeting.wait(20)
        return name

    @hookimpl
    def packet_files():
        import functools
        for number in range(5):
            name = f"meeting/{number}.txt"
            yield PacketFile(name, functools.partial(collect, name))
"""


def test_five_collectors_that_wait_for_each_other_all_arrive(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("meeting", MEETING)

    assert packets.files() == {f"meeting/{n}.txt": f"meeting/{n}.txt" for n in range(5)}


def test_the_bytes_do_not_depend_on_how_many_are_made_at_a_time(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    def collect(number):
        yield from (b"%d: line %d\\n" % (number, line) for line in range(1000 * number))

    @hookimpl
    def packet_files():
        import functools
        for number in range(8):
            yield PacketFile(f"many/{number}.txt", functools.partial(collect, number))
    """
    packages.install("many", source)

    def made(parallel: int) -> bytes:
        packets.settings = Settings(parallel_collectors=parallel)
        return b"".join(packets.make().stream())

    assert made(1) == made(3) == made(64)


COUNTED = """
    import functools, threading

    started = []
    released = threading.Event()

    def collect(number):
        started.append(number)
        released.wait(60)
        return "made"

    @hookimpl
    def packet_files():
        for number in range({count}):
            make = functools.partial(collect, number)
            yield PacketFile(f"many/{{number}}.txt", make, {fields})
"""


@pytest.mark.parametrize(
    ("source", "settings", "started"),
    [
        pytest.param(
            COUNTED.format(count=8, fields="default=number != 1"),
            Settings(parallel_collectors=3),
            ([2, 3, 4], [2, 3, 4, 5, 6, 7]),
            id="the operator's setting; excluded ones never",
        ),
        pytest.param(
            COUNTED.format(count=7, fields="max_parallel=None if number == 4 else 2"),
            Settings(),
            ([1, 2, 4], [1, 2, 3, 4, 5, 6]),
            id="the package's own",
        ),
    ],
)
def test_no_more_than_allowed_are_made_at_a_time(
    packages: InstalledPackages,
    packets: PacketMaker,
    source: str,
    settings: Settings,
    started: tuple[list[int], list[int]],
) -> None:
    packages.install("many", source)
    packets.settings = settings
    packet = packets.make(Requested(exclude=["many/0.txt"]))
    many = import_module("many")
    sending = threading.Thread(target=lambda: list(packet.stream()))
    sending.start()

    assert eventually(lambda: len(many.started) == 3)
    assert not eventually(lambda: len(many.started) > 3, seconds=0.3)
    assert sorted(many.started) == started[0]
    many.released.set()
    sending.join(60)
    assert sorted(many.started) == started[1]


def test_closing_the_stream_ends_those_that_run_ahead(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import threading

    ended = threading.Semaphore(0)

    def collect():
        try:
            while True:
                yield b"again and again\\n"
        finally:
            ended.release()

    @hookimpl
    def packet_files():
        for number in range(4):
            yield PacketFile(f"endless/{number}.txt", collect)
    """
    packages.install("endless", source)
    stream = packets.make().stream()
    next(stream)
    stream.close()

    assert all(import_module("endless").ended.acquire(timeout=20) for _ in range(4))


def test_a_file_that_hangs_costs_its_siblings_no_further_wait(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import threading

    released = threading.Event()

    @hookimpl
    def packet_files():
        for number in range(3):
            yield PacketFile(f"hangs/{number}.txt", lambda: released.wait())
        yield PacketFile("hangs/quick.txt", lambda: "quick")
    """
    packages.install("hangs", source)
    packets.settings = Settings(collector_timeout=1)

    files = packets.files()
    import_module("hangs").released.set()

    assert files["hangs/quick.txt"] == "quick"
    assert files["warning.txt"].count("It kept the packet waiting for 1 seconds.") == 1
    assert files["warning.txt"].count("It did not respond within 1 seconds.") == 2


def test_a_full_buffer_that_holds_what_another_file_needs_lets_go(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    """The second file runs ahead, takes the lock, and fills its buffer before its turn comes."""
    source = """
    import threading

    lock = threading.Lock()
    held = threading.Event()

    def first():
        held.wait(20)
        with lock:
            return "first"

    def second():
        with lock:
            held.set()
            yield from (b"x" * 100_000 for _ in range(100))

    @hookimpl
    def packet_files():
        yield PacketFile("lock/1.txt", first)
        yield PacketFile("lock/2.txt", second)
    """
    packages.install("lock", source)

    files = packets.files()

    assert files["lock/1.txt"] == "first"
    assert len(files["lock/2.txt"]) == 10_000_000


def test_four_collectors_share_the_database(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import sqlalchemy

    def collect(mattermost):
        with mattermost.connect() as connection:
            rows = connection.execute(sqlalchemy.text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) "
                "SELECT i FROM n"
            ))
            for row in rows:
                yield b"%d a line of this length, more or less\\n" % row[0]

    @hookimpl
    def packet_files(mattermost):
        import functools
        for number in range(4):
            make = functools.partial(collect, mattermost)
            yield PacketFile(f"rows/{number}.txt", make)
    """
    packages.install("rows", source)
    packets.database()

    files = packets.files()

    assert list(files) == [f"rows/{number}.txt" for number in range(4)]
    assert {text.count("\n") for text in files.values()} == {50_000}
