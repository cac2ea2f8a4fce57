"""Secrets in the notations of documents: Markdown, tables, property lists, CDATA, tags of YAML."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    END_OF_LINE,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    run_of,
)
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER, any_case, one_by_one
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import Text, spelled_out
from support_packet.secret_words import SHORT_WORD, SHORT_WORDS

_EACH = any_case(spelled_out(Text.PASSWORD).split(b"|"))

_rule = partial(Rule, kind="password", exact_start=True)

RULES = (
    NextLinesRule(
        id="short-name-as-element",
        kind="password",
        finds="A password of any word as an element of XML called `pass` or `pwd`",
        within_line=True,
        detector=(
            one_by_one(any_case(SHORT_WORDS), rb"\">[^<>\s]"),
            one_by_one(any_case(SHORT_WORDS), rb">[^<>\s]"),
            # With another attribute.
            one_by_one(any_case(SHORT_WORDS), rb" [a-z]{1,16}=\"[\w-]{0,16}\">"),
        ),
        # A separate name, or the value of an attribute.
        before=rb"(?:<(?:\w{1,16}:)?|name=\")(?:[a-zA-Z]{1,16}[_-]?)?",
        # With another attribute.
        trigger=SHORT_WORD + rb"(?:\"?| [a-z]{1,16}=\"[\w-]{0,16}\")>",
        # No number, no result.
        then=NO_STATE + NOT_A_PASSWORD + rb"(?![0-9.:%/]+<|/)([^<>\s]{3,128})</",
        examples=(
            "<ns2:pwd>«kettle»</ns2:pwd> <pass>«Kettle»</pass>",
            '<string name="db_pass">«kettle»</string> <Pass encoding="base64">«kettle=»</Pass>',
        ),
        counter_examples=(
            "<pass>12</pass> <pass>true</pass> <bypass>  </bypass>",
            '<a name="pass">the pass of it</a>',
        ),
    ),
    _rule(
        id="password-in-cdata",
        effort_of_head=3,
        finds="A password in CDATA after its name as an attribute",
        # The rest of the tag.
        prefix=ANY_NAME + rb"\"(?: [^<>\n]{0,48})?/?>[ \t]{0,16}<!\[CDATA\[",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\]\n]",
        secret_rest=run_of(rb"[^\]\n]++", rb"\](?!\]>)"),
        prefilters=ANY_MARKS,
        ends=b'"',
        examples=(
            '<param name="SmtpPassword"><![CDATA[«mg0G%36]a*N»]]></param>',
            '<entry key="api_token" type="x"><![CDATA[«k3h5x9w1»]]></entry>',
        ),
        counter_examples=(
            '<param name="SmtpPassword"><![CDATA[]]></param>',
            '<param name="SmtpUser"><![CDATA[mm]]></param>',
        ),
    ),
    _rule(
        id="password-with-tag",
        finds="A password after a tag of YAML, as in `password: !!str x`",
        prefix=PASSWORD_NAME
        # With some tags, a name follows.
        + rb"[\"']?: !(?!secret|env|ENV|include|Ref|Sub|GetAtt|Import)!?[\w:/.-]{1,24} [\"']?",
        # No block on the next lines.
        lookahead=rb"(?![|>])" + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\]",
        secret_rest=rb"[^\s\"'\\]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b":\"'",
        examples=('  password: !!str "«gar78DESE369»"\n', "secret: !unsafe «hunter»\n"),
        counter_examples=(
            'password: !!null ""\n',
            "password: !vault |\n",
            "password: !secret wifi_password\n",
            "password: !Ref DbPassword\n",
        ),
    ),
    _rule(
        id="password-in-markdown",
        finds="A password after its name in bold, as messages show it",
        # Bold ends before the colon, or after it.
        prefix=PASSWORD_NAME + rb"(?::\*\*|\*\*:) ?`?",
        lookahead=SIGN_AND_LETTER + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\`]{6}",
        secret_rest=rb"[^\s\"'\\`]*+",
        prefilters=(PASSWORD_MARK, one_by_one(_EACH, rb"\*\*:")),
        ends=b":",
        examples=("- **Password:** `«Gf6XX57AL1»` and", "**Secret**: «hunter-2X»"),
        counter_examples=("**Password:** `required`", "**Password**: 12 characters"),
    ),
    _rule(
        id="password-in-backticks",
        finds="A password in backticks",
        prefix=PASSWORD_NAME + rb"[ ]?[:=][ ]?`",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^`\n\"\\$]",
        secret_rest=rb"[^`\n\"\\]*+(?=`)",
        prefilters=PASSWORD_MARKS,
        ends=b":=",
        ends_after_space=b":=",
        examples=("passwd: `«FLIf<7djwU#8Nr»`\n", "password: `«two words»`"),
        counter_examples=("password: `$pw`", "password: `` is empty"),
    ),
    NextLinesRule(
        id="property-list-on-two-lines",
        kind="password",
        finds="A secret in a property list, on the line after its key",
        detector=(rb"(?i:key>)\r?\n",),
        before=rb"<key>[\w.-]{0,48}" + ANY_NAME + rb"</",
        trigger=rb"(?i:key>)" + END_OF_LINE,
        # Its value is the next element.
        then=rb"[ \t]{0,64}<string>([^<\n]+)</string>",
        lines=1,
        examples=(
            "<key>api_token</key>\n<string>«nbmxJxChsHTf»</string>\n",
            "\t<key>SMTPPassword</key>\n\t<string>«a b»</string>\n",
        ),
        counter_examples=(
            "<key>api_token</key>\n<string></string>\n",
            "<key>host</key>\n<string>x1</string>\n",
        ),
    ),
)
