"""What is said of a password, or stands in place of one, in languages other than English."""

# How each of these words begins.
_BEGINNINGS = (
    # German: what is wrong with it, what was done with it, what has to be done.
    "falsch ungültig ungueltig gültig fehl leer erforder notwend nötig pflicht unbekannt "
    "gesperrt abgel geändert gesetzt zurück vergess kein nicht korrekt richtig verborg "
    "versteck verschlüss bestätig eingab eingeb angab angeb wiederhol minde muss darf "
    "bitte siehe stimm deaktiv aktiv vorhand akzept benötig verweig standard hinweis feld "
    "wert länge benutzer konto server admin text zeichen schwach stark sicher unsicher "
    "wird wurde kann soll neu alt generier "
    # French.
    "incorrect invalid valid manqu requis obligat vide inconnu expir modifi chang réinit "
    "oubli aucun masqu caché chiffr erron faux mauvais trop doit refus défin confirm "
    "saisi entre nouve voir absent désactiv accept champ utilis faible fort identif court "
    # Spanish and Portuguese.
    "inválid válid vací vaci requer neces desconoc desconhec caduc venci cambi olvid "
    "ocult cifrad errón errad deve debe falta ningun nenhum estable restab introdu ingres "
    "nueva actual rechaz campo usuari cuenta débil fuerte incorret vazi obrigat alterad "
    "redefin esquec criptogr digit atual aceit rejeit corret correct também também elimin "
    "reinici guardad salv primari foráne foranea públic public privad únic valor duplicad "
    "repet "
    # Italian and Romanian.
    "errat sbagli vuot richiest obblig sconosc scadut modific reimpost diment nascost "
    "mancan nessun impost conferm inser nuov attual accett rifiut utent debole corrett "
    "greși gresi incorect goal necun schimb uitat ascuns cript trebuie lips setat chiave "
    # Dutch and Scandinavian languages.
    "onjuist ongeld fout verkeer leeg verplicht vereist onbek verlop gewijz verget "
    "versleut moet geen niet ingest bevest nieuw huidig geldig ontbr gebruik felakt ogilt "
    "ugyld krävs kræv kreve påkr okänd ukend ukjen utgå udløb utløp ändra ændr endre glöm "
    "glem dold skjul krypt måste skal ingen inte ikke bekräft bekræft bekreft ange "
    "indtast saknas mangl forkert feil användar bruger bruker gyldig gilt återst nulstil "
    "tilbakest svag stærk "
    # Polish, Czech and Slovak.
    "niepraw niepopr błęd błąd złe pust wymag niezn wygas zmien zapomn ukryt zaszyfr musi "
    "brak ustaw potwier wprow podaj nowe popraw odrzuc użytk nespráv neplat chyb špatn "
    "prázdn povinn vyžad neznám vyprš změn zapom skryt zašif musí žádn není nastav potvr "
    "zadej nové platn uživat používat správn chýba "
    # Languages of the south-east, Hungarian, Finnish, Turkish.
    "pogreš netoč neisprav nevaž obvez prazn napač hiány hibás érvény helyt helye rossz "
    "üres kötel szüks ismer lejár megvál elfel rejt kell nincs beáll megerős felhasz väär "
    "virhe kelpa tyhj pakoll vaadi tuntem vanhen vaihd muut unohd piilo salatt asete "
    "vahvis käyttä puuttu yanl hatal geçer gecer gerek zorun bilin değiş degis unut gizli "
    "şifre olmal ayarlan onay yeni evet hay\u0131r doğru dogru kullan eksik salah wajib kosong "
    "vale kehtet "
    # Vietnamese.
    "sai không hợp trống bắt yêu quên phải chưa nhập "
    # Russian, Ukrainian, Bulgarian, Serbian, Greek.
    "невер неправ недейс недоп пуст обяза требу неизв истек истёк измен сброш забы скрыт "
    "зашиф долж установ подтв введ новый задан указ отсут ошиб отклон принят невір порож "
    "обов потріб зміне грешн невал празн задъл польз корис потреб верн правил Невер "
    "Неправ Недейс Пуст Обяза \u0422\u0440\u0435\u0431\u0443 Истек Измен Сброш "
    "Введ Отсут Ошиб Невір Грешн Польз "
    "погреш λάθος λανθ κεν απαιτ υποχρ άγνωσ έληξ άλλαξ κρυφ πρέπ δεν χρήσ μη "
)
_STATES = _BEGINNINGS.split()
# Of Latin alphabets, of Greek and Cyrillic, of Vietnamese.
_LETTER = rb"(?:[a-z]|[\xc3-\xd4][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf])"
_SHORT, _MIDDLE, _LONG = (
    "|".join(sorted({each for each in _STATES if shortest <= len(each) <= longest})).encode()
    for shortest, longest in ((0, 3), (4, 4), (5, 99))
)
# Without an ending.
_WORDS = (
    # Yes and no, and articles.
    rb"ja|nein|oui|non|no|si|sim|nao|nee|nej|nei|tak|nie|ano|igen|nem|ei|da|nu|ok|yes|id|von|vom"
    # More of them, and the names of types and of users in tests.
    rb"|und|and|or|the|le|la|el|il|en|ne|na|null|test|string|user[0-9]{0,6}|benutzer[0-9]{0,6}"
)
STATE = (
    rb"(?i:(?:"
    + _LONG
    + rb")"
    + _LETTER
    + rb"{0,10}+|(?:"
    + _MIDDLE
    + rb")"
    + _LETTER
    + rb"{0,4}+|(?:"
    + _SHORT
    + rb")"
    + _LETTER
    + rb"{0,2}+"
    # The words.
    rb"|" + _WORDS + rb")(?![A-Za-z0-9\x80-\xff])"
)
"""Such a word, in any form of it."""

NO_FOREIGN_STATE = rb"(?!" + STATE + rb"(?![.-][A-Za-z0-9]))"
"""At the start of a value: not such a word alone."""

_DONE = (
    # Of German: what was done, what is possible.
    "iert|bar|lich|los"
    # Of Romance languages.
    "|é|ée|és|[ai]d[oa]s?|[aiu]t[oa]"
    # Of Slavic languages.
    "|[aoeě]n[yaeo]|n[ýéá]|но|ена|ен|ён|на|ый|ая|\u043e\u0435|ить|ать"
    # Of Finnish, Scandinavian languages, Turkish, Hungarian.
    "|tt[uy]|ades|ats|rats|[i\u0131uü]ldi|[i\u0131uü]ld\u0131|meli|mal\u0131|ott|ett"
)
NOT_DONE = (
    # Of German and Dutch.
    rb"(?!(?i:(?:[a-z\x80-\xff]{2,6})?ge[a-z\x80-\xff]{3,12}(?:t|en|d)|[a-z\x80-\xff]{3,24}?(?:"
    + _DONE.encode()
    # Up to the end of the word.
    + rb"))(?![A-Za-z0-9\x80-\xff.-]))"
)
"""At the start of a word: no form of a verb that says what was done with a password."""
