"""Two at the desk: who decides about what another has decided meanwhile is told who, what and when, and chooses."""

import re

import pytest
from django.test import Client

from tertulia.conversation.closing import set_state
from tertulia.conversation.collision import last_judgements, version_of
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import inside_version, reply_inside, reply_version, rewrite_reply
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.desk.people import Say, page

QUEUE = "/desk/comments/"


@pytest.fixture
def held(post: Post, say: Say) -> Comment:
    return say(post)


def version(comment: Comment) -> str:
    row = Comment.objects.get(id=comment.id)
    return version_of(row, last_judgements([row]).get(row.id))


def state(comment: Comment) -> str:
    return Comment.objects.get(id=comment.id).state


def chosen(html: str, **choices: str) -> dict[str, object]:
    """The form of the page for those who were overtaken, with these choices."""
    form = html[html.index("/desk/comments/collisions/") :]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[: form.index("</form>")])
    return {**dict(hidden), "comment": [value for name, value in hidden if name == "comment"], **choices}


def test_who_was_faster_is_told_with_what_and_why(marta: Client, cast: Cast, held: Comment) -> None:
    seen = version(held)
    judge(held, "spam", actor=cast.moderator.user, reason="sells letters")
    response = marta.post(f"{QUEUE}{held.id}/publication/", {"seen": seen})
    assert response.status_code == 409
    for shown in ("Ilse Vis", "Held → Spam", "sells letters", "Leave it so", "Publish all the same", "Held again"):
        assert shown in page(response)
    assert state(held) == "spam"


@pytest.mark.parametrize(("choice", "wanted"), [("keep", "spam"), ("mine", "published"), ("undo", "held")])
def test_the_second_moderator_chooses(choice: str, wanted: str, marta: Client, cast: Cast, held: Comment) -> None:
    seen = version(held)
    judge(held, "spam", actor=cast.moderator.user)
    form = {"seen": seen, "reason": "Fine by me", "note": "Welcome!", "back": f"{QUEUE}?state=held"}
    html = page(marta.post(f"{QUEUE}{held.id}/publication/", form))
    answer = marta.post(f"{QUEUE}collisions/", chosen(html, **{f"choice-{held.id}": choice}))
    assert answer.headers["Location"] == f"{QUEUE}?state=held"
    assert state(held) == wanted
    if choice == "mine":
        last = Decision.objects.latest("id")
        assert (last.before, last.after, last.reason, last.note) == ("spam", "published", "Fine by me", "Welcome!")


def test_who_is_overtaken_twice_is_asked_twice(marta: Client, cast: Cast, held: Comment) -> None:
    seen = version(held)
    judge(held, "spam", actor=cast.moderator.user)
    html = page(marta.post(f"{QUEUE}{held.id}/publication/", {"seen": seen}))
    judge(held, "withdrawn", actor=cast.moderator.user)
    for choice in ("mine", "undo"):
        response = marta.post(f"{QUEUE}collisions/", chosen(html, **{f"choice-{held.id}": choice}))
        assert response.status_code == 409
        assert "Spam → Withdrawn" in page(response)
    assert state(held) == "withdrawn"


def test_a_state_that_came_back_is_not_the_one_that_was_seen(marta: Client, cast: Cast, held: Comment) -> None:
    seen = version(held)
    for there in ("published", "held"):
        judge(held, there, actor=cast.moderator.user)
    assert marta.post(f"{QUEUE}{held.id}/spam/", {"seen": seen}).status_code == 409


def test_words_that_changed_are_not_published_unread(marta: Client, held: Comment) -> None:
    seen = version(held)
    Comment.objects.filter(id=held.id).update(text="Buy letters", html="<p>Buy letters</p>")
    response = marta.post(f"{QUEUE}{held.id}/publication/", {"seen": seen})
    assert response.status_code == 409
    assert "Its author changed it since you read it" in page(response)
    assert "Buy letters" in page(response)
    marta.post(f"{QUEUE}collisions/", chosen(page(response), **{f"choice-{held.id}": "mine"}))
    assert state(held) == "published"


def test_two_who_think_the_same_have_nothing_to_choose(marta: Client, cast: Cast, held: Comment) -> None:
    seen = version(held)
    judge(held, "published", actor=cast.moderator.user)
    response = marta.post(f"{QUEUE}{held.id}/publication/", {"seen": seen}, follow=True)
    assert "Ilse Vis was faster: it is now “Published”" in page(response)


