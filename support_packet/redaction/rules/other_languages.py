"""Words of the languages that a server's users speak: for a password, and for its characters."""

PASSWORD_WORDS = (
    *("passwort", "kennwort", "mot de passe", "contraseña", "senha", "parola", "wachtwoord"),
    *("lösenord", "hasło", "jelszó", "şifre", "mật khẩu"),
    # As names of variables, without accents.
    *("mot_de_passe", "motdepasse", "contrasena", "haslo", "jelszo", "sifre", "losenord"),
    *("heslem", "hesla", "hesle", "jelszava", "jelszót", "wachtwoorden", "lösenordet", "hasła"),
    *("hasłem", "lozinka", "geslo", "paroola", "zaporka", "паролем", "пароля", "гасло"),
    *("salasana", "adgangskode", "passord", "heslo", "mdp"),
    *("пароль", "парола", "Пароль", "Парола"),
    *("密码", "密碼", "パスワード", "비밀번호"),
    *("رمز عبور", "گذرواژه", "كلمة المرور", "รหัสผ่าน", "סיסמה"),
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

_LABELS = (
    *("Passwort", "Kennwort", "Geheimnis", "Mot de passe", "Contraseña", "Senha", "Parola"),
    *("Wachtwoord", "Lösenord", "Hasło", "Heslo", "Jelszó", "Şifre", "Salasana", "Adgangskode"),
    *("Пароль", "Парола", "密码", "密碼", "パスワード", "비밀번호"),
)
TITLES = rb"(?=[A-Z\x80-\xff])(?:" + "|".join(_LABELS).encode() + b")"
"""How forms and pages call a password or a secret."""

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
