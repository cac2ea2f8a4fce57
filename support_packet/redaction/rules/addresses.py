"""E-mail and IP addresses, which get pseudonyms where the operator asks for them."""

import re

from support_packet.redaction.rule_kinds.rule import Rule

PSEUDONYM_DOMAIN = b"pseudonym.invalid"
"""Of the names that addresses get; what another node of the cluster has renamed keeps its name."""

_OCTET = rb"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"  # 0 to 255
_GROUP = rb"[0-9A-Fa-f]{1,4}"  # of an IPv6 address

RULES = (
    Rule(
        id="email-address",
        kind="e-mail address",
        finds="E-mail addresses, also percent-encoded or escaped",
        secret_start=(
            rb"[A-Za-z0-9._%+-]{1,64}"  # the mailbox
            rb"(?:@|%40|\\u0040)"
            rb"[A-Za-z0-9]"  # the first character of the domain
        ),
        secret_rest=(
            rb"[A-Za-z0-9-]*+"
            rb"(?>(?:\.[A-Za-z0-9-]++)+)"  # at least one more label
            rb"(?<=[A-Za-z]{2})(?<!@" + re.escape(PSEUDONYM_DOMAIN) + rb")"  # ends with letters
        ),
        examples=('"email":"«Ann.Lee+x@mail.example.com»"', "to «ann%40example.com», «a@b.io»."),
        counter_examples=("user@localhost v@5", "git@v5.38.0 user-0a1b2c3d4e5f@pseudonym.invalid"),
    ),
    Rule(
        id="ipv4-address",
        kind="IP address",
        finds="IPv4 addresses",
        # No part of a version or of a longer number, and each octet below 256.
        lookahead=(
            rb"(?<![0-9A-Za-z.])(?=(?:"
            + _OCTET
            + rb"\.){3}"
            + _OCTET
            + rb"(?![0-9A-Za-z]|\.[0-9]))"
        ),
        # Loosely, for hyperscan; the lookahead is exact.
        secret_start=rb"(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
        examples=('"ip_addr":"«10.1.2.3»"', "from [«203.0.113.255»]:8065."),
        counter_examples=("5.38.0.5.38.0.1 v1.2.3.4 1.2.3", "256.1.1.1 1.2.3.400"),
    ),
    Rule(
        id="ipv6-address-shortened",
        kind="IP address",
        finds="IPv6 addresses in which `::` replaces groups of zeros",
        word_boundary=True,
        secret_start=(
            rb"(?:" + _GROUP + rb":){1,6}"  # before the gap
            rb":" + _GROUP  # and after it
        ),
        secret_rest=(
            # The other groups after it, and nothing that makes it a word.
            rb"(?>(?::" + _GROUP + rb")*)(?![0-9A-Za-z])"
        ),
        examples=("from «2001:db8::8a2e:370:7334»", "[«fe80::1»]:8065"),
        counter_examples=("std::string app::dead cafe::Foo", "[::1] [::]:8065"),
    ),
    Rule(
        id="ipv6-address",
        kind="IP address",
        finds="IPv6 addresses with all eight groups",
        word_boundary=True,
        secret_start=rb"(?:" + _GROUP + rb":){7}" + _GROUP,
        examples=("from «fe80:0:0:0:1:2:3:4»", '"«2001:db8:0:0:8a2e:370:7334:1»"'),
        counter_examples=("08:00:2b:01:02:03", "12:34:56 2021-07-13T18:35:02.123Z"),
    ),
)
