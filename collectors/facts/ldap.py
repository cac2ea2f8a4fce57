"""Facts about the LDAP server: vendor and version, as its root DSE reports them."""

from support_packet import N_, Mattermost, PacketFacts, hookimpl

KEYS = ("ldap_vendor_name", "ldap_vendor_version")


def ldap_facts(mattermost: Mattermost) -> dict[str, str]:
    """Query the LDAP server; raises and warns as `query_server` does."""
    # Its client takes 100 ms and 8 MB.
    from collectors.facts._ldap_client import query_server  # noqa: PLC0415 -- few have such a server

    return query_server(mattermost)


@hookimpl
def packet_facts(mattermost: Mattermost) -> PacketFacts:
    """Declare the LDAP server's facts; there are none where the configuration disables it."""
    switches = ("LdapSettings.Enable", "LdapSettings.EnableSync")
    return PacketFacts(
        keys=KEYS if any(map(mattermost.config.flag, switches)) else (),
        collect=lambda: ldap_facts(mattermost),
        title=N_("LDAP"),
        service=True,
    )
