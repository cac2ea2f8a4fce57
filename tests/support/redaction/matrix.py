"""Samples of secrets: each name, in each relation to its value, in each text around both.

What no list of lines has is found only by rules that are right for all of these, so that a hole
in this table is a hole in the rules.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from typing import NamedTuple
from urllib.parse import quote

from recall.template import expand

PASSWORD = "⟦password⟧"
SHAPES = {
    "password": (PASSWORD,),
    "short": (PASSWORD,),
    "token": ("⟦mixed:24⟧", "⟦hex:40⟧", "⟦id⟧", "⟦uuid⟧", "⟦mixed:32⟧"),
}

NAMES = {
    "password": (
        *("password", "Password", "PASSWORD", "DB_PASSWORD", "dbPassword", "db.password"),
        *("smtp-password", "SMTPPassword", "passwd", "MYSQL_PASSWD", "passphrase", "Passphrase"),
        *("KEY_PASSPHRASE", "secret", "client_secret", "clientSecret", "ClientSecret"),
        *("CLIENT-SECRET", "webhook.secret", "jwtSecret", "passcode", "bindpw", "pass_phrase"),
        *("oldPassword", "admin password", "client secret", "sharedsecret", "userPassword"),
    ),
    "token": (
        *("token", "Token", "TOKEN", "access_token", "accessToken", "AccessToken"),
        *("API_TOKEN", "X-Auth-Token", "auth.token", "botToken", "refresh token", "api token"),
        *("csrf-token", "api_key", "apiKey", "ApiKey", "API_KEY", "api-key", "apikey", "APIKEY"),
        *("X-Api-Key", "secret_key", "secretKey", "SECRET_KEY_BASE", "private-key", "signingKey"),
        *("encryption_key", "ENCRYPTION-KEY", "session_key", "hmac.key", "access key", "api key"),
        *("licenseKey", "credential", "credentials", "authtoken", "acmeToken", "session-token"),
        *("sessionToken", "webhook_token", "deployToken"),
    ),
    "short": ("pass", "db_pass", "SMTP_PASS", "dbPass", "pwd", "MYSQL_PWD", "userPwd", "db.pwd"),
}
"""Names of values by what looks for them; each in the spellings of programs."""


class Relation(NamedTuple):
    """How a name and its value are written; `{n}` is the name and `{v}` the value."""

    id: str
    text: str


RELATIONS = tuple(
    Relation(*pair)
    for pair in (
        ("equals", "{n}={v}"),
        ("spaced-equals", "{n} = {v}"),
        ("colon", "{n}: {v}"),
        ("tight-colon", "{n}:{v} host:x"),
        ("spaced-colon", "{n} : {v}"),
        ("walrus", "{n} := {v}"),
        ("fat-arrow", "{n} => {v}"),
        ("arrow", "{n} -> {v}"),
        ("unicode-arrow", "{n} → {v}"),
        ("json", '{{"a":1,"{n}":"{v}","b":2}}'),
        ("spaced-json", '{{"a": 1, "{n}": "{v}", "b": 2}}'),
        ("json-list", '{{"{n}":["{v}"]}}'),
        ("python", "{{'a': 1, '{n}': '{v}'}}"),
        ("ruby", '{{:a=>1, :{n}=>"{v}"}}'),
        ("ruby-text", '{{"{n}"=>"{v}"}}'),
        ("js-object", '{{a: 1, {n}: "{v}"}}'),
        ("double-quoted", '{n}="{v}"'),
        ("single-quoted", "{n}='{v}'"),
        ("backticks", "{n}=`{v}`"),
        ("colon-backticks", "{n}: `{v}`"),
        ("spaced-quoted", '{n} = "{v}"'),
        ("colon-quoted", "{n}: '{v}'"),
        ("space-quoted", '{n} "{v}"'),
        ("space-single-quoted", "{n} '{v}'"),
        ("space-backticks", "{n} `{v}`"),
        ("is", "the {n} is {v}"),
        ("is-colon", "the {n} is: {v}"),
        ("is-quoted", 'the {n} is "{v}"'),
        ("was", "{n} was {v}"),
        ("set-to", "{n} set to {v}"),
        ("changed", "{n} changed from {v} to {w}"),
        ("with", "connecting with {n} {v}"),
        ("using", "using {n} '{v}' for login"),
        ("option-equals", "cmd --{n}={v} --x"),
        ("option-space", "cmd --{n} {v} --x"),
        ("option-quoted", "cmd --{n} '{v}' --x"),
        ("java-property", "java -D{n}={v} -jar x.jar"),
        ("export", 'export {n}="{v}"'),
        ("setenv", "setenv {n} {v}"),
        ("config-set", "config set {n} {v}"),
        ("query", "GET /x?a=1&{n}={v}&b=2 HTTP/1.1"),
        ("fragment", "/cb#{n}={v}&b=2"),
        ("semicolons", "Server=x;{n}={v};Encrypt=true"),
        ("element", "<{n}>{v}</{n}>"),
        ("attribute", '<x a="1" {n}="{v}" b="2"/>'),
        ("property", '<property name="{n}" value="{v}"/>'),
        ("property-turned", '<property value="{v}" name="{n}"/>'),
        ("entry", '<entry key="{n}">{v}</entry>'),
        ("plist", "<key>{n}</key><string>{v}</string>"),
        ("cell", "<td>{n}</td><td>{v}</td>"),
        ("name-value", '{{"name":"{n}","value":"{v}"}}'),
        ("key-value", '{{"key": "{n}", "value": "{v}"}}'),
        ("value-name", '{{"value":"{v}","name":"{n}"}}'),
        ("yaml-name-value", "- name: {n}\n  value: {v}\n"),
        ("tuple", "('{n}', '{v}')"),
        ("list-pair", '["{n}", "{v}"]'),
        ("call", '{n}("{v}")'),
        ("setter", 'set("{n}", "{v}")'),
        ("index", "config['{n}'] = '{v}'"),
        ("php", "'{n}' => '{v}',"),
        ("print-r", "    [{n}] => {v}"),
        ("var-dump", '["{n}"]=> string(20) "{v}"'),
        ("go-map", "map[a:1 {n}:{v} z:2]"),
        ("go-lists", "map[{n}:[{v}]]"),
        ("go-syntax", '{{A:1, {n}:"{v}"}}'),
        ("rust", '{n}: Some("{v}")'),
        ("swift", '{n}: Optional("{v}")'),
        ("scala", "{n} -> Some({v})"),
        ("typed", 'String {n} = "{v}"'),
        ("typed-after", '{n}: String = "{v}"'),
        ("basic", 'Const {n} As String = "{v}"'),
        ("cast", '{n}: (string) (len=24) "{v}"'),
        ("pointer", '{n} = 0x55d0c1a2b2e0 "{v}", tls = true'),
        ("constructor", '{n}: main.Secret("{v}")'),
        ("member", '"{n}": {{\n  "type": "x",\n  "value": "{v}"\n}}'),
        ("yaml-member", "{n}:\n  value: {v}\n"),
        ("toml", "{n} = '''{v}'''"),
        ("row", "| {n} | {v} |"),
        ("row-of-three", "| 1 | {n} | {v} | x |"),
        ("aligned", "{n}             {v}"),
        ("tab", "{n}\t{v}"),
        ("csv", "{n},{v}"),
        ("csv-quoted", '"{n}","{v}"'),
        ("psql", " {n}      | {v}"),
        ("brackets", "{n}: [{v}]"),
        ("angle", "{n}: <{v}>"),
        ("parentheses", "{n} ({v})"),
        ("equals-parentheses", "({n}={v})"),
        ("columns", "id | {n} | at\n---+---+---\n 1 | {v} | x\n"),
        ("csv-columns", "id,{n},at\n1,{v},x\n"),
        ("next-line", "{n}:\n  {v}\n"),
        ("yaml-block", "{n}: |\n  {v}\nx: 1\n"),
        ("yaml-folded", "{n}: >-\n    {v}\nx: 1\n"),
        ("yaml-list", "{n}:\n  - {v}\n"),
        ("json-next-line", '"{n}":\n  "{v}"\n'),
        ("form", 'form-data; name="{n}"\n\n{v}\n--b'),
        ("value-as-name", "used {v} as {n}"),
        ("value-is-name", "{v} is the {n} of mm"),
        ("invalid", "invalid {n}: {v}"),
        ("got", 'wrong {n}, got "{v}"'),
        ("old-new", '{{"{n}":{{"old":"{v}","new":"{w}"}}}}'),
        ("diff", "-{n}: {v}\n+{n}: {w}\n"),
        ("plain-type", '{{"{n}":{{"type":"string","value":"{v}"}}}}'),
        ("placeholder", "{n}=%{v}%"),
        ("double-colon", "{n}:: {v}"),
        ("pipe", "{n}|{v}"),
        ("slash-path", "/{n}/{v}"),
        ("default", "--{n} string  (default {v})"),
        ("env-default", "${{{n}:-{v}}}"),
    )
)


def _json(text: str) -> str:
    return json.dumps({"level": "debug", "msg": text, "caller": "app/x.go:1"})


def _twice(text: str) -> str:
    return json.dumps({"log": json.dumps({"m": text}) + "\n"})


def _careful(text: str) -> str:
    """JSON as Go writes it in HTML."""
    escaped = json.dumps(text)
    for mark in "<>&='":
        escaped = escaped.replace(mark, f"\\u{ord(mark):04x}")
    return '{"m":' + escaped + "}"


WRAPPERS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "log": lambda text: f"time=2026-11-21T10:10:10Z level=info msg=x {text} done",
    "syslog": lambda text: f"Nov 21 10:10:10 chat mm[412]: {text}",
    "json": _json,
    "json-twice": _twice,
    "json-careful": _careful,
    "logfmt": lambda text: f"level=info msg={json.dumps(text)} caller=x",
    "repr": lambda text: f"x: {text!r}",
    "html": html.escape,
    "url": lambda text: f"/log?m={quote(text)}&x=1",
    "comment": lambda text: "# " + text.replace("\n", "\n# "),
    "indent": lambda text: "    " + text.replace("\n", "\n    "),
    "parens": lambda text: f"failed ({text}): EOF",
    "crlf": lambda text: text.replace("\n", "\r\n") + "\r\n",
}


_IN_SENTENCES = frozenset(
    (
        "with",
        "setenv",
        "config-set",
        "is",
        "is-colon",
        "is-quoted",
        "was",
        "set-to",
        "changed",
        "got",
    )
)
_NOT_IN_URLS = _IN_SENTENCES | {
    "got",
    *("value-as-name", "value-is-name", "columns", "csv-columns", "yaml-block", "yaml-folded"),
    *("yaml-list", "scala", "rust", "swift", "var-dump", "typed-after", "tab", "option-space"),
    *("value-name", "form", "yaml-name-value", "default", "property-turned"),
    *("cast", "pointer", "constructor", "member"),
}
HOLES = {
    "password": {"default", "old-new", "placeholder"},
    "token": {"default", "old-new", "placeholder"},
    # Where only its length distinguishes a name from another word.
    "short": {
        *("changed", "property-turned", "value-name", "parentheses", "value-as-name", "old-new"),
        *("value-is-name", "plain-type", "default", "with", "setenv", "config-set", "form"),
        *("option-space", "java-property", "yaml-name-value", "placeholder", "yaml-folded"),
    },
}
"""The relations in which values of a kind are not always found, and so not looked for here."""


class Sample(NamedTuple):
    """A text with secrets in it."""

    kind: str
    name: str
    relation: str
    wrapper: str
    text: str
    secrets: tuple[str, ...]

    @property
    def is_hole(self) -> bool:
        """Whether it is known that not all of its kind are found."""
        in_html = self.wrapper == "html" and self.relation == "form"
        in_url = self.wrapper == "url" and (self.kind == "short" or self.relation in _NOT_IN_URLS)
        return in_html or in_url or self.relation in HOLES[self.kind]

    def left(self, redacted: str) -> list[str]:
        """Return the parts of the secrets that are in a text: whatever spells marks otherwise."""
        parts = (part for secret in self.secrets for part in _PARTS.findall(secret))
        return [part for part in parts if part in redacted]


_PARTS = re.compile("[A-Za-z0-9]{5,}")


def samples(seed: int, every: int = 1) -> Iterator[Sample]:
    """Yield all samples, or one of so many, chosen by chance; each has its own values."""
    rng = Random(seed)
    for kind, names in NAMES.items():
        for name, relation, wrapper in product(names, RELATIONS, WRAPPERS):
            if rng.randrange(every):
                continue
            shape = rng.choice(SHAPES[kind])
            number = f"{seed} {rng.random()}"
            value, other = (expand(shape, number, turn) for turn in range(2))
            text = relation.text.format(n=name, v=value, w=other)
            secrets = (value, other) if "{w}" in relation.text else (value,)
            yield Sample(kind, name, relation.id, wrapper, WRAPPERS[wrapper](text), secrets)
