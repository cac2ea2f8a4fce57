"""Mattermost's own, where only the record around a value says that it is a secret."""

from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import UNIQUE_KEYS

RULES = (
    LineRule(
        id="audited-webhook",
        kind="webhook",
        finds="The ids of webhooks in what the server audits about them",
        # The names of these calls.
        trigger=(rb"(?:create|update|delete|get|move)(?:Local)?IncomingHook",),
        # The field `id`, not that of a user or a channel.
        secret=rb"[\"{ ,][Ii]d\\{0,3}\"?: ?\\{0,3}\"?(" + ID + rb")(?![A-Za-z0-9])",
        examples=(
            '{"event_name":"updateIncomingHook","prior_state":{"id":"«y1ndrfg8ejkmcpqxot1uwisza3»"}}',
            "deleteIncomingHook result={Id:«y1ndrfg8ejkmcpqxot1uwisza3» UserId:x}",
        ),
        counter_examples=(
            '{"event_name":"updateIncomingHook","user_id":"y1ndrfg8ejkmcpqxot1uwisza3"}',
            '{"event_name":"updateChannel","prior_state":{"id":"y1ndrfg8ejkmcpqxot1uwisza3"}}',
        ),
    ),
    Rule(
        id="phone-of-push",
        kind="token",
        finds="The id by which push notifications reach a phone, in the proxy's log",
        # Apple's address, or a field of the proxy.
        prefix=rb"(?:/3/device/|\"did\\{0,3}\": ?\\{0,3}\"|did=\\{0,3}[\"']?| did: )",
        prefilters=(rb"/3/device/", rb"\"did\\{0,3}\"", rb"did=[\"'\\\w:-]", rb" did: "),
        exact_start=True,
        secret_start=rb"[0-9a-zA-Z_:-]{32}",
        secret_rest=rb"[0-9a-zA-Z_:-]*+",
        examples=(
            "POST /3/device/«740f4707bebcf74f9b7c25d48e3358945f6aa01d» 410",
            '{"msg":"Failed","did":"«740f4707bebcf74f9b7c25d48e3358945f6aa01d»"}',
            "Failed to send push sid=x did=«740f4707bebcf74f9b7c25d48e3358945f6aa01d» reason=x",
        ),
        counter_examples=("POST /3/device/unknown", '{"did":"y1ndrfg8ejkmcpqxot1uwisza3"}'),
    ),
    Rule(
        id="duplicate-token",
        kind="token",
        finds="A token that a database refuses because there is one already",
        prefix=rb"Duplicate entry '",
        # In a column of tokens.
        lookahead=rb"(?=[^'\n]{8,128}' for key '[^'\n]{0,64}" + UNIQUE_KEYS + rb")",
        secret_start=rb"[A-Za-z0-9_-]{8}",
        secret_rest=rb"[^'\n]*+",
        prefilters=(rb"Duplicate entry '",),
        exact_start=True,
        examples=(
            "Error 1062: Duplicate entry '«y1ndrfg8ejkmcpqxot1uwisza3»' for key 'Sessions.Token'",
            "Duplicate entry '«y1ndrfg8ejkmcpqxot1uwisza3»' for key 'idx_teams_invite_id'",
        ),
        counter_examples=(
            "Duplicate entry 'town-square-and-more' for key 'Channels.Name'",
            "Duplicate entry '5' for key 'Tokens.PRIMARY'",
        ),
    ),
    Rule(
        id="hash-of-mysql",
        kind="password hash",
        finds="Hashes of passwords as MySQL stores them",
        prefix=rb"[\"'\s=:,]",
        secret_start=rb"\*[0-9A-F]{40}",
        suffix=rb"[\"'\s,;)\\]",
        prefilters=(rb"[\"'\s=:,]\*[0-9A-F]{8}",),
        exact_start=True,
        examples=(
            "IDENTIFIED BY PASSWORD '«*6F175C744D3B7B796D630490FE7EF48F614C38AF»' REQUIRE NONE",
            "authentication_string=«*6F175C744D3B7B796D630490FE7EF48F614C38AF»\n",
            "VALUES ('%','mm','«*6F175C744D3B7B796D630490FE7EF48F614C38AF»')",
        ),
        counter_examples=(
            "x *6F175C744D3B7B796D63",
            "*6F175C744D3B7B796D630490FE7EF48F614C38AFAB",
        ),
    ),
    LineRule(
        id="compared-webhook-secrets",
        kind="webhook",
        finds="The secret of a plugin's webhook, and the one that came instead",
        # What the plugins for Jira and others log.
        trigger=(rb"invalid webhook secret",),
        # In JSON.
        secret=rb"\"(?:expected|request)\\{0,3}\": ?\\{0,3}\"([^\"\\\n]{4,})|"
        # In text.
        rb" (?:expected|request)=\"?([^\s\"]{4,})",
        examples=(
            '{"msg":"invalid webhook secret","expected":"«Ya4Z1QWQ4eDzp»","request":"«hunter2x»"}',
            'msg="invalid webhook secret" plugin_id=jira expected=«Ya4Z1QWQ4eDzp» request=«kettle»',
        ),
        counter_examples=(
            '{"msg":"invalid webhook secret","plugin_id":"jira","expected":""}',
            '{"msg":"invalid webhook","expected":"Ya4Z1QWQ4eDzp"}',
        ),
    ),
    LineRule(
        id="second-factor-of-dumped-user",
        kind="token",
        finds="The secret of a user's second factor in a dump of the table of users",
        # Of MySQL or PostgreSQL.
        trigger=(rb"INSERT INTO [`\"]?(?:public\.)?[`\"]?[Uu]sers[`\"]? ",),
        # Base32.
        secret=rb"'([A-Z2-7]{26,64})'",
        examples=(
            "INSERT INTO `Users` VALUES ('x',1,'«HZ2BG6KJKXYP6ZOUYXJFGWNDIWYPJJJE»')",
            "INSERT INTO public.users VALUES ('x', '«HZ2BG6KJKXYP6ZOUYXJFGWNDIWYPJJJE»', 1)",
        ),
        counter_examples=(
            "INSERT INTO `Users` VALUES ('x',1,'SYSTEM_USER','')",
            "INSERT INTO `Posts` VALUES ('HZ2BG6KJKXYP6ZOUYXJFGWNDIWYPJJJE')",
        ),
    ),
)
