"""Whose name a comment bears: names that belong to somebody, and names that only look so."""

import pytest
from django.core.cache import cache

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.identity.confirming import refuse
from tertulia.conversation.policy import Moderation
from tertulia.conversation.posting import Refused
from tertulia.conversation.refusal import Reason
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.confirmed import confirmed
from tests.conversation.people import moderate, published, say

LOOK_ALIKE = [
    "ruth tamm",
    "RUTH TAMM",
    "Ruth\u200bTamm",
    "Rut\u04bb Tamm",
    "R\u028bth Tamm",
    "Ｒｕｔｈ Ｔａｍｍ",
    "Ruth Tarnm",
    "RuthTamm",
]


@pytest.fixture
def discussed(post: Post) -> Post:
    """Where nobody waits, and where Ruth has confirmed her name."""
    moderate(post.weblog, Moderation.NEVER)
    published(post)
    confirmed(post.weblog)
    return post


def test_a_comment_under_a_confirmed_name_by_anybody_else_is_unconfirmed(discussed: Post) -> None:
    for fields in ({"email": ""}, {"email": "other@example.net"}, {"email": "ruth@example.net"}):
        comment = say(discussed, f"It was me, {fields}.", **fields)
        assert (comment.state, comment.standing, comment.commenter) == ("published", "unconfirmed", None)


def test_a_comment_that_the_browser_of_the_commenter_has_sent_is_confirmed(discussed: Post) -> None:
    ruth = discussed.weblog.commenters.get()
    comment = say(discussed, "It is me.", email="", proofs=frozenset({ruth.proof}))
    assert (comment.standing, comment.commenter) == ("confirmed", ruth)
    # However they write it.
    assert say(discussed, "Me too.", name="ruth tamm", proofs=frozenset({ruth.proof})).standing == "confirmed"


def test_an_account_proves_it_too(discussed: Post, cast: Cast) -> None:
    discussed.weblog.commenters.update(user=cast.stranger)
    assert say(discussed, "Signed in.", email="", user=cast.stranger).standing == "confirmed"


def test_under_another_name_nobody_is_told_who_it_was(discussed: Post) -> None:
    ruth = discussed.weblog.commenters.get()
    comment = say(discussed, "A question.", name="Incognito", email="", proofs=frozenset({ruth.proof}))
    assert (comment.standing, comment.commenter) == ("", None)


def test_a_proof_holds_until_the_next_confirmation_and_not_once_the_host_has_refused(discussed: Post) -> None:
    ruth = discussed.weblog.commenters.get()
    old = frozenset({ruth.proof})
    confirmed(discussed.weblog)
    assert say(discussed, "An old browser.", proofs=old).standing == "unconfirmed"
    ruth.refresh_from_db()
    refuse(ruth, actor=None)
    assert say(discussed, "Refused.", proofs=frozenset({ruth.proof})).standing == ""


@pytest.mark.parametrize("name", LOOK_ALIKE)
def test_a_newcomer_is_refused_under_a_name_that_looks_like_a_confirmed_one(discussed: Post, name: str) -> None:
    with pytest.raises(Refused) as refused:
        say(discussed, "Look at me.", name=name, email="forger@example.net")
    assert refused.value.reason == Reason.INVALID
    assert "looks like “Ruth Tamm”" in str(refused.value.errors["name"])


@pytest.mark.parametrize("name", ["marta oyelaran", "Mаrta Oyelaran", "Marta\u2060 Oyelaran"])
def test_a_newcomer_is_refused_under_a_name_that_looks_like_a_members(post: Post, name: str) -> None:
    with pytest.raises(Refused):
        say(post, "I am the host.", name=name)


def test_people_of_the_same_name_may_speak(discussed: Post) -> None:
    for name in ("Ruth Tamm", "Rúth Tamm"):
        assert say(discussed, f"I am {name} as well.", name=name, email="").standing == "unconfirmed"


def test_who_was_known_under_a_similar_name_before_may_go_on(post: Post) -> None:
    published(post, "I was here first.", name="ruth tamm", email="r@example.net")
    published(post)
    confirmed(post.weblog)
    assert say(post, "And I stay.", name="ruth tamm", email="r@example.net").standing == "unconfirmed"


def test_nothing_tells_whether_an_address_is_the_right_one(discussed: Post) -> None:
    for email in ("ruth@example.net", "wrong@example.net"):
        cache.clear()
        with pytest.raises(Refused):
            say(discussed, f"Guessing {email}.", name="rUth Tamm", email=email)
    assert Comment.objects.filter(state=CommentState.PUBLISHED).count() == 1


def test_a_name_in_one_weblog_is_nobodys_in_another(discussed: Post, tide: object) -> None:
    from_elsewhere = discussed.weblog.commenters.get()
    from_elsewhere.weblog_id = tide.pk  # type: ignore[attr-defined]
    from_elsewhere.save()
    assert say(discussed, "It was me.", email="").standing == ""
