"""Words of sentences about secrets in the languages that a server's users speak."""

_VERBS = (
    *("lautet", "ist", "war", "est", "était", "is", "was", "es", "era", "je", "jest", "to", "er"),
    *("on", "este", "är", "è", "é", "ir", "yra", "là", "da", "auf", "a", "c'est", "alb"),
    *("\u0435", "это", "є", "\u0458\u0435", "είναι", "гласи", "now", "hat"),
)
_ADVERBS = (
    *("jetzt", "nun", "nu", "ora", "adesso", "ahora", "maintenant", "agora", "teraz", "nyní"),
    *("teď", "most", "mostantól", "şimdi", "art\u0131k", "теперь", "сейчас", "тепер", "зараз"),
    *("\u0441\u0435\u0433\u0430", "сада", "sada", "nyt", "acum", "sekarang", "désormais"),
)


def _any(words: tuple[str, ...]) -> bytes:
    return b"(?:" + "|".join(words).encode() + b")"


IS = rb"(?:" + _any(_VERBS) + rb"(?: " + _any(_ADVERBS) + rb")?|" + _any(_ADVERBS) + rb")"
"""What it is, or is now, in lower-case letters: that is faster."""

COLON = rb"(?::|=>?|\xef\xbc\x9a|\xe2\x80\x94|->|\xe2\x86\x92)"
"""A colon, also that of Chinese and Japanese; a dash, an arrow."""

OPENS = (
    # Plain quotes, escaped or not; those of print, those of Chinese and Japanese.
    rb"(?:\\{0,7}[\"'`]|\xe2\x80[\x98-\x9f]|\xc2\xab|\xe3\x80[\x88-\x90]|[\[(])?"
)
"""What opens a value in a sentence."""

ENDING = rb"(?:[a-z\xc3-\xd6\x80-\xbf-]{0,12}+|(?>(?:[\xe0-\xef][\x80-\xbf]{2}){1,8}))"
"""The ending of a word, or, in languages that write no spaces, the words after it."""

OF_OTHERS = (
    *("fürs", "vors", "beim", "zum", "zur", "im"),
    *("del", "della", "dello", "dell'", "di", "de", "du", "des", "do", "da", "dos", "van", "voor"),
    *("vom", "von", "für", "fuer", "fur", "til", "för", "av", "dla", "pre", "k", "od", "na", "za"),
    *("para", "pour", "per", "pentru", "untuk", "на", "от", "для", "ist", "è", "é", "est", "es"),
    *("är", "er", "je", "jest", "nueva", "neu", "neues", "nuova", "nova", "baru", "barunya"),
    *(
        "lautet",
        "actual",
        "wi-fi",
        "wifi",
        "wlan",
        "Wi-Fi",
        "WiFi",
        "WLAN",
        "Admin",
        "admin",
        "root",
    ),
)
"""What comes after the English word in a sentence of another language, and names of networks."""
