"""Asks a command and a web server."""

from support_packet import ContentCut, PacketFile, dump_json, fetch, hookimpl, run


def search(url: str) -> str:
    response = fetch(url, seconds=2)
    return dump_json(
        {
            "status": response.status,
            "server": response.headers.get("server", ""),
            "bytes": len(response.read()),
        }
    )


def large(url: str) -> int:
    """Return the size of the answer, of which no more than a piece is in memory."""
    size = 0
    with fetch(url, seconds=2, max_bytes=10**9) as response:
        try:
            for piece in response:
                size += len(piece)
        except ContentCut:
            response.close()
    return size


@hookimpl
def packet_files() -> list[PacketFile]:
    return [
        PacketFile("my-package/disks.txt", lambda: run("df", "-k", "/", seconds=3)),
        PacketFile("my-package/search.json", lambda: search("http://127.0.0.1:9200")),
        PacketFile("my-package/size.txt", lambda: f"{large('http://127.0.0.1:9200')}\n"),
    ]
