"""Request ids: Mattermost's form, never twice."""

import re

from support_packet.web.request_id import new_request_id


def test_an_id_is_26_characters_of_mattermosts_alphabet() -> None:
    assert re.fullmatch(r"[ybndrfg8ejkmcpqxot1uwisza345h769]{26}", new_request_id())


def test_no_id_comes_twice() -> None:
    assert len({new_request_id() for _ in range(1000)}) == 1000
