"""How hosts sign: with their initials (“… pl”)."""

import re
from collections.abc import Sequence

from tertulia.weblog.member import Member


def initials_of(name: str) -> str:
    """What somebody of that name signs with; who is known by initials only, with these."""
    if name.isalpha() and name.islower() and len(name) <= 3:
        return name
    return "".join(part[0] for part in name.split() if part[0].isalpha()).lower()[:3]


def signer(members: Sequence[Member], name: str, sign: str) -> Member | None:
    """Which of the members has that name, or signs so; nobody if that may be two."""
    named = [one for one in members if name and one.name.casefold() == name.casefold()]
    signs = [one for one in members if sign and initials_of(one.name) == sign.strip(" .").casefold()]
    return next((found[0] for found in (named, signs) if len(found) == 1), None)


def unsigned(words: str, *signs: str) -> str:
    """The words without a signature at their end, as the page signs them itself."""
    for sign in sorted({*signs} - {""}):
        bare = re.sub(rf"[\s–—-]+{re.escape(sign)}\.?\s*\Z", "", words, flags=re.IGNORECASE)
        if bare and bare != words:
            return bare
    return words
