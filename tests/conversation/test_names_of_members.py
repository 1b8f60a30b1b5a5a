"""The name of a member is theirs: who bears it without being signed in is marked like anybody under another's name."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import State
from tertulia.conversation.identity.confirmation import ask
from tertulia.conversation.identity.confirming import confirm
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.moderation import judge
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.member import Role, add_member, change_role, rename_member
from tertulia.weblog.post import Post
from tests.cast import Cast, make_user
from tests.conversation.form import page_of
from tests.conversation.people import published, say

MARTA = {"name": "Marta Oyelaran", "email": "other@example.net"}


def marks_on(client: Client, post: Post) -> list[str]:
    return [one.text() for one in page_of(client.get(post.link)).css("article.comment .badge")]


def react() -> None:
    with time_machine.travel(clock.now() + timedelta(seconds=5)):
        run_due()


def test_whoever_writes_under_it_waits_and_is_unconfirmed_when_published(
    client: Client, cast: Cast, post: Post
) -> None:
    comment = say(post, "It is me.", **MARTA)
    assert (comment.state, comment.standing) == ("held", "unconfirmed")
    judge(comment, "published", actor=cast.host.user)
    assert marks_on(client, post) == ["unconfirmed"]


@pytest.mark.parametrize("name", ["MARTA OYELARAN", "Mаrta Oyelaran", "Marta\u200bOyelaran"])
def test_so_is_a_name_that_looks_like_it_and_was_there_before(cast: Cast, post: Post, name: str) -> None:
    rename_member(cast.host, "Somebody Else", actor=None)
    early = published(post, name=name, email="other@example.net")
    assert early.standing == ""
    rename_member(cast.host, "Marta Oyelaran", actor=None)
    react()
    assert Comment.objects.get(id=early.id).standing == "unconfirmed"


def test_a_member_who_is_signed_in_is_marked_by_the_role(client: Client, cast: Cast, post: Post) -> None:
    assert say(post, "It is me.", user=cast.host.user, email="").standing == ""
    assert marks_on(client, post) == ["host"]


def test_the_name_is_free_again_once_the_membership_has_ended(cast: Cast, post: Post) -> None:
    comment = published(post, name="Ilse Vis", email="other@example.net")
    assert comment.standing == "unconfirmed"
    change_role(cast.moderator, Role.MODERATOR, actor=None, active=False)
    react()
    assert Comment.objects.get().standing == ""


def test_a_new_member_finds_the_name_taken_and_it_is_theirs(cast: Cast, post: Post) -> None:
    comment = published(post, name="Vera Lind", email="other@example.net")
    add_member(cast.weblog, name="Vera Lind", role=Role.EDITOR, user=make_user("Vera Lind"))
    react()
    assert Comment.objects.get(id=comment.id).standing == "unconfirmed"


def test_what_an_import_brought_under_it_is_not_doubted(cast: Cast, post: Post) -> None:
    old = ImportedComment("1", post.published_at, name="Marta Oyelaran", text="As I said.")
    add_conversations([ImportedConversation(post, State.OPEN, [old])], source="mt")
    change_role(cast.host, Role.OWNER, actor=None)
    react()
    assert Comment.objects.get().standing == ""


def test_an_author_whom_an_import_brought_owns_no_name(cast: Cast, post: Post) -> None:
    add_member(cast.weblog, name="Guest", role=Role.AUTHOR)
    react()
    assert published(post, name="Guest", email="other@example.net").standing == ""


def test_a_member_may_confirm_what_they_said_before(cast: Cast, post: Post) -> None:
    comment = published(post, name="Marta Oyelaran", email="marta@example.org")
    confirm(ask(cast.weblog, "marta@example.org", None), "Marta Oyelaran", [], user=cast.host.user)
    assert Comment.objects.get(id=comment.id).standing == "confirmed"
