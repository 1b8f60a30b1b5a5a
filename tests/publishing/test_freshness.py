"""The promise: what a reader gets is current. After any series of writes every stored page equals a fresh one."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tertulia.conversation import closing, moderation, replying
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import State
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.policy import Order, Policy, change_policy
from tertulia.conversation.posting import Refused, Submission, post_comment
from tertulia.lib import clock
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.weblog.category import add_category, rename_category
from tertulia.weblog.member import Role, add_member, rename_member
from tertulia.weblog.post import Kind, Post, Status
from tertulia.weblog.weblog import Weblog, change_settings, create_weblog
from tertulia.weblog.writing import (
    Writing,
    discard,
    publish,
    publish_due,
    restore,
    rewrite_post,
    unpublish,
    write_post,
)
from tests.cast import make_user
from tests.publishing.readers import fresh, read

pytestmark = pytest.mark.django_db(transaction=True)

# ``make soak`` gives more.
EXAMPLES = int(os.environ.get("SOAK", "4"))
STEPS = 10

titles = st.sampled_from(["Storm", "Mud", "Tolls", "The ferry", "Gale"])
picks = st.integers(0, 1000)


class Weblogging(RuleBasedStateMachine):
    """Somebody writes, somebody comments, somebody moderates, and all the while somebody reads."""

    front: Front
    made = 0

    @initialize()
    def begin(self) -> None:
        Weblogging.made += 1
        name = f"w{Weblogging.made}"
        store().wipe()
        self.weblog: Weblog = create_weblog(name, title="The Harbour Gate")
        self.host = add_member(self.weblog, name="Marta", role=Role.OWNER, user=make_user(f"Marta-{name} Oyelaran"))
        self.clock = time_machine.travel(clock.now(), tick=False)
        self.hands = self.clock.start()
        self.weblog.posts_per_page = 2
        change_settings(self.weblog, ["posts_per_page"])
        change_policy(self.weblog, Policy(per_page=2), actor=None)
        for title in ("Storm", "Mud"):
            self.publish_a_post(title, is_page=False, wait=1, named=True)
            self.comment(len(title), answer=0, guest=False)
        self.read_pages(range(40))

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()

    @rule(title=titles, is_page=st.booleans(), wait=st.integers(0, 90), named=st.booleans())
    def publish_a_post(self, title: str, is_page: bool, wait: int, named: bool) -> None:
        self.hands.shift(timedelta(days=wait))
        category = add_category(self.weblog, "Bridges")
        kind = Kind.PAGE if is_page else Kind.POST
        writing = Writing(title=title, body="Mud.", kind=kind, categories=[category], tags=["low ferry"])
        writing.author = self.host if named else None
        publish(write_post(self.weblog, writing, actor=None), actor=None)

    @rule(title=titles)
    def schedule_a_post(self, title: str) -> None:
        post = write_post(self.weblog, Writing(title=title, body="Later."), actor=None)
        publish(post, actor=None, at=clock.now() + timedelta(hours=1))

    @rule()
    def let_an_hour_pass(self) -> None:
        self.hands.shift(timedelta(hours=1))
        publish_due()
        closing.close_aged()

    @rule(pick=picks, title=titles, rename=st.booleans())
    def edit_a_post(self, pick: int, title: str, rename: bool) -> None:
        if post := self._post(pick):
            writing = Writing(title=f"{title}!", body="New words.", basename=title if rename else "", kind=post.kind)
            rewrite_post(post, writing, actor=None)

    @rule(pick=picks, verb=st.sampled_from([unpublish, discard, restore, publish]))
    def move_a_post(self, pick: int, verb: Any) -> None:
        if post := self._post(pick):
            verb(post, actor=None)

    @rule(pick=picks, answer=picks, guest=st.booleans())
    def comment(self, pick: int, answer: int, guest: bool) -> None:
        post = self._post(pick, Status.PUBLISHED)
        if post is None:
            return
        numbers = [number for number in self._comments(post).values_list("number", flat=True) if number]
        parent = numbers[answer % len(numbers)] if numbers and answer % 2 else None
        words = f"Comment {Comment.objects.count()}"
        said = Submission(name="Ruth", text=words, parent=parent, user=None if guest else self.host.user)
        with suppress(Refused):
            post_comment(post, said)

    @rule(pick=picks, state=st.sampled_from(CommentState))
    def moderate(self, pick: int, state: CommentState) -> None:
        comments = list(self._comments())
        if comments:
            moderation.judge(comments[pick % len(comments)], state, actor=self.host.user)

    @rule(pick=picks, withdraw=st.booleans())
    def reply_inside(self, pick: int, withdraw: bool) -> None:
        comments = list(self._comments())
        if comments:
            reply = replying.reply_inside(comments[pick % len(comments)], "I was there.", member=self.host)
            if withdraw:
                replying.withdraw_reply(reply, actor=self.host.user)

    @rule(pick=picks)
    def rewrite_a_reply(self, pick: int) -> None:
        replies = list(HostReply.objects.filter(comment__conversation__post__weblog=self.weblog, withdrawn=False))
        if replies:
            replying.rewrite_reply(replies[pick % len(replies)], f"Rewritten {pick}.", actor=self.host.user)

    @rule(pick=picks, state=st.sampled_from(State))
    def open_or_close(self, pick: int, state: State) -> None:
        if post := self._post(pick):
            closing.set_state(post, state, actor=self.host.user)

    @rule(per_page=st.integers(0, 3), depth=st.integers(0, 2), order=st.sampled_from(Order), days=st.integers(1, 40))
    def change_the_policy(self, per_page: int, depth: int, order: Order, days: int) -> None:
        policy = Policy(per_page=per_page, depth=depth, order=order, close_after_days=days)
        change_policy(self.weblog, policy, actor=None)

    @rule(title=titles)
    def change_the_settings(self, title: str) -> None:
        self.weblog.title = title
        change_settings(self.weblog, ["title"])

    @rule(title=titles)
    def rename_what_has_a_name(self, title: str) -> None:
        if category := self.weblog.categories.first():
            rename_category(category, f"{title} {Weblogging.made}")
        self.host.name = f"Marta {title}"
        rename_member(self.host, f"Marta {title}", actor=None)

    @precondition(lambda self: hasattr(self, "weblog"))
    @invariant()
    def every_stored_page_is_as_fresh_as_a_new_one(self) -> None:
        for path in list(store().paths()):
            kept = store().get(path)
            assert kept is not None
            assert kept.body() == fresh(self.front.application, path), path

    @rule(picks=st.lists(picks, min_size=4, max_size=8))
    def read_pages(self, picks: Sequence[int]) -> None:
        paths = self._paths()
        for pick in picks:
            assert read(self.front, paths[pick % len(paths)]).status in (200, 301, 302, 404)

    def _paths(self) -> list[str]:
        lists = [
            "",
            "page/2/",
            "atom.xml",
            "comments/",
            "comments/rss.xml",
            "archives.html",
            "bridges/",
            "author/marta/",
        ]
        paths = [f"{self.weblog.path}{name}" for name in [*lists, "tag/low-ferry/", "bridges/index.rdf"]]
        now = clock.now()
        paths.append(f"{self.weblog.path}{now:%Y/%m}/")
        for post in self.weblog.posts.exclude(path=None):
            paths += [post.path or "", f"{post.stem}/comments/page/1/", f"{post.stem}/comments/feed.json"]
            paths.append(f"{post.stem}/comments/page/2/")
        return paths

    def _post(self, pick: int, *states: str) -> Post | None:
        posts = list(self.weblog.posts.filter(status__in=states or Status.values).order_by("id"))
        return posts[pick % len(posts)] if posts else None

    def _comments(self, post: Post | None = None) -> Any:
        found = Comment.objects.filter(conversation__post__weblog=self.weblog).order_by("id")
        return found.filter(conversation=post.id) if post else found


def test_every_stored_page_is_current_after_any_series_of_writes(front: Front) -> None:
    Weblogging.front = front
    run_state_machine_as_test(
        Weblogging,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=list(Phase) if "SOAK" in os.environ else [Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
