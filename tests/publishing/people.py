"""Everybody who has something to do with a weblog, for machines that let them do it in any order."""

from datetime import timedelta
from typing import Any

import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tertulia.conversation import closing
from tertulia.conversation.comment import Comment
from tertulia.conversation.pace import end_paces
from tertulia.lib import clock
from tertulia.weblog.category import add_category
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import publish_due
from tests.cast import make_user

picks = st.integers(0, 1000)


class People(RuleBasedStateMachine):
    """Everybody who has something to do with one weblog."""

    weblog: Weblog
    host: Member
    hands: Any
    clock: time_machine.travel
    made = 0

    def settle(self) -> None:
        """The Harbour Gate is founded, by its host and under a name of its own; time stands still until it is moved."""
        People.made += 1
        name = f"w{People.made}"
        self.weblog = create_weblog(name, title="The Harbour Gate")
        self.host = add_member(self.weblog, name="Marta", role=Role.OWNER, user=make_user(f"Marta-{name} Oyelaran"))
        self.clock = time_machine.travel(clock.now(), tick=False)
        self.hands = self.clock.start()

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()

    def wait(self, **span: int) -> None:
        """Time passes; the worker looks after what it brings."""
        self.hands.shift(timedelta(**span))
        publish_due()
        closing.close_aged()
        end_paces()

    def any_post(self, pick: int, *states: str) -> Post | None:
        """A post in one of these states, in any if none is given."""
        posts = list(self.weblog.posts.filter(status__in=states or Status.values).order_by("id"))
        return posts[pick % len(posts)] if posts else None

    def any_author(self, pick: int) -> Member | None:
        """A member, or nobody."""
        return [*self.weblog.members.order_by("id"), None][pick % (self.weblog.members.count() + 1)]

    def comments(self, post: Post | None = None) -> list[Comment]:
        """All comments, of one post or of the weblog."""
        found = Comment.objects.filter(conversation__post__weblog=self.weblog).order_by("id")
        return list(found.filter(conversation=post.id) if post else found)

    def categories(self, labels: set[str]) -> list[Any]:
        """The categories that were begun under these labels."""
        return [add_category(self.weblog, label) for label in sorted(labels)]
