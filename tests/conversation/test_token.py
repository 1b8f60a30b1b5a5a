"""The form's token: no session, no cookie, and still nobody else can make one."""

from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner

from tertulia.conversation import token
from tertulia.conversation.closing import set_state
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.conversation.posting import Reason, Refused
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import published_post
from tests.conversation.people import say


def test_the_page_for_everybody_is_the_same_at_every_rendering(post: Post) -> None:
    before = blank_form(conversation_of(post))
    say(post)
    assert blank_form(conversation_of(Post.objects.get(id=post.id))) == before


def test_both_kinds_are_good_for_their_post_only(weblog: Weblog, post: Post) -> None:
    here, there = conversation_of(post), conversation_of(published_post(weblog, "Another"))
    for made in (token.lasting_token(here), token.timed_token(here)):
        assert token.is_good(made, here)
        assert not token.is_good(made, there)


def test_forms_from_before_the_conversation_was_closed_and_opened_are_no_longer_good(post: Post) -> None:
    conversation = conversation_of(post)
    made = token.lasting_token(conversation), token.timed_token(conversation)
    set_state(post, "closed", actor=None)
    opened = set_state(post, "open", actor=None)
    assert not any(token.is_good(one, opened) for one in made)


def test_a_timed_one_is_good_for_a_day(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = conversation_of(post)
    made = token.timed_token(conversation)
    monkeypatch.setattr(token, "LIFETIME", timedelta(seconds=-1))
    assert not token.is_good(made, conversation)
    assert token.is_good(token.lasting_token(conversation), conversation)


@pytest.mark.parametrize("forged", ["", "x", ":", "1:2", "é" * 20, "a" * 5000, "\ud800"])
def test_what_we_did_not_sign_is_refused(post: Post, forged: str) -> None:
    with pytest.raises(Refused) as caught:
        say(post, token=forged)
    assert caught.value.reason == Reason.EXPIRED


def test_a_signature_made_for_something_else_is_refused(post: Post) -> None:
    signed = TimestampSigner(salt="another purpose").sign(f"{post.id}.default").partition(":")[2]
    assert not token.is_good(signed, conversation_of(post))
