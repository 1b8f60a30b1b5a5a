"""The promise: what a reader gets is current. After any series of writes every stored page equals a fresh one."""

import os
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, run_state_machine_as_test

from tertulia.conversation import reading, whole
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.policy import Policy, change_policy, policy_of
from tertulia.lib import tags
from tertulia.publishing.flush import store
from tertulia.publishing.front import Front
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.weblog import change_settings
from tests.publishing.correctors import Correctors
from tests.publishing.hosts import Hosts
from tests.publishing.leavers import Leavers
from tests.publishing.links_dying import Linkers
from tests.publishing.owners import Owners
from tests.publishing.quoters import Quoters
from tests.publishing.readers import fresh, read
from tests.publishing.reporters import Reporters
from tests.publishing.writers import Keepers, Talkers, Writers

pytestmark = pytest.mark.django_db(transaction=True)

# ``make soak`` gives more.
IS_LONG = "SOAK" in os.environ
EXAMPLES = int(os.environ.get("SOAK", "4"))
STEPS = 20 if IS_LONG else 8
READS = 60 if IS_LONG else 12

FEEDS = ("atom.xml", "rss.xml", "index.rdf", "feed.json")
OF_A_WEBLOG = (
    *("", "page/2/", "page/3/", "archives.html", "sitemap.xml", "comments/"),
    *("sidebar/calendar.html", "sidebar/recent-posts.html", "sidebar/recent-comments.html"),
    *(f"{folder}{file}" for folder in ("", "comments/") for file in FEEDS),
)


class Weblogging(Writers, Talkers, Correctors, Owners, Keepers, Leavers, Quoters, Hosts, Linkers, Reporters):
    """Somebody writes, somebody comments, somebody moderates, somebody leaves, and all the while somebody reads."""

    front: Front

    @initialize(dice=st.randoms(use_true_random=False))
    def begin(self, dice: Random) -> None:
        self.dice = dice
        store().wipe()
        self.settle()
        self.weblog.posts_per_page = 2
        change_settings(self.weblog, ["posts_per_page"])
        change_policy(self.weblog, Policy(per_page=2, public_log=True, log_names=True), actor=None)
        for title, days in (("Storm", 40), ("Mud", 3), ("Tolls", 1)):
            self.publish_a_post(title, kind=Kind.POST, days=days, author=days, labels={"Bridges"})
            self.comment(0, answer=days, guest=False)
        self.publish_a_post("About", kind=Kind.PAGE, days=0, author=0, labels=set())

    @precondition(lambda self: hasattr(self, "weblog"))
    @invariant()
    def every_stored_page_is_as_fresh_as_a_new_one(self) -> None:
        for path in list(store().paths()):
            kept = store().get(path)
            assert kept is not None
            assert kept.body().decode() == fresh(self.front.application, path).decode(), path
        # Before the next write some more are read.
        for path in self.dice.choices(sorted(self._paths()), k=READS):
            assert read(self.front, path).status in (200, 301, 302, 404), path

    def _paths(self) -> set[str]:
        weblog, paths = self.weblog, {f"{self.weblog.path}{name}" for name in OF_A_WEBLOG}
        paths |= {f"{one.path}{name}" for one in weblog.commenters.all() for name in ("", "atom.xml")}
        paths |= {f"{weblog.path}host/{name}" for name in ("", "page/2/", "atom.xml")}
        paths |= {f"{weblog.path}open-questions/{name}" for name in ("", "atom.xml")}
        paths |= {f"{weblog.path}{name}" for name in ("moderation-log/", "moderation-log/page/2/", "comments/note/")}
        paths |= {f"{one.path}comments/{name}" for one in weblog.members.all() for name in ("", "atom.xml")}
        for post in weblog.posts.published():
            paths.update(self._paths_of(post))
            for category in post.categories.all():
                paths |= {f"{category.path}{name}" for name in ("", "page/2/", "atom.xml")}
            for thing in (post.author, *post.tags.all()):
                paths |= {f"{thing.path}{name}" for name in ("", "page/2/")} if thing else set()
        return paths

    def _paths_of(self, post: Post) -> Iterator[str]:
        yield f"{self.weblog.path}{post.local_date:%Y/%m}/"
        yield f"{self.weblog.path}{post.local_date:%Y/%m}/page/2/"
        yield post.path or ""
        last = reading.last_chunk(conversation_of(post), policy_of(self.weblog))
        yield f"{post.stem}/comments/atom.xml"
        yield from (
            f"{post.stem}/comments/{name}" for name in ("latest.html", "all/", "all/2/", "host/", "picks/", "note/")
        )
        yield from (f"{post.stem}/comments/{way}/" for way in ("in-time", "in-threads"))
        for way in ("", "in-time/", "in-threads/"):
            yield from (f"{post.stem}/comments/{way}page/{page}/" for page in range(1, last + 1))
        yield from (f"{post.stem}/comments/{number}/history/" for number in range(1, 4))
        inside = HostReply.objects.filter(comment__conversation=post.pk).values_list("comment__number", "pk")
        yield from (f"{post.stem}/comments/{number}/replies/{one}/history/" for number, one in inside if number)
        yield from (f"{post.stem}/revisions/{name}" for name in ("", "2/", "3/", "1/since/"))


def test_every_stored_page_is_current_after_any_series_of_writes(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody says a hundred things here, and still full pages of comments shall be told from others.
    monkeypatch.setattr(tags, "HUNDRED", 2)
    monkeypatch.setattr(whole, "MOST", 3)
    Weblogging.front = front
    run_state_machine_as_test(
        Weblogging,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=list(Phase) if IS_LONG else [Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
