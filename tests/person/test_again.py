"""An import that is run again, or another piece of the weblog, does not bring back who was forgotten."""

from dataclasses import replace

import pytest

from tertulia.conversation.comment import Comment
from tertulia.exchange.origin import Origin
from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.erase import erase
from tertulia.exchange.person.erasure import GRACE, What
from tertulia.exchange.person.person import Person, person_of_comment
from tertulia.exchange.records import CommentRecord
from tertulia.lib import clock
from tertulia.weblog.weblog import Weblog
from tests.exchange.pieces import Piece, bring, captured, exported, shown, typed
from tests.person import traces

PROFILE = "http://profile.typepad.com/6p00d8341cottilie"
GONE = ["Quillfeather", "ottilie@example.net", "6p00d8341cottilie", "198.51.100.77"]
LONG = "Marmalade is not a plan, and never was one, whatever the harbour office says in its letters."


def said(text: str = LONG) -> CommentRecord:
    """What Ottilie said, as an export has it."""
    return typed(text, name="Ottilie Quillfeather", email="ottilie@example.net", ip="198.51.100.77", url=PROFILE)


def forget(weblog: Weblog, what: str) -> None:
    """Ottilie is gone for good."""
    person = person_of_comment(weblog, Comment.objects.get(email="ottilie@example.net").id)
    assert isinstance(person, Person)
    erase(person, what, actor=None)
    with clock.standing_at(clock.now() + GRACE):
        carry_out()
    assert traces.in_tables(GONE) == []


@pytest.mark.parametrize("text", [LONG, "+1"])
@pytest.mark.parametrize("what", list(What))
def test_the_same_import_again_changes_nothing(tide: Weblog, what: str, text: str) -> None:
    export = Piece("mt", exported(said(text), typed("Well said.", 4)))
    bring(tide, export)
    forget(tide, what)
    before = list(Comment.objects.order_by("id").values())
    report = bring(tide, Piece("mt", exported(said(text), typed("Well said.", 4))))
    assert list(Comment.objects.order_by("id").values()) == before
    assert (report.known["comments"], report.new["comments"]) == (2, 0)
    assert traces.in_tables(GONE) == []


@pytest.mark.parametrize("text", [LONG, "+1"])
@pytest.mark.parametrize("what", list(What))
def test_another_piece_that_has_it_too_changes_nothing(tide: Weblog, what: str, text: str) -> None:
    bring(tide, Piece("mt", exported(said(text), typed("Well said.", 4))))
    forget(tide, what)
    seen = replace(said(text), email="", ip="", date=said().date.replace(second=0))  # type: ignore[union-attr]
    report = bring(tide, Piece("capture", captured(seen, shown("Well said.", 4))))
    assert (report.known["comments"], report.merged["comments"], report.new["comments"]) == (1, 1, 0)
    assert traces.in_tables(GONE) == []


@pytest.mark.parametrize("what", list(What))
def test_what_several_pieces_said_of_them_is_gone_too(tide: Weblog, what: str) -> None:
    pieces = [Piece("mt", exported(said())), Piece("capture", captured(replace(said(), email="", ip="")))]
    for piece in pieces:
        bring(tide, piece)
    assert Origin.objects.filter(comment__isnull=False).exists()
    forget(tide, what)
    for piece in (Piece("mt", exported(said())), Piece("capture", captured(replace(said(), email="", ip="")))):
        report = bring(tide, piece)
        assert (report.known["comments"], report.new["comments"]) == (1, 0)
    assert traces.in_tables(GONE if what == What.NAME else [*GONE, "Marmalade"]) == []
