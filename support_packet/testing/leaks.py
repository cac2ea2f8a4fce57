"""Searches a finished packet for secrets, decoding whatever can be decoded."""

import io
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from support_packet.testing.decoding import decoded
from support_packet.values.arguments import check_text, check_type


@dataclass(frozen=True)
class Leak:
    """A secret that a packet still holds.

    `decoded` is what had to be undone to see it, such as `("JSON", "base64")`; `line`, counted
    from 1, is where it is if nothing had to be.
    """

    file: str
    secret: str
    decoded: tuple[str, ...] = ()
    line: int | None = None


def find_secrets(packet: bytes | Path, secrets: Collection[str], *, depth: int = 3) -> list[Leak]:
    r"""Return every file of `packet`, a ZIP, that holds one of `secrets`; names are searched too.

    Written for tests: plant secrets, make a packet, and expect an empty list. Undone up to `depth`
    times, one in the other, are escapes of JSON, URLs, HTML, YAML, shells, SQL and Python, folded
    and indented lines of YAML, base64, hex, lists of bytes, UTF-16, gzip, bzip2, xz and ZIP; not
    looked for is a part of a secret, nor one in another form, such as base32, base85, rot13 or
    backwards. A leak holds the secret itself.

    >>> from support_packet.testing import find_secrets
    >>> import io, zipfile
    >>> packet = io.BytesIO()
    >>> with zipfile.ZipFile(packet, "w") as file:
    ...     file.writestr("a.log", '{"header": "Basic YW5uOmh1bnRlcjI="}')
    >>> find_secrets(packet.getvalue(), ["hunter2"])
    [Leak(file='a.log', secret='hunter2', decoded=('base64',), line=None)]

    A secret that YAML has folded is found, too:

    >>> packet = io.BytesIO()
    >>> with zipfile.ZipFile(packet, "w") as file:
    ...     file.writestr("a.yaml", "password: correct horse\n  battery staple")
    >>> find_secrets(packet.getvalue(), ["correct horse battery staple"])[0].decoded
    ('YAML folding',)
    """
    if isinstance(secrets, str):
        raise TypeError("The secrets are one text: pass a list of them.")
    for secret in secrets:
        check_text("secret of find_secrets()", secret)
    check_type("packet of find_secrets()", packet, (bytes, Path), "bytes (made.data) or a Path")
    if "" in secrets:
        raise ValueError("An empty secret is everywhere: leave it out.")
    return find_leaks(packet, secrets, depth)


def find_leaks(
    packet: bytes | Path, secrets: Collection[str], depth: int, most_decoded: int | None = None
) -> list[Leak]:
    """Return what `find_secrets` returns, all arguments being valid.

    Of a file with more than `most_decoded` bytes, only the first and the last ones are decoded.
    """
    leaks: dict[tuple[str, str], Leak] = {}
    data = packet.read_bytes() if isinstance(packet, Path) else packet
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            for content in (info.filename.encode(), archive.read(info)):
                for part, levels in _parts(content, depth, most_decoded):
                    for leak in _leaks_in(info.filename, part, secrets, levels):
                        leaks.setdefault((leak.file, leak.secret), leak)
    return list(leaks.values())


def _parts(content: bytes, depth: int, most: int | None) -> Iterator[tuple[bytes, int]]:
    """Yield what to search, and how deep."""
    if most is None or len(content) <= most:
        yield content, depth
        return
    yield content, 0
    yield content[: most // 2], depth
    yield content[-most // 2 :], depth


def _leaks_in(name: str, content: bytes, secrets: Collection[str], depth: int) -> Iterator[Leak]:
    for undone, text in decoded(content, depth):
        for secret in secrets:
            place = text.find(secret.encode("utf-8", "surrogateescape"))
            if place >= 0:
                line = None if undone else text.count(b"\n", 0, place) + 1
                yield Leak(name, secret, undone, line)
