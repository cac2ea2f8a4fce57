"""Whether a loop's variable is what files with one `collect` have in common."""

from typing import Any

import pytest

from support_packet import PacketFile
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
    "a function with a name": (
        'for n in "ab":\n        def read(): return n\n        yield PacketFile(f"s/{n}", read)'
    ),
}


def files(body: str) -> list[PacketFile]:
    """Return what a hook with this body declares."""
    names: dict[str, Any] = {"PacketFile": PacketFile}
    exec(f"def packet_files(mattermost):\n    {body}", names)  # noqa: S102 -- the table above
    return list(names["packet_files"](None))


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS)
def test_files_without_a_variable_of_a_loop_are_not_blamed(body: str) -> None:
    assert same_content(files(body)) == []


@pytest.mark.parametrize("body", FAULTY.values(), ids=FAULTY)
def test_files_that_see_the_last_value_are_named(body: str) -> None:
    declared = files(body)

    assert same_content(declared) == [[file.name for file in declared]]
