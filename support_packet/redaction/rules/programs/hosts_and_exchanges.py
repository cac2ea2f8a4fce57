"""Passwords in commands of AS/400 and in the settings of telephone exchanges."""

from support_packet.redaction.rule_kinds.argument_rule import argument_rule

_OF_HOST = rb"[A-Z0-9$#@_]{3,10}"
_REGISTERS = rb"register ?=>? ?"

RULES = (
    argument_rule(
        id="password-of-as400",
        finds="A password among the arguments of a command of AS/400",
        prefix=rb"PASSWORD\(",
        # With another argument on either side.
        lookahead=rb"(?:(?<=\) PASSWORD\()|(?=" + _OF_HOST + rb"\) [A-Z]{3,10}\())(?!\*)",
        secret_start=_OF_HOST,
        secret_rest=b"",
        suffix=rb"\)",
        prefilters=(rb"PASSWORD\(",),
        examples=(
            "CHGUSRPRF USRPRF(QSECOFR) PASSWORD(«TEICH26A») PWDEXP(*NO)",
            "CRTUSRPRF PASSWORD(«TEICH») USRCLS(*USER)",
        ),
        counter_examples=(
            "CHGUSRPRF USRPRF(QSECOFR) PASSWORD(*NONE)",
            "SELECT PASSWORD(NAME1) FROM X",
        ),
    ),
    argument_rule(
        id="registration-of-exchange",
        finds="The password with which Asterisk registers with another exchange",
        # A protocol, the user and the domain.
        prefix=_REGISTERS + rb"(?:[a-z]{2,4}://)?[\w.+-]{1,64}(?:@[\w.-]{1,64})?:",
        # As far as the host.
        lookahead=rb"(?=[^\s@/:]{3,64}(?::[\w.-]{1,64})?@)",
        secret_start=rb"[^\s@/:]",
        secret_rest=rb"[^\s@/:]*+",
        prefilters=(rb"register ?=",),
        examples=(
            "register => 4930555:«Fern$prech3r»@sip.provider.example/4930555",
            "register =>mm@x:«hunter»@sip.example.com:5061, register=>tcp://mm:«hunter»@sip:5061",
        ),
        counter_examples=(
            "register => 4930555@sip.provider.example",
            "chan_sip: register => none",
        ),
    ),
)
