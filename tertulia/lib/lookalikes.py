"""Names that look the same to a person: other letters, other scripts, characters that cannot be seen."""

import re
import unicodedata

# Letters of other scripts that are drawn like Latin ones, and digits that pass for letters: those of Unicode's table
# (UTS 39) that folding leaves, and what of Greek and Cyrillic only a hurried reader takes for the same.
_DRAWN_LIKE = {
    "6": "б",
    "a": "аαɑᎪᗅꓮ",
    "b": "вβƅьᏏᏴᑲᖯᗷꓐꞵ",
    "c": "сςᏟᴄⲥꓚ",
    "d": "дԁᎠᏧᑯᗞᗪꓒꓓ",
    "e": "еёзεҽᎬⴹꓰꬲ",
    "f": "ϝքᖴẝꓝꞙꬵ",
    "g": "ƍɡԍցᏀᏳᶃꓖ",
    "h": "нһηհᎻᏂᕼⲏꓧ",
    "i": "іι",
    "j": "јʝϳᎫᒍꓙ",
    "k": "кκᏦᛕⲕꓗ",
    "l": "1|ıǀɩɪӏᎥᏞᒪᛁⲓⳑⵏꓡꓲꙇ",
    "m": "мμϻᎷᗰᛖⲙꓟ",
    "n": "ոռⲛꓠ",
    "o": "0оοωσօଠഠဝჿዐᴏᴑⲟⵔꓳꬽ",
    "p": "рρᏢᑭⲣꓑ",
    "q": "ԛգզⵕ",
    "r": "гʀᎡᎱᏒᖇᴦⲅꓣꭇꭈ",
    "s": "ѕƽտᏕᏚꓢꜱ",
    "t": "тτᎢⲧꓔ",
    "u": "υʋսሀᑌᴜꓴꞟꭎꭒ",
    "v": "νѵᏙᐯᴠⴸꓦꛟ",
    "w": "ԝɯѡաᎳᏔᴡꓪ",
    "x": "хχᕁᕽᚷⲭⵝꓫꭓ",
    "y": "уγɣʏүყᎩᎽᶌỿⲩꓬꭚ",
    "z": "ζᏃᴢꓜ",
}
_LATIN = str.maketrans({letter: latin for latin, letters in _DRAWN_LIKE.items() for letter in letters})
# Letters and marks that show nothing, and are told from others by nothing else (fillers, selectors of a style).
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Classes up to 9 are parts of letters (Indic vowels and signs), which readers do see; those above are accents.
_PART_OF_LETTER = 9


def skeleton(name: str) -> str:
    """What is left of a name when all is taken away that a reader does not see: two that look alike become the same."""
    if name.isascii():
        seen = "".join(name.lower().split())
    else:
        seen = "".join(filter(_is_seen, unicodedata.normalize("NFKD", _UNSEEN.sub("", name).casefold())))
    return seen.translate(_LATIN).replace("rn", "m").replace("i", "l").replace("vv", "w")


def is_same_name(one: str, other: str) -> bool:
    """Whether two people may honestly be called so: the same letters, with or without accents."""
    return _without_accents(one) == _without_accents(other)


def _without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFD", " ".join(name.split()))
    return "".join(letter for letter in letters if unicodedata.combining(letter) <= _PART_OF_LETTER)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "CZ" and unicodedata.combining(letter) <= _PART_OF_LETTER
