"""Everybody at the desk, signed in or not, and something for them to work on."""

import json
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import locked
from tertulia.conversation.numbering import COUNTED, move
from tertulia.lib import clock, markup
from tertulia.lib.providers import providers
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.desk.openid import CLIENT, SECRET, Issuer, issuer

SignIn = Callable[[Member | User], Client]
Say = Callable[..., Comment]


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which that person is signed in."""

    def signed_in(person: Member | User) -> Client:
        client = Client()
        user = person.user if isinstance(person, Member) else person
        assert user
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def there(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """A provider that the operator has named."""
    with issuer() as served:
        named = {"id": "example", "name": "Example", "server": served.origin, "client": CLIENT, "secret": SECRET}
        monkeypatch.setenv("SOME_PROVIDERS", json.dumps([named]))
        settings.SOCIALACCOUNT_PROVIDERS = providers("SOME_PROVIDERS")
        yield served


@pytest.fixture
def marta(cast: Cast, sign_in: SignIn) -> Client:
    """The host's browser."""
    return sign_in(cast.host)


@pytest.fixture
def ilse(cast: Cast, sign_in: SignIn) -> Client:
    """The moderator's browser."""
    return sign_in(cast.moderator)


@pytest.fixture
def tomas(cast: Cast, sign_in: SignIn) -> Client:
    """The author's browser."""
    return sign_in(cast.author)


@pytest.fixture
def editor(weblog: Weblog) -> Member:
    """Vera, who edits."""
    user = User.objects.create_user("vera@example.org", "vera@example.org", "correct horse battery", first_name="Vera")
    return add_member(weblog, name="Vera Lind", role=Role.EDITOR, user=user, email=user.email)


@pytest.fixture
def say() -> Say:
    """A comment under a post, in any state."""

    def said(
        post: Post, text: str = "The divers were paid for two piers.", *, name: str = "Nils", state: str = "held"
    ) -> Comment:
        conversation, now = locked(post), clock.now()
        comment = Comment(
            conversation=conversation,
            state="",
            name=name,
            email=f"{name.lower()}@example.org",
            text=text,
            html=markup.comment_html(text),
            created_at=now,
            changed_at=now,
        )
        move(conversation, comment, CommentState(state))
        comment.save()
        conversation.save(update_fields=COUNTED)
        return comment

    return said


class Answer(Protocol):
    """What a test's browser gets."""

    @property
    def content(self) -> bytes: ...


def page(response: Answer) -> str:
    """What a screen says."""
    return response.content.decode()
