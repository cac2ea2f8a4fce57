"""What a value looks like that no person has written: for rules whose names alone say little."""

# A capital or a digit before and after.
_FEW_SMALL = rb"[A-Za-z0-9_+/=-]{0,12}?[A-Z0-9][a-z]{1,2}(?=[A-Z0-9])"

PUBLIC_KEY_OF_NATS = rb"[ACMNOUX][A-Z2-7]{55}(?![A-Za-z0-9])"
"""Seeds of such keys begin with `S`."""

LOOKS_MIXED = (
    rb"(?="
    rb"(?:[A-Za-z_=+-]{0,24}[0-9]{1,6}[A-Za-z]){3}"  # digits between letters
    rb"|(?:[A-Za-z_=+-]{0,16}[0-9]{1,6}){4}"  # or more digits
    rb"|(?:[A-Z0-9]{0,16}[a-z]{1,5}[0-9]{0,2}[A-Z]){4}"  # or cases that change
    # Or, unlike words, lower-case letters alone or in pairs: three times, or two and a digit.
    rb"|(?:" + _FEW_SMALL + rb"){3}|(?=[A-Za-z0-9_+/=-]{0,16}[0-9])(?:" + _FEW_SMALL + rb"){2}"
    rb")"
    # No date, no id of an object in the database of the server, no UUID, no public key of NATS,
    # and no path.
    rb"(?!"
    + PUBLIC_KEY_OF_NATS
    + rb"|[0-9]{4}-[0-9]{2}-|[a-z0-9]{26}\b|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-"  # with marks
    rb"|[a-z0-9_-]{1,64}[/.:][a-z])"  # or words
)
"""At the start of a value: random letters and digits."""

PATH = (
    # Where systems have their files.
    rb"/(?:opt|etc|var|usr|home|run|tmp|root|mnt|srv|data|mattermost)/"
    # The id of a text that is translated.
    rb"|[a-z_]{2,24}(?:\.[a-z_]{2,48}){2,6}(?:[\s\"',;)\]}]|\Z)"
)
"""At the start of a value: a path, which base64 may look like, too; of files, or of names."""
