"""Authors correct their comments: freely for some minutes, later with what it said before, checked like any comment."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tertulia.conversation.authorship import link_of
from tertulia.conversation.closing import set_state
from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.editing import MOST, accept_edit, edit_comment, refuse_edit
from tertulia.conversation.moderation import judge
from tertulia.conversation.policy import Moderation
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.replying import reply_inside
from tertulia.conversation.retracting import retract
from tertulia.conversation.submission import Submission
from tertulia.lib import clock, tags
from tertulia.outbox.event import Event
from tertulia.weblog import search
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import NILS, moderate, say, set_policy

BEFORE, AFTER = "The bridge is open.", "The bridge is closed."


@pytest.fixture
def comment(post: Post) -> Comment:
    """Ruth's, where nobody waits."""
    moderate(post.weblog, Moderation.NEVER)
    return say(post, BEFORE)


def edit(comment: Comment, text: str = AFTER, **fields: Any) -> Comment:
    return edit_comment(comment, Submission(text=text, **fields))


def later(minutes: int) -> Any:
    return clock.standing_at(clock.now() + timedelta(minutes=minutes))


def standings(comment: Comment) -> list[str]:
    return list(comment.revisions.order_by("at", "id").values_list("standing", flat=True))


def history_of(client: Client, comment: Comment) -> int:
    return client.get(f"{comment.conversation.post.stem}/comments/{comment.number}/history/").status_code


def test_within_some_minutes_nothing_is_left_of_it_but_edited(client: Client, comment: Comment, post: Post) -> None:
    edited = edit(comment)
    assert (edited.text, edited.html, edited.earlier) == (AFTER, "<p>The bridge is closed.</p>", 0)
    page = page_of(client.get(post.link))
    [note] = page.css(f"#{comment.anchor} .edited")
    assert note.text().startswith("Edited ")
    assert not note.text().endswith("..")
    assert not note.css("a")
    assert history_of(client, comment) == 404


def test_later_readers_can_compare(client: Client, comment: Comment, post: Post) -> None:
    with later(16):
        assert edit(comment).earlier == 1
        [link] = page_of(client.get(post.link)).css(f"#{comment.anchor} .edited a")
        page = page_of(client.get(link.attributes["href"] or ""))
    [gone], [new] = page.css("del"), page.css("ins")
    assert ("open" in gone.text(), "closed" in new.text()) == (True, True)
    assert "[taken out: " in gone.text(), "for who sees no lines"


@pytest.mark.parametrize("answer", ["answer", "next", "host"])
def test_what_somebody_could_have_answered_stays_to_be_compared(
    cast: Cast, comment: Comment, post: Post, answer: str
) -> None:
    if answer == "host":
        reply_inside(comment, "Is it?", member=cast.host)
    else:
        say(post, "Is it?", parent=1 if answer == "answer" else None, **NILS)
    assert edit(comment).earlier == 1


def test_with_no_minutes_every_edit_leaves_its_history(comment: Comment) -> None:
    set_policy(comment.conversation.post.weblog, edit_minutes=0)
    comment.refresh_from_db()
    assert edit(comment).earlier == 1


def test_what_readers_never_saw_is_replaced_without_a_trace(client: Client, cast: Cast, post: Post) -> None:
    comment = say(post, BEFORE)
    with later(60):
        edit(comment)
    assert standings(comment) == ["hidden"]
    judge(comment, "published", actor=cast.host.user)
    assert AFTER in client.get(post.link).content.decode()
    assert history_of(client, Comment.objects.get()) == 404


def test_every_earlier_wording_is_kept_with_its_time(comment: Comment) -> None:
    for minutes in (20, 40):
        with later(minutes):
            edit(comment, f"Words {minutes}.")
    rows = list(comment.revisions.values_list("text", "at"))
    found = Comment.objects.get()
    assert rows[0] == (BEFORE, comment.created_at)
    assert rows[1][0] == "Words 20."
    assert rows[1][1] < (found.edited_at or clock.now())


def test_the_same_words_change_nothing(comment: Comment) -> None:
    edit(comment, BEFORE)
    assert (standings(comment), Event.objects.filter(kind="comment.edited").count()) == ([], 0)


def test_pages_searches_and_feeds_say_the_new_words(client: Client, comment: Comment, post: Post) -> None:
    edit(comment)
    event = Event.objects.get(kind="comment.edited")
    assert {tags.comments(post.id), tags.hundred(post.id, 1), tags.recent_comments(post.weblog_id)} <= {*event.tags}
    assert search.find(post.weblog, "closed")
    assert not search.find(post.weblog, "open")
    assert AFTER in client.get(f"{post.stem}/comments/feed.json").content.decode()


