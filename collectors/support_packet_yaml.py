"""`support_packet.yaml`: the facts about the server, one key each."""

from collections.abc import Mapping

from support_packet import N_, Facts, FactValue, PacketFile, hookimpl

FIRST_KEYS = (
    "server_os",
    "server_architecture",
    "database_type",
    "database_version",
    "ldap_vendor_name",
    "ldap_vendor_version",
    "elastic_server_version",
    "elastic_server_plugins",
    "server_version",
    "server_build",
    "database_server_version",
    "elastic_backend",
)
"""The keys of Mattermost's own support packet, in its order, and those of newer servers.

All others follow.
"""


def support_packet_yaml(facts: Mapping[str, FactValue]) -> str:
    """Return the known `facts` as YAML: those of Mattermost first, then all others by name."""
    import yaml  # noqa: PLC0415 -- only a packet needs it, and not a service that waits

    ordered = {key: facts[key] for key in FIRST_KEYS if key in facts} | dict(sorted(facts.items()))
    if not ordered:
        return ""
    plain = {
        key: list(value) if isinstance(value, tuple) else value for key, value in ordered.items()
    }
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=float("inf"))


@hookimpl
def packet_files(facts: Facts) -> PacketFile:
    """Declare `support_packet.yaml`."""
    return PacketFile(
        name="support_packet.yaml",
        title=N_("Server information"),
        description=N_("Versions of the operating system, database, LDAP and search servers"),
        group=N_("Server and configuration"),
        order=10,
        collect=lambda: support_packet_yaml(facts.collect()),
    )
