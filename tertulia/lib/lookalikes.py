"""Names that look the same to a person: other letters, other scripts, characters that cannot be seen."""

import unicodedata

# Letters of Greek and Cyrillic that are drawn like Latin ones, and digits that pass for letters. Not all that Unicode
# knows (UTS 39), but those that a forger finds on a keyboard.
_LATIN = str.maketrans(
    "абвгдеёзікмнорстухѕјһԁԛԝαβγεζηικμνορτυχω01|",
    "a6brдeeзikmhopctyxsjhdqwaβyεζηikμνoptuxωoll",
)


def skeleton(name: str) -> str:
    """What is left of a name when all is taken away that a reader does not see: two that look alike become the same."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    seen = "".join(letter for letter in letters if unicodedata.category(letter)[0] not in "CMZ")
    return seen.translate(_LATIN).replace("rn", "m").replace("i", "l").replace("vv", "w")
