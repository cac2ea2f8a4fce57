"""Source code of small collector packages."""

GOOD = """
    @hookimpl
    def packet_files():
        return PacketFile("good.txt", lambda: "good\\n", order=1)
"""

ENDLESS = """
    import os, threading

    ended = threading.Event()

    def collect():
        try:
            while True:
                yield b"%s again and again\\n" % os.urandom(2000).hex().encode()
        finally:
            ended.set()

    @hookimpl
    def packet_files():
        return PacketFile("endless.log", collect, order=0)
"""

HANGING = """
    import threading

    calls = []
    released = threading.Event()

    def collect():
        calls.append(1)
        released.wait()
        return "late"

    @hookimpl
    def packet_files():
        return PacketFile("hangs.txt", collect)
"""

RANDOM_WITHOUT_END = """
import os

def endless():
    while True:
        yield os.urandom(65536)

@hookimpl
def packet_files():
    return PacketFile(name="endless.bin", collect=endless)
"""
