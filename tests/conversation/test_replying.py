"""The host's reply inside a comment: the host's words beside the reader's, never among them."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.mark import Mark, MarkKind, MarkState
from tertulia.conversation.reading import reply_link
from tertulia.conversation.replying import may_reply, reply_inside, restore_reply, rewrite_reply, withdraw_reply
from tertulia.lib import tags
from tertulia.outbox.event import Event
from tertulia.weblog import search
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Role, add_member, change_role
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import create_weblog
from tests.cast import Cast, published_post
from tests.conversation.people import published, say
from tests.examples import examples


def test_a_reply_is_signed_and_has_a_permalink_of_its_own(cast: Cast, post: Post) -> None:
    comment = published(post)
    reply = reply_inside(comment, "That was my *first* question too.", member=cast.host)
    assert (reply.name, reply.initials, reply.member) == ("Marta Oyelaran", "mo", cast.host)
    assert reply_link(reply) == f"{post.link}#reply-{reply.id}"
    assert "first" in reply.html


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_text=st.text(st.characters(codec="utf-8")))
def test_the_readers_words_stay_what_they_were_to_the_byte(cast: Cast, post: Post, any_text: str) -> None:
    words = f"I asked: {any_text}"
    comment = published(post, "I have the letter: <b>pending</b> the divers’ report.\n\n> sound for the season")
    before = fingerprint(comment)
    reply = reply_inside(comment, words, member=cast.host)
    rewrite_reply(reply, f"{words} more", actor=cast.host.user)
    withdraw_reply(reply, actor=cast.host.user)
    restore_reply(reply, actor=cast.host.user)
    assert fingerprint(comment) == before


def fingerprint(comment: Comment) -> tuple[object, ...]:
    kept = Comment.objects.get(id=comment.id)
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in (kept.text, kept.html, kept.name)]
    return (*digests, kept.number, kept.state, kept.changed_at, kept.url, kept.email)


def test_a_reply_may_say_that_the_host_will_find_out_and_another_that_it_has(cast: Cast, post: Post) -> None:
    comment = published(post)
    reply_inside(comment, "I will find out.", member=cast.host, question=MarkState.OPEN)
    assert Mark.objects.get(comment=comment, kind=MarkKind.QUESTION).state == MarkState.OPEN
    found = reply_inside(comment, "Three piers.", member=cast.host, question=MarkState.ANSWERED)
    answered = Mark.objects.get(comment=comment, kind=MarkKind.QUESTION)
    assert (answered.state, answered.by_reply) == (MarkState.ANSWERED, found)


def test_a_reply_and_what_it_promises_stand_or_fall_together(cast: Cast, post: Post) -> None:
    hidden = say(post)
    author = add_member(cast.weblog, name="Nils", role=Role.AUTHOR, actor=None)
    Post.objects.filter(id=post.id).update(author=author)
    for comment, member, why in ((hidden, cast.host, ValidationError), (published(post), author, PermissionDenied)):
        events = Event.objects.count()
        with pytest.raises(why):
            reply_inside(comment, "I will find out.", member=member, question=MarkState.OPEN)
        assert Event.objects.count() == events
    assert (HostReply.objects.count(), Mark.objects.count()) == (0, 0)


def test_every_step_is_on_record_and_flushes_the_page(cast: Cast, post: Post) -> None:
    reply = reply_inside(published(post), "I asked.", member=cast.host)
    rewrite_reply(reply, "I asked twice.", actor=cast.host.user)
    withdraw_reply(reply, actor=cast.moderator.user)
    restore_reply(reply, actor=cast.host.user)
    log = Decision.objects.filter(subject=f"reply:{reply.id}").order_by("id")
    assert [decision.after for decision in log] == ["published", "published", "withdrawn", "published"]
    assert "I asked." in log[1].reason
    events = Event.objects.filter(kind__startswith="host-reply.")
    assert [tags.comments(post.id) in event.tags for event in events] == [True] * 4


def test_steps_that_change_nothing_are_no_decisions(cast: Cast, post: Post) -> None:
    reply = reply_inside(published(post), "I asked.", member=cast.host)
    rewrite_reply(reply, "I asked.", actor=cast.host.user)
    restore_reply(reply, actor=cast.host.user)
    assert Decision.objects.filter(kind="host-reply").count() == 1


def test_what_the_host_says_is_found_with_the_comment(cast: Cast, post: Post) -> None:
    comment = published(post)
    reply = reply_inside(comment, "It was the piers.", member=cast.host)
    assert [found.object_id for found in search.find(cast.weblog, "piers")] == [comment.id]
    withdraw_reply(reply, actor=cast.host.user)
    assert search.find(cast.weblog, "piers") == []


def test_moderators_reply_everywhere_and_authors_on_their_own_posts(cast: Cast, post: Post) -> None:
    here = published(post)
    own = published(published_post(cast.weblog, "By Tomas", author=cast.author))
    assert reply_inside(here, "I saw it too.", member=cast.moderator)
    assert reply_inside(own, "Thank you.", member=cast.author)
    with pytest.raises(PermissionDenied):
        reply_inside(here, "Me too.", member=cast.author)


def test_members_of_other_weblogs_and_those_who_left_do_not_reply(cast: Cast, post: Post) -> None:
    comment = published(post)
    elsewhere = add_member(create_weblog("lighthouse"), name="Sten", role=Role.OWNER, user=cast.stranger)
    assert not may_reply(elsewhere, comment)
    assert not may_reply(change_role(cast.moderator, Role.MODERATOR, actor=None, active=False), comment)


@pytest.mark.parametrize("text", ["", " \n ", "a" * 64_001])
def test_an_empty_or_endless_reply_is_refused(cast: Cast, post: Post, text: str) -> None:
    with pytest.raises(ValidationError):
        reply_inside(published(post), text, member=cast.host)
    assert not HostReply.objects.exists()


def test_a_reply_in_a_comment_that_waits_makes_no_page_stale(cast: Cast, post: Post) -> None:
    reply_inside(say(post), "Soon.", member=cast.host)
    assert Event.objects.get(kind="host-reply.published").tags == []
