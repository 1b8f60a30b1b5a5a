"""What posts and comments say: the same words each time, of the length that they have in weblogs."""

import random
from dataclasses import dataclass

_WORDS = """time year people way day man thing woman life child world school state family student group country
problem hand part place case week company system program question work government number night point home water
room mother area money story fact month lot right study book eye job word business issue side kind head house
service friend father power hour game line end member law car city community name president team minute idea body
information back parent face others level office door health person art war history party result change morning
reason research girl guy moment air teacher force education foot boy age policy process music market sense nation
plan college interest death experience effect use class control care field development role effort rate heart drug
show leader light voice wife police mind price report decision son view relationship town road arm difference
harbour ferry tide gate quay inspection rope crane pilot cargo channel storm lantern""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Said:
    """A comment; ``parent`` is the place in the thread of the one that it answers."""

    name: str
    text: str
    parent: int | None


@dataclass(frozen=True)
class Thread:
    """A post of eight paragraphs, and what was said to it."""

    title: str
    paragraphs: list[str]
    comments: list[Said]


def thread(name: str, comments: int) -> Thread:
    """The thread of that name. A third of the comments stand for themselves; the others answer one of the eight before
    them, up to three deep."""
    chance = random.Random(name)
    title = f"{name}: {_sentence(chance, 5)}"
    paragraphs = [text(chance, 72) for _paragraph in range(8)]
    said: list[Said] = []
    depths: list[int] = []
    for number in range(comments):
        parent = chance.randrange(max(0, number - 8), number) if number % 3 else None
        if parent is not None and depths[parent] >= 2:
            parent = said[parent].parent
        depths.append(0 if parent is None else depths[parent] + 1)
        said.append(Said(f"Reader {chance.randrange(400)}", text(chance, 60), parent))
    return Thread(title, paragraphs, said)


def text(chance: random.Random, words: int) -> str:
    """That many words, in sentences of twelve."""
    return " ".join(_sentence(chance, 12) for _twelve in range(words // 12))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _word in range(words)).capitalize() + "."
