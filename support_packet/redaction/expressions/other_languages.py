"""Words of the languages that a server's users speak: for a password, and for its characters."""

PASSWORD_WORDS = (
    *("passwort", "kennwort", "mot de passe", "contraseña", "senha", "parola", "wachtwoord"),
    *("lösenord", "hasło", "jelszó", "şifre", "mật khẩu"),
    # As names of variables, without accents.
    *("mot_de_passe", "motdepasse", "contrasena", "haslo", "jelszo", "sifre", "losenord"),
    *("heslem", "hesla", "hesle", "jelszava", "jelszót", "wachtwoorden", "lösenordet", "hasła"),
    *("hasłem", "lozinka", "geslo", "paroola", "zaporka", "паролем", "пароля", "гасло"),
    *("salasana", "adgangskode", "passord", "heslo", "mdp", "parolă", "parole", "parool"),
    *(
        "contrasenya",
        "pasahitza",
        "slaptažodis",
        "kata sandi",
        "kata laluan",
        "clave",
        "лозинка",
        "құпия сөз",
    ),
    *("пароль", "парола", "Пароль", "Парола", "Лозинка", "κωδικός", "κωδικό", "Κωδικός"),
    *("密码", "密碼", "パスワード", "비밀번호"),
    # In upper case, of which only the Latin letters without accents are found above.
    *(
        "contraseÑa",
        "lÖsenord",
        "hasŁo",
        "jelszÓ",
        "ŞİFRE",
        "Şifre",
        "mẬt khẨu",
        "ПАРОЛЬ",
        "ПАРОЛА",
    ),
    # As JSON and addresses escape them.
    *(r"contrase\\u00f1a", "contrase%C3%B1a", r"l\\u00f6senord", r"has\\u0142o", r"jelsz\\u00f3"),
    *(
        r"\\u015fifre",
        r"\\u043f\\u0430\\u0440\\u043e\\u043b\\u044c",
        r"\\u5bc6\\u7801",
        r"\\u5bc6\\u78bc",
    ),
    # Other spellings and words.
    *(
        "mot-de-passe",
        "mots de passe",
        "kata-sandi",
        "mat_khau",
        "matkhau",
        "口令",
        "暗証番号",
        "パスフレーズ",
    ),
    *("palavra-passe", "palavra passe", "palavra_passe", "palavrapasse", "nenosiri", "pasfhocal"),
    *("fjalëkalimi", "fjalekalimi", "lykilorð", "lykilord", "كلمة السر", "գաղտնաբառ"),
    *("пароли", "лозинку", "kodeord", "kodeordet", "passordet", "wachtzin"),
    *("رمز عبور", "گذرواژه", "كلمة المرور", "รหัสผ่าน", "סיסמה", "पासवर्ड", "পাসওয়ার্ড"),
)

_CHARACTERS = (
    *("zeichen", "caract", "caratt", "karakter", "tekens", "tecken", "tegn", "znak", "merkki"),
    *("символ", "знак", "ký tự", "字符", "个字", "文字", "字元", "글자", "자 ", "자리", "کاراکتر"),
    *("zahlen", "ziffern", "chiffres", "dígitos", "cifre", "цифр", "buchstaben", "lettres"),
)


def _any(words: tuple[str, ...]) -> bytes:
    """Return an expression for one of the words; upper and lower case of Latin letters alike."""
    return b"(?i:" + "|".join(words).encode() + b")"


PASSWORD_WORD = _any(PASSWORD_WORDS)

_IN_IDS = "mdp"
"""Is in one of 400 lines with random ids, in which no other letters end soon after it."""

PASSWORD_WORD_DETECTOR = (
    _any(tuple(word for word in PASSWORD_WORDS if word != _IN_IDS))
    # With the endings of words, up to which no digit follows.
    + rb"|(?i:"
    + _IN_IDS.encode()
    + rb"[a-z]{0,8})\b"
)
"""What to search for: the same, but for what is not followed by letters up to the end of a word."""

_OTHER_MEANINGS = (
    "clave",
    "mdp",
    "parola",
    "parole",
    "парола",
    "sifre",
    "geslo",
    "hesle",
    "hesla",
)
LONG_PASSWORD_WORD = rb"(?!" + _any(_OTHER_MEANINGS) + rb")" + PASSWORD_WORD
"""The same, but for what means something else, too."""

CLEAR_PASSWORD_WORD = (
    # Of Spanish a keyword and a key, too; of Romance languages a word.
    rb"(?:(?<![A-Za-z\x80-\xff])(?<!palabra )(?:(?!(?i:parole))"
    + _any(_OTHER_MEANINGS)
    + rb")|"
    + LONG_PASSWORD_WORD
    + rb")"
)
"""The same, and those where they are no part of another word."""

_LABELS = (
    *("Passwort", "Kennwort", "Geheimnis", "Mot de passe", "Contraseña", "Senha", "Parola"),
    *("Wachtwoord", "Lösenord", "Hasło", "Heslo", "Jelszó", "Şifre", "Salasana", "Adgangskode"),
    *("Пароль", "Парола", "密码", "密碼", "パスワード", "비밀번호"),
)
TITLES = rb"(?=[A-Z\x80-\xff])(?:" + "|".join(_LABELS).encode() + b")"
"""How forms and pages call a password or a secret."""

_NOW = "nå|nu|nun|jetzt|ab jetzt|maintenant|désormais|ahora|agora|adesso|teraz|nyní|теперь|сейчас"
VERBS = (
    # What it is, and since when.
    "(?:(?:lautet|ist|est|es|é|è|is|je|jest|to|er|on|är|este|\u0435|это|стал|là)(?: (?:"
    + _NOW
    + "))?"
    # Since when, and what it was changed to.
    "|" + _NOW + "|изменён на|изменен на|сменили на|geändert in|geändert auf)"
).encode()
"""Verbs for what a password is, or is now, in languages that separate words by spaces."""

JOINED_VERBS = "(?:改成|改为|改為|換成|换成|变更为|是|为|為|は|는|은)".encode()
"""The same in other languages."""

QUOTED = "(?:「|『|“|„|《|»|\u201a|\u2018|\u203a)".encode()
"""Quotes of languages other than English."""

RECOVERY_CODES = (
    # Of Romance languages.
    "(?i:códigos de (?:recuperación|recuperação|respaldo)|codes de (?:récupération|secours)"
    # Of Germanic and Slavic ones.
    "|codici di (?:recupero|backup)|wiederherstellungscodes|herstelcodes|kody odzyskiwania"
    # Of others.
    "|коды восстановления|резервные коды|恢复代码|备用代码|リカバリーコード|복구 코드)"
).encode()
"""What codes are called that pass the second factor."""

VALIDATION = (
    # How many characters it needs.
    rb"[^\"\\\n0-9]{0,96}[0-9]{1,3}[ \xa0\xc2]{0,2}"
    + _any(_CHARACTERS)
    # Or a sentence about it: no digit up to the quote that closes it, and more than the word.
    + rb"|(?=[^\"\\\n0-9=]{0,160}[\"\\])[^\"\\\n]{0,64}?(?:[ ]"
    + PASSWORD_WORD
    + rb"|"
    + PASSWORD_WORD
    + rb"(?:[ ]|[^\x00-\x7f]))"
)
"""What validation says about a password: an expression for the beginning of such a text."""
