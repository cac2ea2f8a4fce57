"""Tokens and keys after the words for them in the languages that a server's users speak."""

from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import ANY_ID, HEX, MIXED
from support_packet.redaction.rule_kinds.line_rule import LineRule

_TOKENS = (
    *("jeton", "zugriffstoken", "sitzungstoken", "zugangstoken", "toegangstoken", "przepustka"),
    *("токен", "Токен", "маркер", "Маркер", "令牌", "權杖", "トークン", "토큰", "mã thông báo"),
    *(
        "token di ",
        "token de ",
        "token d'",
        "token sesji",
        "توکن",
        "رمز نشست",
        "belirteç",
        "tunnus",
    ),
    *("жетон", "oturum kodu", "codice=", "código=", "kod=", "код=", "invitación=", "einladung="),
)
_OF_OTHERS = ("für", "fuer", "do", "del", "para", "pour", "voor")
"""What comes after the English word in a sentence of another language."""
_KEYS = (
    *("clé api", "clé d'api", "clé secrète", "schlüssel", "clave", "chiave", "chave", "sleutel"),
    *(
        "nyckel",
        "nøgle",
        "klucz",
        "klíč",
        "avain",
        "anahtar",
        "kulcs",
        "ключ",
        "Ключ",
        "密钥",
        "密鑰",
    ),
    *("キー", "키"),
)


def _each(words: tuple[str, ...]) -> list[bytes]:
    return [b"(?i:" + word.encode() + b")" for word in words]


_RANDOM = (
    # After a mark or a verb; that of Chinese, too.
    rb"(?:[:=] ?|\xef\xbc\x9a ?| (?:lautet|est|es|is|je|er|ist) )\\{0,3}[\"'`]?"
    rb"((?=[A-Za-z0-9+/_=-]{16})" + LOOKS_MIXED + rb"[A-Za-z0-9+/_=-]{16,})"
)

RULES = (
    LineRule(
        id="token-in-other-languages",
        kind="token",
        finds="A token of Mattermost after the word for it in other languages",
        trigger=(one_by_one(_each(_TOKENS), b""),),
        # The next value begins.
        end=rb"[,;\"\n]|\xef\xbc\x8c",
        # Of 26 or 64 characters.
        secret=rb"(?<![A-Za-z0-9])(" + ID + rb"(?:[a-z0-9]{38})?)(?![A-Za-z0-9])",
        examples=(
            f"Zugriffstoken abgelaufen: «{ANY_ID}», Benutzer {ANY_ID}",
            f'"msg":"会话令牌无效\uff1a«{ANY_ID}»","caller":"x"',
        ),
        counter_examples=(f"Jeton expiré, utilisateur {ANY_ID}", f"token_id {ANY_ID}"),
    ),
    LineRule(
        id="random-token-in-other-languages",
        kind="token",
        finds="A token that looks random after the word for one in other languages",
        trigger=(
            one_by_one(_each(_TOKENS), b""),
            # The English word.
            one_by_one(_each(tuple(f"token {word} " for word in _OF_OTHERS)), b""),
        ),
        # It is the first value.
        end=rb"[,;\n]|\.[ ]|(?i:commit|build|hash)",
        secret=_RANDOM,
        examples=(
            f"логин qa_lead. Токен для API тоже обновил: «{HEX}01234567»",
            f"Token für die API habe ich auch erneuert: «{MIXED}aB3d»\n令牌也更新了\uff1a«{HEX}»",
        ),
        counter_examples=(
            f"Токен обновлён, сборка: {HEX}01234567, токен: commit {HEX}01234567",
            f"Token für die API fehlt, id: {MIXED}aB3d",
        ),
    ),
    LineRule(
        id="key-in-other-languages",
        kind="token",
        finds="A value that looks random after the word for a key in other languages",
        trigger=(one_by_one(_each(_KEYS), b""),),
        # It is the first value.
        end=rb"[,;\n]|\.[ ]",
        secret=_RANDOM,
        examples=(
            f"Clé API : «{MIXED}aB3dE5» (ne pas partager)",
            f"API-Schlüssel lautet «{MIXED}aB3dE5»",
        ),
        counter_examples=(
            "Schlüssel: the_usual_way_of_naming_things",
            f"clave primaria duplicada, id: {MIXED}",
        ),
    ),
)
