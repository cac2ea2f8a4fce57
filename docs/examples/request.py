"""A file that depends on what was asked for, with the facts of all packages."""

from support_packet import Facts, PacketFile, PacketOption, Request, dump_yaml, hookimpl


@hookimpl
def packet_options() -> PacketOption:
    return PacketOption("detail", ["little", "much"], title="Detail", default="little")


@hookimpl
def packet_files(facts: Facts, request: Request) -> list[PacketFile]:
    if request.hops:  # another node of the cluster asks, and does this itself
        return []

    def collect() -> str:
        detail = {"detail": request.option("detail"), "for": request.purpose}
        return dump_yaml(detail | dict(facts.collect()))

    return [PacketFile("my-package/facts.yaml", collect, preview=False)]
