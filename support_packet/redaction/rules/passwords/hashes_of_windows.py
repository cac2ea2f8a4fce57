"""Hashes and keys of accounts of Windows, as tools print them that attack and defend it."""

from functools import partial

from support_packet.redaction.expressions.samples import HEX
from support_packet.redaction.rule_kinds.rule import Rule

# None but these digits.
_REST = rb"[0-9A-Fa-f]*+(?![\w-])"
# What Windows has in place of the hash of LAN Manager.
_NO_HASH = rb"(?i:aad3b435b51404eeaad3b435b51404ee)"
# Of Kerberos.
_KERBEROS = rb"(?:aes256_hmac|aes128_hmac|rc4_hmac_nt|rc4_hmac_old|rc4_md4|des_cbc_md5)"
_WITH_MARKS = rb"(?:aes(?:256|128)-cts-hmac-sha1-96|des-cbc-md5|rc4-hmac|arcfour-hmac)"

_hash = partial(
    Rule,
    kind="password hash",
    secret_start=rb"[0-9A-Fa-f]{32}",
    secret_rest=_REST,
    exact_start=True,
)

RULES = (
    _hash(
        id="named-hash-of-windows",
        finds="Hashes of Windows after their names, as mimikatz and others print them",
        prefix=(
            # A list of the members of a login.
            rb"(?:\* (?:SHA1|DPAPI|LM)[ ]{2,8}: "
            # In any list, as an option, numbered.
            rb"|(?i:ntlm)(?:[ ]{0,8}: ?|[ ]?- ?[0-9]: |=)|(?<![\w-])lm  - [0-9]: |hash lm[ ]{0,4}: )"
        ),
        # To the end of the line, or of the option.
        lookahead=rb"(?=[0-9A-Fa-f]{32,40}(?:[\s\"',/\\]|\Z))",
        prefilters=(
            # The same.
            rb"\* (?:SHA1|DPAPI|LM) ",
            rb"(?i:ntlm)[ :=-]|lm  - [0-9]: |hash lm",
        ),
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
            f"psexec -hashes AAD3B435B51404EEAAD3B435B51404EE:«{HEX}{HEX}» mm@db",
        ),
        counter_examples=(
            "aad3b435b51404eeaad3b435b51404ee:31d6",
            "the empty hash is aad3b435b51404eeaad3b435b51404ee",
        ),
    ),
    _hash(
        id="hash-as-argument",
        finds="A hash of Windows that logs in in place of a password, as an option",
        prefix=rb" (?:-H|--hash|--hashes|-hashes|-nthash|--nthash)[ =](?:[0-9A-Fa-f]{32})?:?",
        prefilters=(rb" (?:-H|--hash|--hashes|-hashes|-nthash|--nthash)[ =][0-9A-Fa-f:]{16}",),
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
        prefix=(
            # In a list, and between colons.
            rb"(?:"
            + _KERBEROS
            + rb"[ ]{1,12}(?:\([0-9]{1,6}\) )?: |:"
            + _WITH_MARKS
            + rb":|plain_password_hex:|dpapi_(?:machine|user)key:0x)"
        ),
        secret_start=rb"[0-9A-Fa-f]{16}",
        prefilters=(
            # The names.
            rb"(?:aes256|aes128|rc4)_hmac|rc4_md4 |des_cbc_md5 ",
            # With marks.
            rb":aes(?:256|128)-cts-hmac-sha1-96:|:des-cbc-md5:|:rc4-hmac:|:arcfour-hmac:",
            rb"plain_password_hex:|dpapi_(?:machine|user)key:",
        ),
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
