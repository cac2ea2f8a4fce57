"""Secrets that clouds, Terraform and directories keep under their own names."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import CREDENTIALS

_QUOTE = rb"\\{0,3}\""

_OF_BIND = rb"(?i:security\.credential|bindcredential|binddncredential|bind_credential)"
"""What Java, Keycloak and Shibboleth call the password with which they log in to a directory."""

RULES = (
    Rule(
        id="secure-string",
        kind="password",
        finds="A value that Amazon's store of parameters or PowerShell keeps as a secure string",
        prefix=(
            rb"SecureString(?:"
            + _QUOTE
            + rb", ?"
            + _QUOTE
            + rb"Value"
            + _QUOTE
            + rb": ?"
            + _QUOTE
            # PowerShell makes one of a text.
            + rb"|(?: -String)? "
            + _QUOTE
            + rb")"
        ),
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n$]",
        secret_rest=run_of(rb"[^\"\\\n]++"),
        prefilters=(rb"SecureString",),
        exact_start=True,
        examples=(
            '{"Type":"SecureString","Value":"«hunter 2»"}',
            'ConvertTo-SecureString "«hunter 2»" -AsPlainText -Force',
        ),
        counter_examples=('{"Type":"SecureString","Value":""}', 'ConvertTo-SecureString "$x"'),
    ),
    Rule(
        id="terraform-random-password",
        kind="password",
        finds="A password that Terraform has made",
        # Its name, and how long it took.
        prefix=rb"random_(?:password|string)[\w.\[\]\"-]{0,64}: Creation [^\n]{0,64}result=",
        secret_start=rb"[^\s\]]{4}",
        secret_rest=rb"[^\s\]]*+",
        prefilters=(rb"random_(?:pass|string)",),
        exact_start=True,
        examples=(
            "random_password.mm: Creation complete after 0s [result=«Hunter-22!x»]",
            "module.db.random_string.x[0]: Creation complete [result=«k3h5x9w1»]",
        ),
        counter_examples=(
            "random_password.mm: Creation complete after 0s [id=none]",
            "random_string.x: Creating... result=",
        ),
    ),
    Rule(
        id="bind-credential",
        kind="password",
        finds="The password of a bind as Java, Keycloak and Shibboleth name it",
        prefix=(
            # The name, and a list or not.
            _OF_BIND + rb"(?i:s)?[\"']?[ \t]{0,32}[=:][ \t]{0,8}\[?[ ]?" + _QUOTE + rb"?"
        ),
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"\\\[\],}]{4}",
        secret_rest=rb"[^\s\"\\\],}]*+",
        # The same.
        prefilters=(_OF_BIND,),
        exact_start=True,
        examples=(
            "{java.naming.security.credentials=«Hunter-22»}",
            '"bindCredential" : [ "«Hunter-22»" ],',
            "idp.authn.LDAP.bindDNCredential     = «Lärche_41»\nldap.bindCredentials: «Ab1d»\n",
        ),
        counter_examples=('"bindCredential" : [ "********" ],', "security.credentials=none"),
    ),
    Rule(
        id="token-of-json",
        kind="token",
        finds="A token that is a document of JSON in base64 without a signature, as tunnels have",
        # The name and its mark.
        prefix=CREDENTIALS + rb"[ =:\"'\\]{1,6}",
        secret_start=rb"eyJ[A-Za-z0-9_+/-]{24}",
        secret_rest=rb"[A-Za-z0-9_+/.=-]*+",
        # The same.
        prefilters=(CREDENTIALS + rb"[ =:\"'\\]{1,6}eyJ",),
        exact_start=True,
        examples=(
            f"tunnel token «eyJ{MIXED * 2}» rejected",
            f'"credentials": "«eyJ{MIXED * 2}==»"',
        ),
        counter_examples=("token eyJust a word", "the key is eyJ"),
    ),
    Rule(
        id="phone-in-sentence",
        kind="token",
        finds="The id by which push notifications reach a phone, in a sentence",
        # What it is called.
        prefix=rb"(?:(?i:(?:device|push|fcm|apns) token)(?:[:=]? |[:=])|(?i:\] device ))[<\"']?",
        # As one word, or as Apple's libraries print bytes.
        secret_start=rb"(?:[0-9a-zA-Z_:-]{32}|(?:[0-9a-f]{8} ){7}[0-9a-f]{8})",
        secret_rest=rb"[0-9a-zA-Z_:-]*+",
        # The same.
        prefilters=(rb"(?i:device token|push token|fcm token|apns token|\] device )",),
        exact_start=True,
        examples=(f"ios: device token <«{HEX * 4}»>", f"FCM Token: «{MIXED}:APA91b{MIXED * 2}»"),
        counter_examples=("device token is missing", f"push tokens {HEX}"),
    ),
    Rule(
        id="private-key-in-der",
        kind="private key",
        finds="A private key without its armor, by how it begins in base64",
        secret_start=(
            rb"(?:MII[A-Za-z0-9+/]{3}IBA(?:DANBgkqhkiG9w0BAQEFAAS|AKCA)"  # RSA
            rb"|MHcCAQEEI|MIGHAgEAMBMGByqGSM49AgEG|MC4CAQAwBQYDK2VwBCIEI)"  # curves
        ),
        # The rest of the key.
        secret_rest=rb"[A-Za-z0-9+/]{16}[A-Za-z0-9+/]*+={0,2}",
        prefilters=(
            # RSA.
            rb"MII[A-Za-z0-9+/]{3}IBA(?:DANBgkqhkiG9w0BAQEFAAS|AKCA)",
            # Curves.
            rb"(?:MHcCAQEEI|MIGHAgEAMBMGByqGSM49AgEG|MC4CAQAwBQYDK2VwBCIEI)[A-Za-z0-9+/]",
        ),
        exact_start=True,
        examples=(
            f"dkim key: «MIIEvQIBADANBgkqhkiG9w0BAQEFAASC{MIXED * 2}»",
            f'"pem":"«MIIEpAIBAAKCAQEA{MIXED * 2}==»"',
            f"«MC4CAQAwBQYDK2VwBCIEI{MIXED * 2}»",
        ),
        counter_examples=(
            f"MIIDdzCCAl+gAwIBAgIEAgAAuTAN{MIXED} is a certificate",
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
        ),
    ),
)
