"""Names that survived: on a line of their own, or at the start of a text as an address to somebody."""

import re

from tertulia.exchange.readers.bare.blocks import Block

_LONGEST, _MOST_WORDS = 40, 6
_WORD = r"[^\W_][\w.'’&-]*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,5}}")
_SMALL = frozenset(
    "a al and at aus bin da de del den der di du e et from in la le of on the und van von y zu".split()  # noqa: SIM905
)
_AND = re.compile(r"\s*(?:,|&|/|\b(?:and|und|et|y|e|en)\b)\s*")
_MARK = re.compile(r"\s*[,:–—-]+$")
_INLINE = re.compile(rf"(?:@(?P<at>{_WORD})|(?P<name>{_WORD}(?: {_WORD}){{0,3}}) ?(?:[–—-] |, |: ))")
_CAPITALS = re.compile(r"\b[^\W\d_]")


def is_name(block: Block) -> bool:
    """Whether a paragraph may be somebody's name and nothing else: few words on one line, all but small ones begin
    with a capital."""
    text = block.text
    if not block.is_one_line or len(text) > _LONGEST or not _NAME.fullmatch(text):
        return False
    words = text.split()
    great = [word for word in words if word[0].isupper()]
    return bool(great) and words[-1][-1] not in ".&'’-" and all(word in great or word in _SMALL for word in words)


def addressed(block: Block, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """To whom a text speaks that begins with this paragraph: “b -”, “PE and b”, “Peter in Toronto,” on a line of their
    own; or “@b”, “pl - …” before its words, if that is one of the ``known`` names."""
    text = block.text
    if block.is_one_line and len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS + 1:
        bare = _MARK.sub("", text)
        if bare and (bare != text or len(_persons(bare)) > 1) and all(map(_NAME.fullmatch, _persons(bare))):
            return _persons(bare)
    found = _INLINE.match(text)
    name = (found["at"] or found["name"]) if found else ""
    return (name,) if name and ((found and found["at"]) or key_of(name) in known) else ()


def key_of(name: str) -> str:
    """A name in the form in which two spellings of it are the same."""
    return " ".join(re.sub(r"[^\w ]", "", name.casefold()).removeprefix("the ").split())


def may_mean(short: str, name: str) -> bool:
    """Whether somebody who is addressed so may be who is called ``name``: the same name, a part of it, its initials."""
    short, whole = key_of(short), key_of(name)
    initials = "".join(word[0] for word in name.split() if word[0].isupper()).casefold()
    bare = initials.removeprefix("t") if name.casefold().startswith("the ") else initials
    return bool(short) and (short == whole or short in whole.split() or (len(short) > 1 and short in (initials, bare)))


def _persons(text: str) -> tuple[str, ...]:
    return tuple(part for part in _AND.split(text) if part)
