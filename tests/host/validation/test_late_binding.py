"""Whether a loop's variable is what files with one `collect` have in common."""

from typing import Any

import pytest

from support_packet import PacketFile
from support_packet.contract.noted import noting
from support_packet.host.validation.late_binding import same_content

HARMLESS = {
    "nothing is captured": 'for n in "ab": yield PacketFile(f"s/{n}", lambda: "0")',
    "set before the loop": 'x = "0"\n    for n in "ab": yield PacketFile(f"s/{n}", lambda: x)',
    "an argument": 'for n in "ab": yield PacketFile(f"s/{n}", lambda: str(mattermost))',
    "a default": 'for n in "ab": yield PacketFile(f"s/{n}", lambda n=n: n)',
    "set in a loop elsewhere": (
        'for x in "cd": pass\n    for n in "ab": yield PacketFile(f"s/{n}", lambda: x)'
    ),
    "a function of each": (
        "def read(name): return lambda: name\n    "
        'for n in "ab": yield PacketFile(f"s/{n}", read(n))'
    ),
}
FAULTY = {
    "a loop": 'for n in "ab": yield PacketFile(f"s/{n}", lambda: n)',
    "two variables": 'for n, m in ["ab", "cd"]: yield PacketFile(f"s/{n}", lambda: m)',
    "set in the loop": (
        'for n in "ab":\n        m = n + n\n        yield PacketFile(f"s/{n}", lambda: m)'
    ),
    "a list": 'yield from [PacketFile(f"s/{n}", lambda: n) for n in "ab"]',
    "a list in a loop": (
        'for n in "ab": yield from [PacketFile(f"s/{n}{m}", lambda: n) for m in "cd"]'
    ),
    "a while loop": (
        'n = 0\n    while n < 2:\n        n += 1\n        yield PacketFile(f"s/{n}", lambda: n)'
    ),
    "a loop around a function": (
        'n = None\n    def declare(): return PacketFile(f"s/{n}", lambda: n)\n    '
        'for n in "ab": yield declare()'
    ),
    "a variable that is set later": (
        'for n in "ab":\n        read = lambda: m\n        yield PacketFile(f"s/{n}", read)\n'
        "        m = n"
    ),
    "a function with a name": (
        'for n in "ab":\n        def read(): return n\n        yield PacketFile(f"s/{n}", read)'
    ),
}


def blamed(body: str) -> tuple[list[str], list[list[str]]]:
    """Return the files that a hook with this body declares, and those with the same content."""
    names: dict[str, Any] = {"PacketFile": PacketFile}
    exec(f"def packet_files(mattermost):\n    {body}", names)  # noqa: S102 -- the table above
    with noting() as noted:
        files = list(names["packet_files"](None))
    captured = {id(file): values for file, values in noted.captured}
    pairs = [(file, captured[id(file)]) for file in files if id(file) in captured]
    return [file.name for file in files], same_content(pairs)


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS)
def test_files_without_a_variable_of_a_loop_are_not_blamed(body: str) -> None:
    files, same = blamed(body)

    assert len(files) == 2
    assert same == []


@pytest.mark.parametrize("body", FAULTY.values(), ids=FAULTY)
def test_files_that_see_the_last_value_are_named(body: str) -> None:
    files, same = blamed(body)

    assert same == [files]
