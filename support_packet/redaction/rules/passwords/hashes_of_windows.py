"""Hashes and keys of accounts of Windows, as tools print them that attack and defend it."""

from functools import partial

from support_packet.redaction.expressions.samples import HEX
from support_packet.redaction.rule_kinds.rule import Rule

_NO_HASH = rb"(?i:aad3b435b51404eeaad3b435b51404ee)"
"""What Windows has in place of the hash of LAN Manager."""

_IN_LIST = rb"\* (?:SHA1|DPAPI|LM) "
"""What members of a login are called in a list."""

_NUMBERED = rb"(?:lm  - [0-9]: |hash lm[ :])"
"""What is not looked for in upper and lower case."""

_KERBEROS = (
    # In a list.
    rb"(?:aes256_hmac|aes128_hmac|rc4_hmac_nt|rc4_hmac_old|rc4_md4|des_cbc_md5) "
)
_BETWEEN_COLONS = (
    # The same as Kerberos calls them.
    rb"(?::aes256-cts-hmac-sha1-96:|:aes128-cts-hmac-sha1-96:|:des-cbc-md5:|:rc4-hmac:"
    # Passwords of machines, and what protects those of people.
    rb"|plain_password_hex:|dpapi_machinekey:0x|dpapi_userkey:0x)"
)
_OPTION = rb" (?:-H|--hash|--hashes|-hashes|-nthash|--nthash)[ =]"  # of clients

_hash = partial(
    Rule,
    kind="password hash",
    secret_start=rb"[0-9A-Fa-f]{32}",
    # None but these digits.
    secret_rest=rb"[0-9A-Fa-f]*+(?![\w-])",
    exact_start=True,
)

RULES = (
    _hash(
        id="named-hash-of-windows",
        finds="Hashes of Windows after their names, as mimikatz and others print them",
        prefix=rb"(?:"
        + _IN_LIST
        + rb"[ ]{1,7}: |"
        + _NUMBERED
        # A list of another program, an option, a number.
        + rb"[ :]{0,4}|(?i:ntlm)(?:[ ]{0,8}: ?|[ ]?- ?[0-9]: |=))",
        # To the end of the line, or of the option.
        lookahead=rb"(?=[0-9A-Fa-f]{32,40}(?:[\s\"',/\\]|\Z))",
        prefilters=(_IN_LIST, _NUMBERED, rb"(?i:ntlm)[ :=-]"),
        examples=(
            f"\t * NTLM     : «{HEX}{HEX}»\n\t * SHA1     : «{HEX}{HEX}01234567»\n",
            f"  Hash NTLM: «{HEX}{HEX}»\n    ntlm- 0: «{HEX}{HEX}»\n    lm  - 0: «{HEX}{HEX}»\n",
            f"sekurlsa::pth /user:bob /ntlm:«{HEX}{HEX}» /run:cmd",
        ),
        counter_examples=(
            f"SHA1     : {HEX}{HEX}01234567\n * SHA1: {HEX}{HEX}01234567",
            f"NTLM: disabled, ntlm_request={HEX}{HEX}, NTLM : {HEX}",
        ),
    ),
    _hash(
        id="hash-after-empty-one",
        finds="The hash of a password of Windows, after the empty one of an older sort",
        prefix=_NO_HASH + rb":",
        prefilters=(_NO_HASH,),
        examples=(
            f"ACME\\DC01$:aad3b435b51404eeaad3b435b51404ee:«{HEX}{HEX}»:::",
            f"$MACHINE.ACC: AAD3B435B51404EEAAD3B435B51404EE:«{HEX}{HEX}»\n",
        ),
        counter_examples=(
            "aad3b435b51404eeaad3b435b51404ee:31d6",
            "the empty hash is aad3b435b51404eeaad3b435b51404ee",
        ),
    ),
    _hash(
        id="hash-as-argument",
        finds="A hash of Windows that logs in in place of a password, as an option",
        # An older one may come before it.
        prefix=_OPTION + rb"(?:[0-9A-Fa-f]{32})?:?",
        # Nothing more.
        lookahead=rb"(?=[0-9A-Fa-f]{32}(?:[\s\"',\\]|\Z))",
        prefilters=(_OPTION + rb"[0-9A-Fa-f:]{4}",),
        examples=(
            f"nxc smb 10.0.0.5 -u bob -H «{HEX}{HEX}»",
            f"wmiexec.py -hashes :«{HEX}{HEX}» mm@db",
        ),
        counter_examples=(
            f"curl -H {HEX} x; sum --hash {HEX}",
            f"git log -H {HEX}{HEX}-x",
        ),
    ),
    _hash(
        id="key-of-kerberos-account",
        finds="Keys of Kerberos and of Windows itself, as tools print them",
        prefix=rb"(?:"
        + _KERBEROS
        # How often it was hashed.
        + rb"[ ]{0,12}(?:\([0-9]{1,6}\) )?: |"
        + _BETWEEN_COLONS
        + rb")",
        secret_start=rb"[0-9A-Fa-f]{16}",
        prefilters=(_KERBEROS, _BETWEEN_COLONS),
        examples=(
            f"      aes256_hmac       (4096) : «{HEX * 4}»\n      des_cbc_md5       : «{HEX}»\n",
            f"acme.local/krbtgt:aes256-cts-hmac-sha1-96:«{HEX * 4}»",
            f"ACME\\DC01$:plain_password_hex:«{HEX * 4}»\ndpapi_userkey:0x«{HEX * 2}»\n",
        ),
        counter_examples=(
            "etypes aes256-cts-hmac-sha1-96:18, des_cbc_md5 : disabled",
            "aes256_hmac is used, plain_password_hex: none, dpapi_userkey:0x1",
        ),
    ),
)