def test_a_suspicious_edit_waits_and_the_words_before_it_stay_public(
    client: Client, marta: Client, comment: Comment, post: Post
) -> None:
    edit(comment, "Buy [url=https://a.example]letters[/url] https://b.example https://c.example https://d.example")
    assert standings(comment) == ["waiting"]
    assert BEFORE in client.get(post.link).content.decode()
    assert "letters" not in client.get(post.link).content.decode()
    assert "wait for the host" in words_of(client.get(link_of(comment)))
    assert "Ruth Tamm, #1 on" in words_of(marta.get("/desk/comments/"))
    assert "bulletin boards" in words_of(marta.get(f"/desk/comments/{comment.id}/"))
    assert Event.objects.filter(kind="comment.edit-held").count() == 1


def test_where_everything_waits_edits_wait_too(comment: Comment, post: Post) -> None:
    moderate(post.weblog, Moderation.ALWAYS)
    edit(comment)
    assert standings(comment) == ["waiting"]


def test_in_a_closed_conversation_an_edit_waits(comment: Comment, post: Post) -> None:
    set_state(post, "closed", actor=None)
    edit(comment)
    assert CommentRevision.objects.get().why.endswith("The conversation is closed.")


def test_the_host_takes_an_edit(client: Client, marta: Client, comment: Comment, post: Post) -> None:
    moderate(post.weblog, Moderation.ALWAYS)
    edit(comment)
    with later(30):
        response = marta.post(f"/desk/edits/{CommentRevision.objects.get().id}/acceptance/")
        assert response.status_code == 302
        page = client.get(post.link).content.decode()
    assert (AFTER in page, BEFORE in page) == (True, False)
    assert standings(comment) == ["open"]
    decision = Decision.objects.get(kind="edit")
    assert (decision.actor_name, decision.before, decision.after) == ("Marta Oyelaran", "waiting", "accepted")


def test_the_host_leaves_a_comment_as_it_is_and_may_still_take_the_edit(
    client: Client, cast: Cast, comment: Comment, post: Post
) -> None:
    moderate(post.weblog, Moderation.ALWAYS)
    edit(comment)
    refuse_edit(CommentRevision.objects.get(), actor=cast.host.user, reason="Not so")
    assert "the host did not take" in words_of(client.get(link_of(comment)))
    assert Comment.objects.get().text == BEFORE
    accept_edit(CommentRevision.objects.get(), actor=cast.host.user)
    assert Comment.objects.get().text == AFTER


def test_two_hosts_do_not_take_one_edit_twice(marta: Client, ilse: Client, comment: Comment, post: Post) -> None:
    moderate(post.weblog, Moderation.ALWAYS)
    edit(comment)
    address = f"/desk/edits/{CommentRevision.objects.get().id}"
    ilse.post(f"{address}/acceptance/")
    assert marta.post(f"{address}/refusal/").status_code == 404
    assert Decision.objects.filter(kind="edit").count() == 1


def test_a_later_edit_takes_the_place_of_one_that_waits(comment: Comment, post: Post) -> None:
    moderate(post.weblog, Moderation.ALWAYS)
    edit(comment, "First.")
    edit(comment, "Second.")
    assert standings(comment) == ["hidden", "waiting"]
    edit(comment, BEFORE)
    assert standings(comment) == ["hidden", "hidden"]


def test_what_is_withdrawn_cannot_be_edited(comment: Comment) -> None:
    retract(comment)
    with pytest.raises(Refused) as caught:
        edit(comment)
    assert caught.value.reason == Reason.NOT_SHOWN


@pytest.mark.parametrize(
    ("text", "reason"), [("", Reason.INVALID), (" \n", Reason.INVALID), ("x" * 64_001, Reason.TOO_LONG)]
)
def test_what_no_comment_may_be_no_edit_may_be(comment: Comment, text: str, reason: Reason) -> None:
    with pytest.raises(Refused) as caught:
        edit(comment, text)
    assert caught.value.reason == reason


def test_nobody_edits_without_end(comment: Comment) -> None:
    for number in range(4):
        edit(comment, f"Words {number}.")
    with pytest.raises(Refused) as caught:
        edit(comment, "And again.")
    assert (caught.value.reason, comment.revisions.count()) == (Reason.TOO_OFTEN, 4)
    old = clock.now() - timedelta(days=3)
    rows = [CommentRevision(comment=comment, standing="open", at=old, text="x", html="x") for _ in range(MOST)]
    CommentRevision.objects.bulk_create(rows)
    with later(300), pytest.raises(Refused):
        edit(comment, "Once more.")
