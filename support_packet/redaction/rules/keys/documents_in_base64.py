"""Documents that give access, in base64: known by how their first words are written there."""

from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

_BASE64 = rb"[A-Za-z0-9+/_=%-]"

RULES = (
    PrefixedRule(
        id="document-in-base64",
        kind="token",
        finds="Licenses, SAML responses, data sources, logins of Docker and of NTLM in base64",
        tokens=(
            Token(rb"eyJpZCI6I", _BASE64 + rb"{100}"),  # a license of Mattermost
            Token(rb"PHNhbWx(?:wOlJlc3BvbnNl|wOkFzc2VydGlvb|yc)", _BASE64 + rb"{40}"),  # SAML
            # SAML, by another prefix
            Token(rb"PHNhbWw(?:ycDpSZXNwb25zZ|yOkFzc2VydGlvb|6QXNzZXJ0aW9u)", _BASE64 + rb"{40}"),
            # URLs of PostgreSQL and MySQL
            Token(rb"(?:cG9zdGdyZXM6Ly|cG9zdGdyZXNxbDovL|bXlzcWw6Ly)", _BASE64 + rb"{16}"),
            Token(rb"AAEAAWVsYXN0aWM", _BASE64 + rb"{16}"),  # accounts of services of Elasticsearch
            Token(rb"eyJhdXRocyI6", _BASE64 + rb"{40}"),  # logins of Docker
            Token(rb"TlRMTVNTUA", _BASE64 + rb"{16}"),  # NTLM
        ),
        secret_rest=_BASE64 + rb"*+",
        examples=(
            f"license: «eyJpZCI6Ij{MIXED * 8}»",
            f'{{"encoded":"«PHNhbWxwOlJlc3BvbnNl{MIXED * 4}»"}}',
            f"«PHNhbWwycDpSZXNwb25zZ{MIXED * 4}»",
            f"  DB_CONNECTION_STRING: «cG9zdGdyZXM6Ly{MIXED * 2}»",
            f".dockerconfigjson: >-\n    «eyJhdXRocyI6{MIXED * 4}»",
            f"kerberos: «TlRMTVNTUAAB{MIXED * 2}»",
            f"elastic/kibana/x = «AAEAAWVsYXN0aWMva2li{MIXED * 2}»",
        ),
        counter_examples=("eyJpZCI6Im1tIn0", "PHNhbWxwOlJlc3BvbnNl and cG9zdGdyZXM6Ly begin so"),
    ),
    Rule(
        id="negotiate-token",
        kind="token",
        finds="A ticket of Kerberos after the word for its scheme",
        prefix=rb"Negotiate[ ]",
        # How DER begins.
        secret_start=rb"(?:YI|oY|oR)[A-Za-z0-9+/]{18}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            f"WWW-Authenticate: Negotiate «oYG{MIXED * 2}»",
            f"got Negotiate «YII{MIXED * 2}=»",
        ),
        counter_examples=("Negotiate YII", "Negotiate the price"),
    ),
)
