"""A conversation that still says who posted what and when: below each comment (“Posted by: NAME | DATE”), or above it
(“NAME said…”)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from tertulia.exchange.readers.bare.blocks import Block, blocks_of, text_of
from tertulia.exchange.readers.bare.dates import has_day_first, read_date
from tertulia.exchange.readers.bare.phrases import FOOTER, SAID
from tertulia.exchange.readers.bare.signs import Sign, find_sign
from tertulia.exchange.readers.bare.unsigned import id_of, inner_reply
from tertulia.exchange.records import CommentRecord, Doubt

_ANSWER = ("reply ", "répondre ", "antworten ", "responder ", "rispondi ")


@dataclass
class _Said:
    """One comment as it stands there; without a name nothing around it tells whose it is."""

    line: int
    name: str = ""
    whom: str = ""
    date: datetime | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return text_of(blocks_of(self.lines))


def posted_comments(blocks: Sequence[Block]) -> tuple[CommentRecord, ...]:
    """The comments with their names and dates; empty if the text names nobody so."""
    dates = [found["date"] for block in blocks for line in block.text.split("\n") if (found := FOOTER.fullmatch(line))]
    said = [one for one in _said(blocks, day_first=has_day_first(dates)) if one.text]
    if not any(one.name for one in said):
        return ()
    sign = _sign_of(said)
    comments: list[CommentRecord] = []
    by_name: dict[str, str] = {}
    for one in said:
        comments.append(_comment(one, by_name.get(one.whom.casefold(), ""), sign))
        by_name[one.name.casefold()] = comments[-1].id
    return tuple(comments)


def _said(blocks: Sequence[Block], *, day_first: bool) -> Iterator[_Said]:
    one = _Said(blocks[0].line if blocks else 0)
    for block in blocks:
        for number, line in enumerate(block.text.split("\n"), block.line):
            below, above = FOOTER.fullmatch(line), SAID.fullmatch(line)
            date = read_date(below["date"] if below else _without_answer(line), day_first=day_first)
            if below and date:
                one.name, one.date = below["name"], date
                yield one
                one = _Said(number + 1)
            elif above:
                yield one
                one = _Said(number, above["name"], above["whom"] or "")
            elif date and one.name and not one.date:
                one.date = date
                yield one
                one = _Said(number + 1)
            else:
                one.lines.append(line)
        one.lines.append("")
    yield one


def _without_answer(line: str) -> str:
    begin = next((word for word in _ANSWER if line.casefold().startswith(word)), "")
    return line[len(begin) :]


def _sign_of(said: Sequence[_Said]) -> Sign:
    # What several people's comments end in is not theirs: it is the host, who answers inside them.
    sign = find_sign(one.text for one in said)
    names = {one.name.casefold() for one in said if sign.is_below(one.text)}
    return sign if len(names) > 1 else Sign()


def _comment(one: _Said, answers: str, sign: Sign) -> CommentRecord:
    blocks = blocks_of(one.lines)
    inside = sign.is_below(one.text) and len(blocks) > 1
    doubts = () if one.name else (Doubt("author", _("No name and no date stand at these words, as at the others.")),)
    return CommentRecord(
        status="held" if doubts or inside else "published",
        id=id_of(f"{one.name} {one.date} {one.text}"),
        answers=answers,
        name=one.name,
        date=one.date,
        text=text_of(blocks[:-1]) if inside else one.text,
        replies=(inner_reply(blocks[-1].text, sign),) if inside else (),
        doubts=doubts,
        line=one.line,
    )
