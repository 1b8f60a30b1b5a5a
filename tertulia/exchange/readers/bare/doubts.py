"""The questions that a text leaves open, each with what speaks for and against."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.exchange.readers.bare.evidence import Fact, Weighed, weighed
from tertulia.exchange.readers.bare.names import key_of, may_mean
from tertulia.exchange.readers.bare.pieces import Piece, Talk
from tertulia.exchange.records import Doubt

_FINISHED = re.compile(r"[.!?…\"”’')»\]*_]\W*$|\w+://\S+$")
_SMALL = re.compile(r"(?:^|[.!?]\s+)[^\W\d_]")
_MOST_CHOICES = 6


def cut_before(talk: Talk, number: int) -> Weighed:
    """Whether a new contribution begins with this piece; the first one surely does."""
    piece, before = talk.pieces[number], talk.pieces[number - 1]
    return weighed([*_of_lines(talk, piece), *_of_people(talk, number), *_of_style(before, piece)])


def doubt_about_cut(talk: Talk, number: int) -> Doubt | None:
    """The question whether a piece is a contribution of its own, unless that is sure."""
    cut = cut_before(talk, number) if number else None
    if cut is None or cut.is_sure:
        return None
    claims = [(0.75, _("A new comment probably begins here")), (0.45, _("A new comment may begin here"))]
    rest = _("This probably still belongs to the comment before it")
    claim = next((claim for least, claim in claims if cut.sure >= least), rest)
    return Doubt("cut", (cut if claim != rest else cut.turned()).told(claim))


def doubt_about_host(talk: Talk, number: int) -> Doubt:
    """The question where the host's answer belongs: into the comment before it, or by itself."""
    inside = weighed(_of_place(talk, number))
    ending = ngettext("{count} text here ends so", "{count} texts here end so", talk.sign.count)
    signed = _("Signed “{sign}” ({count}), so these are the host’s words")
    told = signed.format(sign=talk.sign.word, count=ending.format(count=talk.sign.count))
    if talk.sign.rival:
        told += _(", unless the host is “{rival}”").format(rival=talk.sign.rival)
    if inside.sure < 0.5:
        return Doubt("host", inside.turned().told(_("{signed}; they are a comment by themselves").format(signed=told)))
    claim = _("{signed}; they are an answer inside the comment before them").format(signed=told)
    return Doubt("host", inside.told(claim))


def doubt_about_author(talk: Talk, number: int) -> Doubt | None:
    """The question whose words these are, unless that is sure."""
    piece = talk.pieces[number]
    if not piece.name:
        return Doubt("author", _nameless(talk, number), tuple(_candidates(talk, number))[:_MOST_CHOICES])
    known = weighed(_of_name(talk, number))
    where = _("below") if piece.is_below else _("above")
    claim = _("“{name}” stands on a line of its own {where} and is who wrote this").format(name=piece.name, where=where)
    return None if known.is_sure else Doubt("author", known.told(claim), (piece.name,))


def _of_place(talk: Talk, number: int) -> Iterator[Fact]:
    piece, quoted = talk.pieces[number], talk.answers[number]
    if talk.gap and piece.gap > talk.gap:
        yield Fact(1.0, _("more blank lines stand before it than between other comments"))
    elif piece.gap == talk.gap:
        yield Fact(-0.5, _("as many blank lines stand before it as between comments"))
    if _is_signed_before(talk, number):
        yield Fact(-1.5, _("what stands before it is an answer of the host too"))
    if number - 1 in quoted:
        yield Fact(1.0, _("it quotes the comment before it"))
    if {*quoted} - {number - 1}:
        yield Fact(-1.0, _("it quotes another comment than the one before it"))
    if piece.to:
        yield Fact(-0.7, _("it begins by speaking to {names}").format(names=_listed(piece.to)))


def _of_lines(talk: Talk, piece: Piece) -> Iterator[Fact]:
    lines = ngettext("{count} blank line stands before it", "{count} blank lines stand before it", piece.gap)
    lines = lines.format(count=piece.gap)
    if piece.gap < 2:
        yield Fact(-1.0, lines)
    elif piece.gap > talk.gap:
        yield Fact(1.5, lines)
        yield Fact(-0.8, _("that is more than usual, as if a link or picture had stood there"))
    else:
        yield Fact(2.0, lines)
        yield Fact(-0.2, _("within one comment a lost picture or link leaves as many"))


