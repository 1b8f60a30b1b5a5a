"""What people do to a weblog, in any order: they write, comment, moderate, and change how everything is kept."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation import closing, moderation, replying
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Pace, State
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.pace import set_pace
from tertulia.conversation.policy import Order, Policy, change_policy
from tertulia.conversation.posting import Refused, Submission, post_comment
from tertulia.lib import clock
from tertulia.weblog.category import rename_category
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.member import Role, add_member, change_role, claim, rename_member
from tertulia.weblog.modules import missing, move, switch_off, switch_on
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.rerendering import render_anew
from tertulia.weblog.tag import find_or_add_tags
from tertulia.weblog.weblog import change_settings
from tertulia.weblog.writing import (
    Writing,
    discard,
    publish,
    restore,
    rewrite_post,
    unpublish,
    write_post,
)
from tests.cast import make_user
from tests.publishing.people import People, picks

TITLES = ("Storm", "Mud", "Tolls", "The ferry", "")
CATEGORIES = ("Bridges", "Maps", "Walks")
TAGS = ("low ferry", "tide")

titles = st.sampled_from(TITLES)
some_categories = st.sets(st.sampled_from(CATEGORIES), max_size=2)
some_tags = st.sets(st.sampled_from(TAGS), max_size=2)
FILM = '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>'


class Writers(People):
    """They write."""

    @rule(title=titles, kind=st.sampled_from(Kind), days=st.integers(0, 40), author=picks, labels=some_categories)
    def publish_a_post(self, title: str, kind: Kind, days: int, author: int, labels: set[str]) -> None:
        self.wait(days=days)
        writing = Writing(title=title, body=f"Mud. {FILM}", kind=kind, categories=self.categories(labels))
        writing.author, writing.tags = self.any_author(author), TAGS[: author % 3]
        publish(write_post(self.weblog, writing, actor=None), actor=None)

    @rule(title=titles, days=st.integers(1, 60))
    def publish_an_older_post(self, title: str, days: int) -> None:
        post = write_post(self.weblog, Writing(title=title, body="Found in a drawer."), actor=None)
        publish(post, actor=None, at=clock.now() - timedelta(days=days))

    @rule(title=titles)
    def schedule_a_post(self, title: str) -> None:
        post = write_post(self.weblog, Writing(title=title, body="Later."), actor=None)
        publish(post, actor=None, at=clock.now() + timedelta(hours=1))

    @rule()
    def let_an_hour_pass(self) -> None:
        self.wait(hours=1)

    @rule(pick=picks, title=titles, rename=st.booleans(), kind=st.sampled_from([None, None, None, *Kind]))
    def edit_a_post(self, pick: int, title: str, rename: bool, kind: Kind | None) -> None:
        if post := self.any_post(pick):
            writing = as_written(post)
            writing.title, writing.body, writing.kind = f"{title}!", f"New words {pick}.", kind or post.kind
            writing.basename, writing.minor = title if rename else "", bool(pick % 2)
            rewrite_post(post, writing, actor=None)

    @rule(pick=picks, labels=some_categories, words=some_tags, author=picks, days=st.integers(-40, 0))
    def file_a_post_elsewhere(self, pick: int, labels: set[str], words: set[str], author: int, days: int) -> None:
        if post := self.any_post(pick):
            writing = as_written(post)
            writing.categories, writing.tags = self.categories(labels), [*words]
            writing.author = self.any_author(author)
            writing.published_at = post.published_at + timedelta(days=days) if pick % 2 else None
            rewrite_post(post, writing, actor=None)

    @rule(pick=picks, verb=st.sampled_from([unpublish, discard, restore, publish]))
    def move_a_post(self, pick: int, verb: Any) -> None:
        if post := self.any_post(pick):
            verb(post, actor=None)

    @rule(title=titles, status=st.sampled_from([Status.PUBLISHED, Status.DRAFT]), days=st.integers(0, 60), pick=picks)
    def import_a_post(self, title: str, status: Status, days: int, pick: int) -> None:
        key, when, tags = str(self.weblog.posts.count()), clock.now() - timedelta(days=days), []
        if pick % 2:
            tags = find_or_add_tags(self.weblog, TAGS)
        new = ImportedPost(key, status, when, title=title, body="Old.", tags=tags, categories=self.categories({"Maps"}))
        posts = add_posts(self.weblog, [new], source="test")
        said = [ImportedComment(str(n), when + timedelta(hours=n), name="Ruth", text=f"Said {n}.") for n in range(3)]
        add_conversations([ImportedConversation(posts[0], State.CLOSED, said)], source="test")


class Talkers(People):
    """They talk, and the host answers."""

    @rule(pick=picks, answer=picks, guest=st.booleans())
    def comment(self, pick: int, answer: int, guest: bool) -> None:
        post = self.any_post(pick, Status.PUBLISHED)
        if post is None:
            return
        numbers = [comment.number for comment in self.comments(post) if comment.number]
        parent = numbers[answer % len(numbers)] if numbers and answer % 2 else None
        words = f"Comment {Comment.objects.count()} is about the mud in the harbour"
        with suppress(Refused):
            post_comment(post, Submission("Ruth", text=words, parent=parent, user=None if guest else self.host.user))

    @rule(pick=picks, state=st.sampled_from(CommentState), many=st.booleans())
    def moderate(self, pick: int, state: CommentState, many: bool) -> None:
        if comments := self.comments():
            chosen = comments[pick % len(comments) :: 2][: 3 if many else 1]
            moderation.judge_many(chosen, state, actor=self.host.user)

    @rule(pick=picks)
    def reply_inside(self, pick: int) -> None:
        if comments := self.comments():
            replying.reply_inside(comments[pick % len(comments)], "I was there.", member=self.host)

    @rule(pick=picks, what=st.sampled_from(["rewrite", "withdraw", "restore"]))
    def change_a_reply(self, pick: int, what: str) -> None:
        if replies := list(HostReply.objects.filter(comment__conversation__post__weblog=self.weblog)):
            reply = replies[pick % len(replies)]
            if what == "rewrite":
                replying.rewrite_reply(reply, f"Rewritten {pick}.", actor=self.host.user)
            else:
                verb = replying.withdraw_reply if what == "withdraw" else replying.restore_reply
                verb(reply, actor=self.host.user)

    @rule(pick=picks, state=st.sampled_from(State))
    def open_or_close(self, pick: int, state: State) -> None:
        if post := self.any_post(pick):
            closing.set_state(post, state, actor=self.host.user)

    @rule(pick=picks, pace=st.sampled_from(Pace), hours=st.integers(0, 50))
    def slow_down_or_pause(self, pick: int, pace: Pace, hours: int) -> None:
        if post := self.any_post(pick):
            until = clock.now() + timedelta(hours=hours) if hours else None
            set_pace(post, pace, actor=self.host.user, minutes=5, until=until, why=f"Why {pick}")


class Keepers(People):
    """They keep the house."""

    @rule(size=st.integers(0, 3), depth=st.integers(0, 2), order=st.sampled_from(Order), days=st.integers(1, 40))
    def change_the_policy(self, size: int, depth: int, order: Order, days: int) -> None:
        policy = Policy(per_page=size, depth=depth, order=order, close_after_days=days, public_log=days != 1)
        policy.note = "Be kind." * (days % 2)
        change_policy(self.weblog, policy, actor=None)

    # One rule for all that changes every page, as hardly any would be stored otherwise when the next write comes.
    @rule(pick=picks, what=st.sampled_from(["settings", "sidebar", "category", "name", "claim", "role", "member"]))
    def change_how_it_is_kept(self, pick: int, what: str) -> None:
        with suppress(ValidationError):
            getattr(self, f"_change_{what}")(pick)

    def _change_settings(self, pick: int) -> None:
        self.weblog.posts_per_page, self.weblog.timezone = pick % 3 + 1, ("UTC", "Pacific/Auckland")[pick % 2]
        self.weblog.title, self.weblog.language = f"The Gate {pick}", ("en", "de")[pick % 2]
        change_settings(self.weblog, ["title", "posts_per_page", "timezone", "language"])
        render_anew(self.weblog.id)

    def _change_sidebar(self, pick: int) -> None:
        if pick % 2 and (gone := missing(self.weblog)):
            switch_on(self.weblog, gone[0])
        elif pick % 3:
            move(self.weblog, pick % len(self.weblog.sidebar), -1)
        else:
            switch_off(self.weblog, pick % len(self.weblog.sidebar))

    def _change_category(self, pick: int) -> None:
        if categories := list(self.weblog.categories.order_by("id")):
            rename_category(categories[pick % len(categories)], f"Called {pick}")

    def _change_name(self, pick: int) -> None:
        rename_member(self.host, f"Marta {pick}", actor=None)

    def _change_member(self, pick: int) -> None:
        People.made += 1
        user = make_user(f"Tomas{People.made} Brandt") if pick % 2 else None
        add_member(self.weblog, name="Tomas Brandt", role=Role.EDITOR, user=user)

    def _change_role(self, pick: int) -> None:
        members = list(self.weblog.members.order_by("id"))
        change_role(members[pick % len(members)], Role.AUTHOR, actor=None, active=bool(pick % 3))

    def _change_claim(self, pick: int) -> None:
        members = list(self.weblog.members.order_by("id"))
        claim(members[pick % len(members)], members[(pick + 1) % len(members)], actor=None)


def as_written(post: Post) -> Writing:
    """The post as its author would find it in the form."""
    words: Sequence[str] = [tag.name for tag in post.tags.all()]
    return Writing(
        title=post.title,
        body=post.body,
        kind=post.kind,
        author=post.author,
        categories=[*post.categories.all()],
        tags=words,
    )
