"""Quotes: whose words they are, whether they are true, and that nobody is blamed for quoting the world outside."""

import pytest

from tertulia.conversation import replying
from tertulia.conversation.comment import Comment
from tertulia.conversation.quote import Quote, Verdict
from tertulia.conversation.quote_marks import Standing, unpacked
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tests.cast import published_post
from tests.conversation.people import NILS, published

pytestmark = pytest.mark.django_db

CLOSED = "The ferry company says the bridge will stay closed until the end of March, whatever the mayor promises."


@pytest.fixture
def said(post: Post) -> Comment:
    """Comment 1, Ruth's."""
    return published(post, CLOSED)


def nils(post: Post, text: str, parent: int | None = None) -> Comment:
    """What Nils answers."""
    return published(post, text, parent=parent, **NILS)


def standing(comment: Comment) -> list[str]:
    return [mark.standing for mark in unpacked(comment.quote_marks)]


def test_lines_that_quote_the_comment_they_answer_are_word_for_word(post: Post, said: Comment) -> None:
    comment = nils(post, "> the bridge will stay closed until the end of March\n\nWho says so?", parent=1)
    quote = Quote.objects.get()
    assert (quote.comment, quote.place, quote.verdict, quote.source) == (comment, 0, Verdict.EXACT, said)
    assert standing(comment) == [Standing.EXACT]
    said.refresh_from_db()
    assert said.quoted_by == "2"


@pytest.mark.parametrize(
    "marks", ["“{}”", '"{}"', "«{}»", "« {} »", "„{}“", "»{}«", "‘{}’", "„{}”", "<q>{}</q>", "“<i>{}”</i>"]
)
def test_words_between_quotation_marks_of_any_kind_are_a_quote(post: Post, said: Comment, marks: str) -> None:
    words = marks.format("the bridge will stay closed until the end of March")
    assert standing(nils(post, f"You wrote that {words}, but when?")) == [Standing.EXACT]


@pytest.mark.parametrize(
    "words",
    [
        "the bridge will stay closed until the end of March",
        "The bridge will stay closed until the end of March,",
        "the  bridge will\nstay closed until the end of March",
        "[T]he bridge will stay closed until the end of March.",
    ],
)
def test_marks_white_space_and_the_first_letter_may_differ(post: Post, said: Comment, words: str) -> None:
    assert standing(nils(post, f"Hear: “{words}”")) == [Standing.EXACT]


@pytest.mark.parametrize("omission", ["…", "...", "[…]", "[...]", " … ", "(…)"])
def test_a_quote_with_omissions_is_word_for_word_if_its_parts_stand_in_order(
    post: Post, said: Comment, omission: str
) -> None:
    words = f"The ferry company says{omission}until the end of March"
    assert standing(nils(post, f"> {words}", parent=1)) == [Standing.PARTS]
    turned = f"until the end of March{omission}the ferry company says"
    assert standing(nils(post, f"> {turned}", parent=1)) != [Standing.PARTS]


def test_single_words_with_omissions_prove_nothing(post: Post, said: Comment) -> None:
    assert standing(nils(post, "> The ferry … the … closed … March … mayor", parent=1)) != [Standing.PARTS]


def test_a_quote_that_is_nearly_what_somebody_said_is_called_changed(post: Post, said: Comment) -> None:
    comment = nils(post, "> the bridge will never open until the end of March", parent=1)
    assert standing(comment) == [Standing.CHANGED]
    assert Quote.objects.get().source == said


def test_words_that_the_answered_never_said_are_not_found(post: Post, said: Comment) -> None:
    comment = nils(post, "> I never trusted the mayor or his cousin the harbour master\n\nShame!", parent=1)
    assert standing(comment) == [Standing.MISSING]


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Tamm wrote: “{}”",
        "@Ruth: “{}”",
        "Ruth said: “{}”",
        "“{}”, Ruth wrote.",
        "“{}” said Ruth.",
        "@Ruth Tamm\n\n> {}",
    ],
)
def test_words_said_to_be_somebodys_here_are_not_found(post: Post, said: Comment, text: str) -> None:
    words = "all harbour masters are thieves and liars and cousins"
    assert standing(nils(post, text.format(words))) == [Standing.MISSING]


