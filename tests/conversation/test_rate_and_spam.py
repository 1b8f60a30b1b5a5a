"""Too fast is refused, spam is kept aside, and the host reads why."""

from datetime import timedelta

import pytest

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.policy import Moderation
from tertulia.conversation.posting import Reason, Refused
from tertulia.lib import clock, tags
from tertulia.outbox.event import Event
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.people import moderate, published, say

HOME = "198.51.100.7"
LINKS = "Look: https://a.example https://b.example www.c.example"


def reason_of(comment: Comment) -> str:
    return Decision.objects.get(subject=f"comment:{comment.id}").reason


def test_the_sixth_comment_in_a_minute_is_too_fast(post: Post) -> None:
    for count in range(5):
        say(post, f"Words {count}.", ip=HOME)
    with pytest.raises(Refused) as caught:
        say(post, "And more.", ip=HOME)
    assert caught.value.reason == Reason.TOO_FAST
    assert say(post, "By somebody else from elsewhere.", email="else@example.net", ip="198.51.100.8")
    assert say(post, "Words 4.", ip=HOME), "a repetition is not refused"


def test_thirty_in_an_hour_are_enough(post: Post) -> None:
    for count in range(30):
        say(post, f"Words {count}.", ip=HOME)
        Comment.objects.update(created_at=clock.now() - timedelta(minutes=30))
    with pytest.raises(Refused):
        say(post, "And more.", ip=HOME)
    Comment.objects.update(created_at=clock.now() - timedelta(minutes=61))
    assert say(post, "After a walk.", ip=HOME)


def test_members_and_doors_without_an_address_are_not_counted(cast: Cast, post: Post) -> None:
    for count in range(7):
        say(post, f"Words {count}.", user=cast.host.user, ip=HOME)
        say(post, f"By mail {count}.")


def test_whoever_fills_the_trap_is_spam_and_is_not_told(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    comment = say(post, trap="555-0100")
    assert (comment.state, comment.number) == (CommentState.SPAM, None)
    assert "people do not see" in reason_of(comment)
    assert Event.objects.filter(kind="comment.spam", tags=[tags.moderation_log(weblog.id)]).exists()


def test_many_links_of_a_newcomer_wait_whatever_the_policy(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    comment = say(post, LINKS)
    assert comment.state == CommentState.HELD
    assert "3 links" in reason_of(comment)
    assert say(post, "One link: https://a.example").state == CommentState.PUBLISHED


def test_many_links_of_somebody_known_do_not_wait(post: Post) -> None:
    published(post)
    assert say(post, LINKS).state == CommentState.PUBLISHED


@pytest.mark.parametrize("fields", [{"text": "[url=https://a.example]cheap[/url]"}, {"name": "www.cheap.example"}])
def test_what_only_programs_write_waits(weblog: Weblog, post: Post, fields: dict[str, str]) -> None:
    moderate(weblog, Moderation.NEVER)
    assert say(post, **fields).state == CommentState.HELD


@pytest.mark.parametrize("name", ["marta oyelaran", "М\u0430rta Oyelaran", "Mar\u200bta Oyelaran"])
def test_a_name_that_looks_like_the_hosts_is_refused(cast: Cast, post: Post, name: str) -> None:
    with pytest.raises(Refused) as caught:
        say(post, name=name)
    assert "looks like" in str(caught.value.errors["name"])


def test_a_borrowed_name_of_the_host_waits(cast: Cast, post: Post) -> None:
    moderate(cast.weblog, Moderation.NEVER)
    comment = say(post, name=cast.host.name)
    assert comment.state == CommentState.HELD
    assert "not signed in" in reason_of(comment)
