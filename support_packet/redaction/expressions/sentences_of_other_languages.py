"""What goes on in sentences in languages other than English, and what users are called there."""

from support_packet.redaction.expressions.states_in_other_languages import STATE

_SIGNS = (
    # Of Chinese: wrong, invalid, empty, must, please, no, already, forgotten, set, changed.
    *"错誤误无無效空必须須请請输輸不未已忘设設变變改长長短弱为為是的可应應需确確认認码碼重置位字符",
    # Of Japanese and Korean, also the particles of a sentence.
    *(
        "正",
        "忘",
        "期限",
        "変",
        "入力",
        "文字",
        "エラー",
        "を",
        "が",
        "です",
        "ます",
        "ない",
        "필수",
        "오류",
    ),
    *(
        "잘못",
        "없",
        "입력",
        "변경",
        "만료",
        "틀",
        "유효",
        "확인",
        "않",
        "니다",
        "하",
        "설정",
        "자리",
    ),
)
NO_ASIAN_STATE = (
    # Also after a number.
    rb"(?![0-9]{0,3} ?(?:[\xe3-\xed][\x80-\xbf]{2}){0,12}?(?:"
    + "|".join(sorted(set(_SIGNS))).encode()
    + rb"))"
)
"""The same for languages that write no spaces: no sign of such a word."""

_IN_SENTENCES = (
    "nicht|ist|sind|muss|darf|bitte|kein|keine|das|die|der|ein|eine|zu|est|pas|ne|doit|le|la|les|un|une"
    "|votre|vous|es|está|no|debe|el|los|su|para|é|não|deve|sua|o|um|non|è|il|tua|vostra|niet|moet|het|een"
    "|inte|är|ikke|er|skal|nie|jest|musi|je|není|nesmí|ei|on|bir|değil|olmal\u0131d\u0131r|không|phải|не|должен|должна"
    "|is|are|must|not|required|for|of|to|the|and|or|with|from|in|at|by|your|this|et|y|e|und|oder|или|и"
).encode()
NO_SENTENCE = (
    # Such a word after the first one.
    rb"(?![^\s\"'\\]{1,64} (?:[^\s\"'\\]{1,32} ){0,5}?(?:"
    + STATE
    + rb"|(?i:"
    + _IN_SENTENCES
    + rb")(?=[ .,!\"'\\]))|(?i:"
    + _IN_SENTENCES
    # As the first, or more than five words.
    + rb") |(?:[^\s\"'\\]{1,64} ){5})"
)
"""At the start of words in quotes: not what is said of a password, and not more than five words."""

USER_WORD = (
    # Of English and German.
    rb"(?i:user(?:_?name|_?id| ?name)?|login(?:_?id)?|account|benutzer(?:name|kennung)?|konto"
    rb"|anmeldename"
    # Of Romance languages, of Dutch and Scandinavian ones.
    + "|utilisateur|identifiant|usuario|usuário|utente|utilizator|gebruiker(?:snaam)?"
    "|användar(?:e|namn)"
    # Of Slavic and other languages.
    "|bruker(?:navn)?|bruger(?:navn)?|użytkownik|uživatel|felhasználó|kullan\u0131c\u0131|käyttäjä"
    "|логин|пользовател[ья]"
    "|користувач|потребител|用户名?|使用者|ユーザー名?|사용자)".encode()
)
"""What the name of a user is called."""
