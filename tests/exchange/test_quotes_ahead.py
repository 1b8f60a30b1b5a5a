"""Quotes that the process ahead has found are those that the load finds itself; they are taken for the same texts
only."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tertulia.conversation import recognising
from tertulia.conversation.comment import Comment
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.quote import Quote
from tertulia.conversation.quote_marks import Mark, unpacked
from tertulia.conversation.recognising import Spoken, find_ahead
from tertulia.exchange.load import load
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.records import Reader, Record
from tertulia.exchange.rendered import derive
from tertulia.lib import clock, markup
from tertulia.lib.quotes_ahead import QuotesAhead
from tertulia.lib.text import plain
from tertulia.lib.words import indexed
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import published_post
from tests.exchange.writing_wxr import comment, item, wxr

pytestmark = pytest.mark.django_db

BOAT = "The last boat of the season left the northern pier without its lamps lit."
ORDER = "Nobody had ordered it to leave the harbour that night, least of all the pilot."
QUOTED = f"<blockquote>{BOAT}</blockquote>So it did."


class Derived:
    """The records of a reader, as the process ahead sends them."""

    def __init__(self, reader: Reader) -> None:
        self._records = derive(list(reader), "en")[1]
        self.format, self.size, self.position = reader.format, reader.size, 0

    def prepare(self) -> Iterator[None]:
        """Nothing."""
        return iter(())

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)


def conversations(folder: Path) -> Reader:
    """Quotes of the post, of an earlier and a later comment, of an answer, of one that is held, and of spam; comments
    that come in another order than their dates; one without a date."""
    path = folder / "export.xml"
    path.write_text(
        wxr(
            item(
                "Boats",
                12,
                comment(QUOTED, 3, date="2018-03-05 11:00:00", author="Nils", parent="2"),
                comment(BOAT, 1, date="2018-03-05 09:00:00"),
                comment(ORDER, 2, date="2018-03-05 10:00:00", parent="1"),
                comment(f"“{ORDER}” Really?", 4, date="2018-03-05 12:00:00", approved="0"),
                comment(f"“{ORDER}” Really!", 5, date="2018-03-05 12:00:00", parent="4"),
                comment("<blockquote>High water at six and again at seven</blockquote>", 6, date="2018-03-05 13:00:00"),
                body="<p>High water at six and again at seven, as the tables say.</p>",
            ),
            item("Lamps", 13, comment(BOAT, 7, date="", date_gmt=""), comment(QUOTED, 8)),
            item("Silence", 14, comment("Nothing.", 9)),
        )
    )
    return open_export(path)


def rows() -> list[tuple[object, ...]]:
    """The number of each comment that quotes and what of the quote is kept; whom it quotes; what pages say of both."""
    quotes = Quote.objects.order_by("comment__conversation__post__title", "comment__number", "place")
    return [
        (
            *(one.comment.number, one.of_post, one.place, one.words, one.verdict, one.revision, marks(one.comment)),
            *((one.source.number, one.source.quoted_by) if one.source else ()),
        )
        for one in quotes.select_related("comment", "source")
    ]


def marks(comment: Comment) -> list[Mark]:
    """What is said beside the quotes in a comment."""
    return [mark._replace(anchor="") for mark in unpacked(comment.quote_marks)]


def test_they_are_those_that_the_load_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = conversations(tmp_path)
    load(reader, create_weblog("tide"))
    here = rows()
    Weblog.objects.all().delete()
    derived = Derived(reader)
    looked: list[str] = []
    find = recognising._find

    def watched(post: Post, said: Sequence[tuple[Comment, str]], words: str = "") -> list[Quote]:
        looked.append(post.title)
        return find(post, said)

    monkeypatch.setattr(recognising, "_find", watched)
    load(derived, create_weblog("tide"))
    assert rows() == here
    assert [row[:2] for row in here] == [(3, False), (4, False), (5, True), (2, False)]
    assert looked == ["Lamps"]


def test_they_are_taken_for_the_same_texts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [ImportedComment(f"c{n}", clock.now(), text=text) for n, text in enumerate((BOAT, f"> {BOAT}"))]
    htmls = [markup.comment_html(one.text) for one in said]
    weblog = create_weblog("tide")
    for post_html, comments, verdict in (
        ("<p>High water.</p>", htmls, "parts"),
        ("<p>Low water.</p>", htmls, "exact"),
        ("<p>High water.</p>", htmls[:1], "exact"),
        ("<p>High water.</p>", htmls[::-1], "exact"),
    ):
        post = published_post(weblog, body="<p>High water.</p>")
        ahead = find_ahead(post_html, "high water", [Spoken(html, indexed(plain(html))) for html in htmls])
        told = replace_all(ahead, comments, "parts")
        add_conversations([ImportedConversation(post, "closed", said, told)], source="mt")
        assert [quote.verdict for quote in Quote.objects.filter(comment__conversation=post.id)] == [verdict]


def test_they_are_not_taken_where_something_was_said_before(tmp_path: Path) -> None:
    reader = Derived(conversations(tmp_path))
    weblog = create_weblog("tide")
    load(reader, weblog)
    here = rows()
    Comment.objects.filter(conversation__post__title="Boats", number=5).delete()
    load(reader, weblog)
    assert rows() == here


def replace_all(ahead: QuotesAhead, comments: Sequence[str], verdict: str) -> QuotesAhead:
    """The same of other comments, and with a verdict that nobody would come to."""
    return ahead._replace(comments=tuple(comments), bound=tuple(one._replace(verdict=verdict) for one in ahead.bound))


@pytest.mark.parametrize(
    ("body", "quoted", "verdicts"),
    [
        ("<p><b>U</b>nfortunately the harbour stays shut.</p>", "Unfortunately the harbour stays shut", ["exact"]),
        ("<p>The har\u00adbour stays shut un\u00adfortunately.</p>", "The harbour stays shut unfortunately", ["exact"]),
        ("<p>And unfortunately the harbour stays shut.</p>", "[U]nfortunately the harbour stays shut", ["exact"]),
        ("<p>The harbour that nobody likes stays shut.</p>", "The harbour stays shut", ["changed"]),
        ("<p>The harbour stays shut.</p>", "Everybody welcomes visitors again tomorrow", []),
        (f"<p>{'High water at six. ' * 9_000}</p><p>The harbour stays shut.</p>", "The harbour stays shut", ["exact"]),
    ],
)
def test_a_post_is_quoted_whatever_its_words_are_made_of(body: str, quoted: str, verdicts: list[str]) -> None:
    said = [Spoken(f"<blockquote>{quoted}</blockquote>", indexed(quoted))]
    knowing, asking = (find_ahead(body, words, said) for words in (indexed(plain(body)), ""))
    assert knowing == asking
    assert [one.verdict for one in knowing.bound] == verdicts
