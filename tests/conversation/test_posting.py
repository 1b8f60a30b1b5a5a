"""The verb behind every door: what becomes of a comment."""

from datetime import timedelta

import pytest

from tertulia.conversation.closing import set_state
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation, State
from tertulia.conversation.policy import Moderation
from tertulia.conversation.posting import Reason, Refused, Submission, post_comment
from tertulia.lib import clock, tags
from tertulia.outbox.event import Event
from tertulia.weblog import search
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import unpublish
from tests.cast import Cast
from tests.conversation.people import NILS, moderate, published, say, set_policy, submission


def refused(post: Post, **fields: object) -> Refused:
    with pytest.raises(Refused) as caught:
        post_comment(post, submission(**fields))  # type: ignore[arg-type]
    return caught.value


def test_a_comment_is_published_numbered_and_counted(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    first, second = say(post, "One."), say(post, "Two.")
    assert (first.state, first.number, second.number) == (CommentState.PUBLISHED, 1, 2)
    conversation = Conversation.objects.get(post=post)
    assert (conversation.count, conversation.last_number) == (2, 2)


def test_source_is_kept_as_typed_and_html_is_derived(weblog: Weblog, post: Post) -> None:
    comment = say(post, "Is <job> a tag?\r\nIt is <b>not</b> & <script>alert(1)</script>")
    assert comment.text == "Is <job> a tag?\nIt is <b>not</b> & <script>alert(1)</script>"
    assert "<script" not in comment.html
    assert "&lt;job&gt;" in comment.html
    assert "<b>not</b>" in comment.html


def test_what_happened_is_recorded_with_the_pages_that_show_it(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    comment = say(post)
    event = Event.objects.get(kind="comment.published")
    assert event.payload == {"weblog_id": weblog.id, "post_id": post.id, "comment_ids": [comment.id]}
    assert set(event.tags) == {tags.count(post.id), tags.recent_comments(weblog.id)}


def test_a_newcomer_waits_until_a_first_comment_is_approved(post: Post) -> None:
    first = say(post, "My first words here.")
    assert first.state == CommentState.HELD
    assert first.number is None
    published(post, "My first words here.")
    assert say(post, "My second.").state == CommentState.PUBLISHED
    assert say(post, "Nils now.", **NILS).state == CommentState.HELD


@pytest.mark.parametrize("someone", [{"email": ""}, {"email": "other@example.net"}, {"name": "Rut Tamm"}])
def test_only_the_same_name_with_the_same_email_is_known(post: Post, someone: dict[str, str]) -> None:
    published(post)
    assert say(post, "Let me in.", **someone).state == CommentState.HELD


def test_known_is_told_whatever_the_letters_case(post: Post) -> None:
    published(post)
    assert say(post, "Me again.", name="ruth tamm", email="Ruth@Example.NET").state == CommentState.PUBLISHED


def test_being_known_on_one_weblog_means_nothing_on_another(post: Post, weblog: Weblog) -> None:
    published(post)
    Post.objects.filter(id=post.id).update(weblog=_another_weblog())
    assert say(Post.objects.get(id=post.id), "Hello there.").state == CommentState.PUBLISHED
    from_elsewhere = _post_of(weblog)
    assert say(from_elsewhere, "Hello here.").state == CommentState.HELD


def _another_weblog() -> Weblog:
    from_scratch = Weblog(slug="elsewhere", title="Elsewhere")
    from_scratch.save()
    return from_scratch


def _post_of(weblog: Weblog) -> Post:
    now = clock.now()
    return Post.objects.create(weblog=weblog, status="published", path="/harbour/x.html", published_at=now)


def test_with_approval_always_even_the_known_wait(weblog: Weblog, post: Post) -> None:
    published(post)
    moderate(weblog, Moderation.ALWAYS)
    assert say(post, "Again.").state == CommentState.HELD


def test_a_held_comment_is_a_decision_of_nobody_with_its_reason(post: Post) -> None:
    comment = say(post)
    decision = Decision.objects.get(subject=f"comment:{comment.id}")
    assert (decision.kind, decision.before, decision.after, decision.actor) == ("comment", "", "held", None)
    assert "newcomer" in decision.reason
    assert Event.objects.get(kind="comment.held").tags == []


def test_a_member_is_shown_by_the_members_name_whatever_was_typed(cast: Cast, post: Post) -> None:
    said = Submission(name="Somebody Else", text="I was there.", user=cast.host.user)
    comment = post_comment(post, said)
    assert (comment.name, comment.member) == ("Marta Oyelaran", cast.host)
    assert post_comment(post, said) == comment


def test_a_member_who_is_signed_in_never_waits(cast: Cast, post: Post) -> None:
    moderate(cast.weblog, Moderation.ALWAYS)
    comment = say(post, "I asked them.", name="Marta Oyelaran", user=cast.host.user, ip="192.0.2.1")
    assert comment.state == CommentState.PUBLISHED
    assert comment.member == cast.host


def test_an_account_without_a_role_here_is_like_any_reader(cast: Cast, post: Post) -> None:
    comment = say(post, "Hello.", user=cast.stranger)
    assert (comment.state, comment.member, comment.user) == (CommentState.HELD, None, cast.stranger)


def test_only_what_is_published_can_be_found(weblog: Weblog, post: Post) -> None:
    say(post, "The dredger waits.")
    assert search.find(weblog, "dredger") == []
    comment = published(post, "The ferryman knows.")
    assert [found.object_id for found in search.find(weblog, "ferryman")] == [comment.id]


def test_an_answer_names_the_comment_it_answers(weblog: Weblog, post: Post) -> None:
    moderate(weblog, Moderation.NEVER)
    first = say(post)
    assert say(post, "I did.", parent=first.number).parent == first


def test_an_answer_to_a_comment_that_is_gone_is_refused_with_the_reason(post: Post) -> None:
    assert list(refused(post, parent=7).errors) == ["parent"]


@pytest.mark.parametrize(("state", "reason"), [(State.CLOSED, Reason.CLOSED), (State.NONE, Reason.NONE)])
def test_a_closed_conversation_takes_nothing(post: Post, state: State, reason: Reason) -> None:
    set_state(post, state, actor=None)
    assert refused(post).reason == reason
    assert not Comment.objects.exists()


def test_a_conversation_closes_when_it_comes_of_age(weblog: Weblog, post: Post) -> None:
    set_policy(weblog, close_after_days=14)
    Post.objects.filter(id=post.id).update(published_at=clock.now() - timedelta(days=13))
    say(post)
    Post.objects.filter(id=post.id).update(published_at=clock.now() - timedelta(days=15))
    assert refused(post, text="Too late?").reason == Reason.CLOSED


def test_a_post_that_was_taken_back_takes_nothing(post: Post) -> None:
    unpublish(post, actor=None)
    assert refused(post).reason == Reason.NONE


def test_more_than_64000_characters_are_too_many(post: Post) -> None:
    assert refused(post, text="a" * 64_001).reason == Reason.TOO_LONG
    assert len(say(post, "a" * 64_000).text) == 64_000


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " \t "),
        ("name", "\u200b\u202e"),
        ("name", "n" * 256),
        ("email", "ruth at example"),
        ("email", "a@b@c"),
        ("email", "ruth(or nils)@example.org"),
        ("email", "ruth\\,nils@example.org"),
        ("email", f"{'a' * 65}@example.org"),
        ("email", f"{'a' * 250}@example.org"),
        ("url", "javascript:alert(1)"),
        ("url", "JavaScript://example.org/%0aalert(1)"),
        ("url", "data:text/html,x"),
        ("url", "https://exa mple.org"),
        ("url", f"https://example.org/{'a' * 2000}"),
        ("text", " \n\n\t"),
        ("text", "\0\u200b"),
    ],
)
def test_each_field_is_checked_and_says_what_to_do(post: Post, field: str, value: str) -> None:
    found = refused(post, **{field: value})
    assert found.reason == Reason.INVALID
    assert list(found.errors) == [field]
    assert str(found.errors[field]).endswith(".")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("example.org/harbour", "https://example.org/harbour"),
        ("example.org:8080", "https://example.org:8080"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://bücher.example/ä?q=1", "https://bücher.example/ä?q=1"),
    ],
)
def test_a_web_address_needs_no_scheme(post: Post, typed: str, kept: str) -> None:
    assert say(post, url=typed).url == kept


def test_broken_characters_are_dropped_and_never_reach_the_database(post: Post) -> None:
    comment = say(post, "one\0two\ud800three\x07", name="Ru\0th\n Tamm", email="ruth@example.net\0")
    assert comment.text == "onetwo\ufffdthree"
    assert (comment.name, comment.email) == ("Ruth Tamm", "ruth@example.net")


def test_a_name_cannot_turn_the_direction_of_writing(post: Post) -> None:
    assert say(post, name="\u202eatraM").name == "atraM"
