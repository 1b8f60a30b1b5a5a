"""A conversation whose names and dates are gone, as records: every contribution held, with its doubts."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.exchange.readers.bare.blocks import text_of
from tertulia.exchange.readers.bare.doubts import doubt_about_author, doubt_about_cut, doubt_about_host
from tertulia.exchange.readers.bare.pieces import Talk
from tertulia.exchange.readers.bare.signs import Sign
from tertulia.exchange.records import CommentRecord, Doubt, ReplyRecord


def comments_of(talk: Talk) -> tuple[CommentRecord, ...]:
    """The contributions in their order. What the host signed is one of them where it stands apart from the comment
    before it, and a reply inside where it does not."""
    ids = [id_of(piece.text) for piece in talk.pieces]
    apart, same = _host_stands_apart(talk), Counter(ids)
    told = [_answered(talk, number, ids) for number in range(len(talk.pieces))]
    answers = ["" if same[answer] > 1 else answer for answer in told]
    return tuple(_comment(talk, number, ids[number], answers[number], apart=apart) for number in range(len(ids)))


def id_of(text: str) -> str:
    """What a contribution is called, so that it is known in another copy of the page."""
    words = " ".join(text.split())
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:24]


def inner_reply(text: str, sign: Sign) -> ReplyRecord:
    """The host's answer inside a comment, of which only the end is marked."""
    count = ngettext("{count} text here ends so", "{count} texts here end so", sign.count).format(count=sign.count)
    sentence = _(
        "Signed “{sign}” ({count}), so this is the host’s answer inside the comment. Where it begins is not marked:"
        " what stands above it may belong to it too."
    )
    doubt = Doubt("host", sentence.format(sign=sign.word, count=count))
    return ReplyRecord(sign.without(text), sign=sign.word, doubts=(doubt,))


def _host_stands_apart(talk: Talk) -> bool:
    signed = [piece for number, piece in enumerate(talk.pieces) if talk.is_signed(number)]
    return bool(talk.gap) and sum(len(piece.blocks) == 1 for piece in signed) * 2 >= len(signed)


def _comment(talk: Talk, number: int, own_id: str, answers: str, *, apart: bool) -> CommentRecord:
    piece, signed = talk.pieces[number], talk.is_signed(number)
    inside = signed and not apart and len(piece.blocks) > 1 and not piece.to and not talk.answers[number]
    is_host = signed and not inside
    return CommentRecord(
        status="held",
        id=own_id,
        answers=answers,
        name=talk.sign.word if is_host else piece.name,
        text=text_of(piece.blocks[:-1]) if inside else piece.text,
        replies=(inner_reply(piece.blocks[-1].text, talk.sign),) if inside else (),
        doubts=tuple(_doubts(talk, number, is_host=is_host)),
        line=piece.line,
    )


def _answered(talk: Talk, number: int, ids: Sequence[str]) -> str:
    # Only if it is one other.
    found = {ids[other] for other in talk.answers[number]} - {ids[number]}
    return next(iter(found)) if len(found) == 1 else ""


def _doubts(talk: Talk, number: int, *, is_host: bool) -> Iterator[Doubt]:
    cut = doubt_about_cut(talk, number)
    whose = doubt_about_host(talk, number) if is_host else doubt_about_author(talk, number)
    yield from (doubt for doubt in (cut, whose) if doubt)