def _of_people(talk: Talk, number: int) -> Iterator[Fact]:
    piece, quoted = talk.pieces[number], talk.answers[number]
    if _is_signed_before(talk, number):
        yield Fact(4.0, _("the text before it ends in the signature “{sign}”").format(sign=talk.sign.word))
    elif talk.is_signed(number):
        yield Fact(2.5, _("it is signed “{sign}”, which the text before it is not").format(sign=talk.sign.word))
    if piece.name and not piece.is_below:
        yield Fact(2.5, _("the name “{name}” stands above it").format(name=piece.name))
    if talk.pieces[number - 1].is_below:
        name = talk.pieces[number - 1].name
        yield Fact(2.5, _("the name “{name}” stands below the text before it").format(name=name))
    if piece.to:
        yield Fact(1.5, _("it begins by speaking to {names}").format(names=_listed(piece.to)))
    if number - 1 in quoted:
        yield Fact(2.5, _("it quotes the text before it"))
    elif quoted:
        yield Fact(0.7, _("it quotes another comment"))


def _of_style(before: Piece, piece: Piece) -> Iterator[Fact]:
    end = before.blocks[-1].text
    if not before.is_below and not _FINISHED.search(end):
        yield Fact(-1.5, _("the text before it does not end like a sentence (“…{end}”)").format(end=end[-20:].strip()))
    if piece.text[:1].islower() and not piece.to:
        if _writes_small(piece.text) and not _writes_small(before.text):
            yield Fact(0.8, _("its sentences begin with small letters, and those before it do not"))
        else:
            yield Fact(-0.7, _("it begins with a small letter"))


def _of_name(talk: Talk, number: int) -> Iterator[Fact]:
    piece = talk.pieces[number]
    yield Fact(1.0, _("nothing but the name is on that line"))
    if talk.is_proven:
        yield Fact(1.0, _("other names in this text stand on that side of what they said"))
    else:
        yield Fact(-0.3, _("nothing shows whether names stand above or below what they said"))
    for short, others in _speaking_about(talk, number):
        if may_mean(short, piece.name):
            words = _("another comment speaks to “{name}” and quotes these words").format(name=short)
            yield Fact(0.8 if others else 3.0, words)


def _speaking_about(talk: Talk, number: int) -> Iterator[tuple[str, int]]:
    # Whom those speak to that quote this piece, and to how many others.
    for other in talk.answered.get(number, ()):
        to = talk.pieces[other].to
        yield from ((short, len(to) - 1) for short in to)


def _nameless(talk: Talk, number: int) -> str:
    piece = talk.pieces[number]
    told = [_("No name has survived with these words")]
    told += [
        _("a comment that speaks to “{name}” quotes them").format(name=short)
        for short, _others in _speaking_about(talk, number)
    ]
    if piece.to:
        told.append(_("they speak to {names}, who is somebody else").format(names=_listed(piece.to)))
    if len(told) == 1:
        told.append(_("nothing in the text tells who wrote them"))
    return f"{'; '.join(told)}."


def _candidates(talk: Talk, number: int) -> Iterator[str]:
    # Who is spoken to later has spoken before; nobody speaks to himself.
    mine = talk.pieces[number].to
    seen = {key_of(name) for name in (*mine, talk.sign.word)}
    likely = [short for short, _others in _speaking_about(talk, number)]
    around = talk.pieces[max(0, number - 50) : number + 50]
    later = [short for piece in talk.pieces[number + 1 : number + 50] for short in piece.to]
    for short in (*likely, *later, *(piece.name for piece in around if piece.name)):
        if key_of(short) not in seen:
            seen.add(key_of(short))
            yield short


def _is_signed_before(talk: Talk, number: int) -> bool:
    return number > 0 and talk.is_signed(number - 1)


def _writes_small(text: str) -> bool:
    begins = [found[0][-1] for found in _SMALL.finditer(text)]
    return sum(letter.islower() for letter in begins) * 2 > len(begins)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names)