def test_but_what_one_of_them_wrote_to_the_author_is_not_lost(marta: Client, cast: Cast, held: Comment) -> None:
    seen = version(held)
    judge(held, "published", actor=cast.moderator.user)
    response = marta.post(f"{QUEUE}{held.id}/publication/", {"seen": seen, "note": "Come again."})
    assert response.status_code == 409
    marta.post(f"{QUEUE}collisions/", chosen(page(response), **{f"choice-{held.id}": "mine"}))
    assert Decision.objects.latest("id").note == "Come again."


def test_of_many_the_rest_goes_through_and_each_other_is_asked_about(
    marta: Client, cast: Cast, post: Post, say: Say
) -> None:
    comments = [say(post, f"Words {name}.", name=name) for name in ("Ada", "Bo", "Cy", "Di")]
    form = {"comment": [c.id for c in comments], **{f"seen-{c.id}": version(c) for c in comments}}
    judge(comments[1], "withdrawn", actor=cast.moderator.user)
    judge(comments[2], "spam", actor=cast.moderator.user)
    response = marta.post(f"{QUEUE}publications/", {**form, "reason": "All read"})
    assert response.status_code == 409
    html = page(response)
    assert "These 2 comments were left as they are." in html
    assert "2 comments are published." in html
    assert [state(c) for c in comments] == ["published", "withdrawn", "spam", "published"]
    choices = {f"choice-{comments[1].id}": "mine", f"choice-{comments[2].id}": "undo"}
    marta.post(f"{QUEUE}collisions/", chosen(html, **choices))
    assert [state(c) for c in comments] == ["published", "published", "held", "published"]
    assert Decision.objects.get(after="published", subject=f"comment:{comments[1].id}").reason == "All read"


def test_an_undo_of_what_was_judged_anew_asks_too(marta: Client, cast: Cast, held: Comment) -> None:
    first = judge(held, "published", actor=cast.host.user)
    judge(held, "spam", actor=cast.moderator.user)
    response = marta.post("/desk/undoings/", {"decision": first.id})
    assert response.status_code == 409
    assert "Published → Spam" in page(response)
    marta.post(f"{QUEUE}collisions/", chosen(page(response), **{f"choice-{held.id}": "mine"}))
    assert state(held) == "held"


def test_a_conversation_that_somebody_else_closed_is_not_opened_unseen(marta: Client, cast: Cast, post: Post) -> None:
    set_state(post, "closed", actor=cast.moderator.user)
    address = f"/desk/conversations/{post.id}/"
    response = marta.post(address, {"state": "open", "seen": "default"})
    assert response.status_code == 409
    assert "Ilse Vis" in page(response)
    assert Conversation.objects.get(post=post).state == "closed"
    marta.post(address, {"state": "open", "seen": "closed"})
    assert Conversation.objects.get(post=post).state == "open"


def test_an_answer_that_somebody_gave_meanwhile_is_shown_before_a_second(
    marta: Client, cast: Cast, post: Post, say: Say
) -> None:
    comment = say(post, state="published")
    seen = inside_version(comment)
    reply_inside(comment, "I was there.", member=cast.moderator)
    response = marta.post(f"{QUEUE}{comment.id}/replies/", {"text": "So was I.", "seen": seen})
    assert response.status_code == 409
    for shown in ("I was there.", "So was I.", "Ilse Vis answered inside this comment meanwhile"):
        assert shown in page(response)
    again = page(response)[page(response).index('<section id="reply">') :]
    fresh = re.findall(r'name="seen" value="([^"]+)"', again)[0]
    marta.post(f"{QUEUE}{comment.id}/replies/", {"text": "So was I.", "seen": fresh})
    assert HostReply.objects.count() == 2


def test_a_reply_that_was_rewritten_meanwhile_is_not_overwritten(
    marta: Client, cast: Cast, post: Post, say: Say
) -> None:
    reply = reply_inside(say(post, state="published"), "One.", member=cast.host)
    seen = reply_version(reply)
    rewrite_reply(reply, "Two.", actor=cast.host.user)
    response = marta.post(f"/desk/replies/{reply.id}/", {"text": "Three.", "seen": seen})
    assert response.status_code == 409
    for shown in ("Two.", "Three.", "Marta Oyelaran changed this reply meanwhile"):
        assert shown in page(response)
    assert marta.post(f"/desk/replies/{reply.id}/withdrawal/", {"seen": seen}).status_code == 409
    reply.refresh_from_db()
    assert (reply.text, reply.withdrawn) == ("Two.", False)
