"""Authors withdraw their comments: the words go, the place and the answers stay, and they can bring them back."""

import pytest
from django.test import Client

from tertulia.conversation.authorship import link_of
from tertulia.conversation.collision import Collision, last_judgements, version_of
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.moderation import judge, judge_many, undo
from tertulia.conversation.policy import Moderation
from tertulia.conversation.replying import reply_inside
from tertulia.conversation.retracting import reinstate, retract
from tertulia.lib import tags
from tertulia.outbox.event import Event
from tertulia.weblog import search
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import SAME_ORIGIN, page_of, words_of
from tests.conversation.people import NILS, moderate, published, say

WORDS = "The ferryman knows."


def state_of(comment: Comment) -> str:
    return Comment.objects.get(id=comment.id).state


def press(client: Client, comment: Comment, name: str) -> None:
    response = client.post(f"{link_of(comment)}{name}/", headers=SAME_ORIGIN)
    assert (response.status_code, response["Location"]) == (303, link_of(comment))


def test_the_words_go_and_the_place_the_number_and_the_answers_stay(client: Client, cast: Cast, post: Post) -> None:
    comment = published(post, WORDS)
    published(post, "He does not.", parent=1, **NILS)
    reply_inside(comment, "I have asked him.", member=cast.host)
    press(client, comment, "withdrawal")
    page = page_of(client.get(post.link))
    [place] = page.css(f"#{comment.anchor}")
    assert "Withdrawn by its author." in place.text()
    assert "#1" in place.text()
    assert "I have asked him." in place.text()
    assert WORDS not in page.text()
    assert "In reply to Ruth Tamm, #1".lower() in page.text().lower()
    assert page.css(f"#{comment.anchor} + .replies article")


def test_the_words_are_nowhere_that_readers_look(client: Client, post: Post) -> None:
    comment = published(post, WORDS)
    retract(comment)
    stem = post.stem
    for address in (
        *(post.link, "/harbour/comments/", "/harbour/search/?q=ferryman", "/harbour/sidebar/recent-comments.html"),
        *(f"{stem}/comments/1/more/", f"{stem}/comments/atom.xml", "/harbour/comments/feed.json"),
    ):
        assert "ferryman knows" not in client.get(address).content.decode(), address
    assert search.find(post.weblog, "ferryman") == []
    assert client.get(f"{stem}/comments/1/")["Location"] == f"{post.link}#{comment.anchor}"
    assert client.get(f"{stem}/comments/1/reply/").status_code == 404
    assert "0 comments" not in words_of(client.get(post.link))
    assert Conversation.objects.get(post=post).count == 0


def test_the_host_still_reads_them_and_sees_who_withdrew_them(marta: Client, post: Post) -> None:
    comment = published(post, WORDS)
    retract(comment)
    screen = marta.get(f"/desk/comments/{comment.id}/").content.decode()
    assert WORDS in screen
    assert "Withdrawn by its author" in screen
    assert "its author · withdrawal by its author" in screen
    assert WORDS in marta.get("/desk/comments/?state=retracted").content.decode()


@pytest.mark.parametrize("state", ["published", "held", "spam"])
def test_its_author_brings_it_back_to_where_it_stood(client: Client, cast: Cast, post: Post, state: str) -> None:
    comment = say(post, WORDS)
    judge(comment, state, actor=cast.host.user)
    press(client, comment, "withdrawal")
    assert state_of(comment) == CommentState.RETRACTED
    press(client, comment, "return")
    assert state_of(comment) == state
    assert (WORDS in client.get(post.link).content.decode()) == (state == "published")
    assert [decision.kind for decision in Decision.objects.order_by("id")][-2:] == ["retraction", "retraction"]


def test_a_comment_taken_for_spam_looks_to_its_author_like_one_that_waits(
    client: Client, cast: Cast, post: Post
) -> None:
    held, spam = say(post, "One."), say(post, "Two.", trap="1")
    assert words_of(client.get(link_of(spam))) == words_of(client.get(link_of(held))).replace("One.", "Two.")


