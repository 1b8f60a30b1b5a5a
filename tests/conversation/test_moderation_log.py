"""What readers see of moderation where the host wishes that: decisions, and nothing of what is not published."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from django.test import Client

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.editing import edit_comment, refuse_edit
from tertulia.conversation.moderation import judge, undo
from tertulia.conversation.policy import Moderation
from tertulia.conversation.public_log import listed
from tertulia.conversation.submission import Submission
from tertulia.conversation.views import moderation_log
from tertulia.lib import clock, tags
from tertulia.weblog.post import Post
from tertulia.weblog.writing import unpublish
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import published, say, set_policy
from tests.conversation.talk import talk
from tests.desk.people import Say

LOG = "/harbour/moderation-log/"
REASON = "Attacks a person instead of what they said"


@pytest.fixture
def comment(cast: Cast, post: Post) -> Comment:
    """A comment of Ruth's; the log is public."""
    set_policy(cast.weblog, public_log=True)
    return published(post, "The mayor is a liar.")


def lines(client: Client) -> list[str]:
    return [" ".join(line.text(separator=" ").split()) for line in page_of(client.get(LOG)).css("#log li")]


def test_it_is_there_only_if_the_host_says_so(client: Client, cast: Cast, post: Post) -> None:
    assert client.get(LOG).status_code == 404
    assert LOG not in client.get(post.link).content.decode()
    set_policy(cast.weblog, public_log=True)
    assert client.get(LOG).status_code == 200
    talk(post, 1)
    for address in (post.link, f"{post.stem}/comments/in-time/"):
        assert LOG in client.get(address).content.decode()


def test_what_was_withdrawn_is_told_without_its_words_and_names(client: Client, cast: Cast, comment: Comment) -> None:
    judge(comment, "withdrawn", actor=cast.host.user, reason=REASON, note="Please, Ruth.")
    told = client.get(LOG).content.decode()
    assert "Withdrawn" in lines(client)[0]
    assert f"{REASON} · a moderator" in lines(client)[0]
    assert f'href="{comment.conversation.post.link}"' in told
    for secret in ("Ruth", "liar", "Please", "Marta Oyelaran", f"/comments/{comment.number}/"):
        assert secret not in told.partition("<aside")[0]


def test_a_reason_in_ones_own_words_is_not_told(client: Client, cast: Cast, comment: Comment) -> None:
    judge(comment, "withdrawn", actor=cast.host.user, reason="Ruth again")
    assert "Ruth" not in lines(client)[0]


def test_what_is_published_again_is_linked(client: Client, cast: Cast, comment: Comment) -> None:
    decision = judge(comment, "held", actor=cast.host.user)
    undo(decision, actor=cast.moderator.user)
    back, off = lines(client)
    assert "Published after all (a decision was taken back): comment #1 on" in back
    assert "Taken off the page, to be looked at : comment #1 on" in off
    assert f'href="{comment.conversation.post.stem}/comments/1/"' in client.get(LOG).content.decode()


def test_who_decided_is_told_by_a_second_setting(client: Client, cast: Cast, comment: Comment) -> None:
    judge(comment, "withdrawn", actor=cast.moderator.user)
    set_policy(cast.weblog, log_names=True)
    assert "Ilse Vis" in lines(client)[0]


def test_what_only_passed_the_queue_is_not_listed(client: Client, cast: Cast, comment: Comment, say: Say) -> None:
    post = comment.conversation.post
    judge(say(post), "published", actor=cast.host.user)
    judge(say(post, "Else."), "withdrawn", actor=cast.host.user, reason=REASON)
    [line] = lines(client)
    assert "Not published" in line


def test_spam_is_counted_by_day_and_not_listed(client: Client, cast: Cast, comment: Comment) -> None:
    with clock.standing_at(datetime(2017, 8, 21, 23, tzinfo=UTC)):
        judge(comment, "spam", actor=cast.host.user)
        say(comment.conversation.post, "Pills", name="Bot", email="bot@example.net", trap="1")
    assert lines(client) == []
    assert "Aug. 22, 2017: 2" in words_of(client.get(LOG)), "by the weblog's own days"


def test_edits_that_were_not_let_in_are_listed(client: Client, cast: Cast, comment: Comment) -> None:
    set_policy(cast.weblog, moderation=Moderation.ALWAYS)
    edit_comment(comment, Submission(text="The mayor is mistaken."))
    refuse_edit(CommentRevision.objects.get(standing="waiting"), actor=cast.host.user, reason=REASON)
    assert f"not let in : comment #1 on “The bridge at Low Ferry is closed” {REASON}" in lines(client)[0]


def test_a_post_that_is_taken_back_is_not_named(client: Client, cast: Cast, comment: Comment) -> None:
    judge(comment, "withdrawn", actor=cast.host.user)
    unpublish(comment.conversation.post, actor=cast.host.user)
    [line] = lines(client)
    assert "Withdrawn : a comment" in line
    assert "bridge" not in line


def shown_on(pages: Iterable[str], client: Client) -> list[int]:
    return [len(page_of(client.get(page)).css("#log li")) for page in pages]


def test_the_first_page_is_stored_and_those_behind_it_are_made_for_who_asks(
    client: Client, cast: Cast, comment: Comment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderation_log, "PER_PAGE", 2)
    for state in ("held", "published", "withdrawn"):
        judge(comment, state, actor=cast.host.user)
    assert listed(cast.weblog).count() == 3
    assert shown_on([LOG, f"{LOG}page/2/"], client) == [2, 1]
    assert client.get(f"{LOG}page/3/").status_code == 404
    named = client.get(LOG).headers[tags.HEADER].split()
    assert {tags.moderation_log(cast.weblog.id), tags.post(comment.conversation_id)} <= {*named}
    assert tags.HEADER not in client.get(f"{LOG}page/2/").headers
