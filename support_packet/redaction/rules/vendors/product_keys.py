"""Keys of products and licenses in groups of letters and digits."""

from support_packet.redaction.expressions.notation import QUOTE, one_by_one
from support_packet.redaction.rule_kinds.rule import Rule

_NAMES = (
    *(rb"(?i:product key)", rb"(?i:license key)", rb"(?i:licence key)", rb"(?i:activation key)"),
    *(rb"(?i:activation code)", rb"(?i:registration code)", rb"(?i:product_key)", rb"/ipk"),
    *(rb"(?i:license_key)", rb"(?i:productkey)", rb"(?i:licensekey)", rb"(?i:serial)"),
)
_GROUP = rb"[A-Z0-9]{4,8}"

RULES = (
    Rule(
        id="product-key",
        kind="token",
        finds="Keys of products in groups of letters and digits, after a name for them",
        prefix=rb"(?:" + rb"|".join(_NAMES) + rb")" + QUOTE + rb"(?:[:=] ?| )" + QUOTE,
        # Letters and digits.
        lookahead=rb"(?=[A-Z-]{0,40}[0-9])(?=[0-9-]{0,40}[A-Z])",
        secret_start=_GROUP + rb"(?:-" + _GROUP + rb"){3}",
        # More groups.
        secret_rest=rb"(?>(?:-[A-Z0-9]{4,8}){0,5})(?![\w-])",
        prefilters=(one_by_one(_NAMES, rb"[\\\"':= ]"),),
        exact_start=True,
        examples=(
            "slmgr.vbs /ipk «RDRW0-89XE1-0TKNE-P6SCK-46SYD»",
            "product key «SSJ82-5PG5R-5UYD0-NCJKV-7AMZ3» accepted",
            "serial=«ETPG-QE2Y-47IX-HUMU» (license key for backup)",
        ),
        counter_examples=("serial=0123-4567-8901-2345", "license key: NOT-YET-KNOWN-HERE"),
    ),
)