def test_what_its_author_is_told_of_withdrawing_is_true(client: Client, post: Post) -> None:
    held = words_of(client.get(link_of(say(post, "One."))))
    seen = words_of(client.get(link_of(published(post, "Two."))))
    assert ("No reader has seen it" in held, "Readers will see that there was" in held) == (True, False)
    assert ("No reader has seen it" in seen, "Readers will see that there was" in seen) == (False, True)


def test_what_the_host_has_withdrawn_its_author_cannot_bring_back(client: Client, cast: Cast, post: Post) -> None:
    comment = published(post, WORDS)
    judge(comment, "withdrawn", actor=cast.host.user)
    page = client.get(link_of(comment))
    assert "The host has taken it off the page." in words_of(page)
    assert not page_of(page).css("main form[action$='withdrawal/'], main form[action$='return/']")
    for name in ("withdrawal", "return"):
        press(client, comment, name)
    assert state_of(comment) == CommentState.WITHDRAWN


def test_what_its_author_has_withdrawn_the_host_cannot_publish(marta: Client, cast: Cast, post: Post) -> None:
    comment = published(post, WORDS)
    seen = version_of(comment, last_judgements([comment])[comment.id])
    retract(comment)
    with pytest.raises(Collision, match=r"Its author changed it .* “Withdrawn by its author”"):
        judge(comment, "held", actor=cast.host.user, seen=seen)
    assert judge_many([comment], "published", actor=cast.host.user) == []
    assert state_of(comment) == CommentState.RETRACTED
    screen = marta.get(f"/desk/comments/{comment.id}/").content.decode()
    assert ("/spam/" in screen, "/withdrawal/" in screen, "/publication/" in screen) == (True, True, False)


def test_the_host_may_take_its_place_away_and_give_it_back(client: Client, cast: Cast, post: Post) -> None:
    comment = published(post, WORDS)
    retract(comment)
    decision = judge(comment, "withdrawn", actor=cast.host.user)
    assert comment.anchor not in client.get(post.link).content.decode()
    assert reinstate(comment).state == CommentState.WITHDRAWN
    undo(decision, actor=cast.host.user)
    assert "Withdrawn by its author." in client.get(post.link).content.decode()
    assert reinstate(comment).state == CommentState.PUBLISHED


def test_an_earlier_judgement_is_not_taken_back_over_it(cast: Cast, post: Post) -> None:
    comment = say(post, WORDS)
    decision = judge(comment, "published", actor=cast.host.user)
    retract(comment)
    with pytest.raises(Collision):
        undo(decision, actor=cast.host.user)


def test_pages_that_show_it_or_an_answer_become_stale(post: Post) -> None:
    comment = published(post, WORDS)
    retract(comment)
    reinstate(comment)
    for event in Event.objects.filter(kind="comment.retracted"):
        assert {tags.count(post.id), tags.hundred(post.id, 1)} <= {*event.tags}


def test_what_readers_never_saw_makes_no_page_stale(post: Post) -> None:
    retract(say(post))
    assert Event.objects.get(kind="comment.retracted").tags == []


def test_withdrawing_twice_is_withdrawing_once(post: Post) -> None:
    comment = published(post)
    retract(comment)
    retract(comment)
    assert Decision.objects.filter(kind="retraction").count() == 1


def test_the_same_words_may_be_posted_again(post: Post) -> None:
    moderate(post.weblog, Moderation.NEVER)
    comment = say(post, WORDS)
    retract(comment)
    assert say(post, WORDS).number == 2


def test_a_form_of_another_site_withdraws_nothing(client: Client, post: Post) -> None:
    comment = published(post)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{link_of(comment)}withdrawal/", headers=foreign).status_code == 403
    assert client.get(f"{link_of(comment)}withdrawal/").status_code == 405
    assert state_of(comment) == CommentState.PUBLISHED