@pytest.mark.parametrize(
    "text",
    [
        "> {}\n\nfrom https://gazette.example/mayor",
        "> {} <a href='https://gazette.example/mayor'>source</a>",
        "The Gazette wrote:\n\n> {}",
        "> {}\n\n— The Gazette",
        "> {}\n> — The Gazette",
        "The Gazette wrote “{}”",
        "Somebody said “{}” to Ruth.",
    ],
)
def test_nobody_is_blamed_for_quoting_the_world_outside(post: Post, said: Comment, text: str) -> None:
    comment = nils(post, text.format("all harbour masters are thieves and liars and cousins"), parent=1)
    assert (comment.quote_marks, Quote.objects.count()) == ("", 0)


def test_lines_that_quote_nobody_who_is_answered_are_not_judged(post: Post, said: Comment) -> None:
    assert nils(post, "> all harbour masters are thieves and liars and cousins").quote_marks == ""


def test_the_whole_conversation_is_searched(post: Post, said: Comment) -> None:
    nils(post, "Something else altogether.")
    comment = published(post, "Above: “the bridge will stay closed until the end of March”", parent=2, name="Ilse")
    assert Quote.objects.get(comment=comment).source == said


def test_a_tag_within_a_word_hides_it_from_nobody(post: Post, said: Comment) -> None:
    published(post, "<b>U</b>nfortunately the harbour stays shut today.")
    assert standing(nils(post, "> Unfortunately the harbour stays shut today\n\nWho says so?")) == [Standing.EXACT]


def test_no_other_conversation_is_searched(post: Post, said: Comment, host: Member) -> None:
    other = published_post(post.weblog, "Another matter")
    comment = nils(other, "As I read: “the bridge will stay closed until the end of March”")
    assert comment.quote_marks == ""


def test_the_post_and_the_hosts_replies_can_be_quoted(post: Post, said: Comment, host: Member) -> None:
    reply = replying.reply_inside(said, "I have asked the harbour office for the letter itself.", member=host)
    comment = nils(
        post,
        "> The harbour office put up the barriers before six.\n\nand\n\n"
        "> I have asked the harbour office for the letter itself.",
        parent=1,
    )
    quotes = Quote.objects.order_by("place")
    assert [(one.verdict, one.of_post, one.source_reply) for one in quotes] == [
        (Verdict.EXACT, True, None),
        (Verdict.EXACT, False, reply),
    ]
    assert [mark.of for mark in unpacked(comment.quote_marks)] == ["post", "reply"]


def test_words_are_theirs_who_said_them_and_not_theirs_who_quoted_them(post: Post, said: Comment) -> None:
    nils(post, "> the bridge will stay closed until the end of March\n\nNonsense.", parent=1)
    comment = published(post, "> the bridge will stay closed until the end of March", parent=2, name="Ilse")
    assert Quote.objects.get(comment=comment).source == said


def test_a_quote_in_a_quote_has_its_own_source(post: Post, said: Comment) -> None:
    nils(post, "Nobody believes the company a single word any more.")
    text = (
        "> > the bridge will stay closed until the end of March\n> Nobody believes the company a single word any more."
    )
    comment = published(post, text, parent=2, name="Ilse")
    sources = Quote.objects.filter(comment=comment).order_by("place").values_list("source__number", flat=True)
    assert [*sources] == [1, 2]
    assert standing(comment) == [Standing.EXACT, Standing.EXACT]


def test_what_is_short_is_looked_for_in_the_answered_comment_alone(post: Post, said: Comment) -> None:
    nils(post, "Nothing of the kind.")
    assert standing(published(post, "> closed", parent=1)) == [Standing.EXACT]
    assert standing(published(post, "> mayor", parent=2)) == []
    assert standing(published(post, "> lose", parent=1)) == []
