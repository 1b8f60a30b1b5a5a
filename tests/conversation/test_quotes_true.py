"""The promise: no page shows words as word for word under a name whose owner does not say them."""

import re
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tertulia.conversation import moderation, replying, retracting
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.policy import Moderation, Policy, change_policy
from tertulia.conversation.posting import Refused, Submission, post_comment
from tertulia.conversation.rearranging import split_comment
from tertulia.lib import text
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import create_weblog
from tertulia.weblog.writing import Writing, rewrite_post
from tests.cast import make_user, published_post
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True)

picks = st.integers(0, 1000)
WORDS = ("mud", "Tide", "the gate", "it’s", "– low", "…", "ferry", "(so)", "“no”", "bridge", "who", "says", "so.")
texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=14).map(" ".join)


class Quoting(RuleBasedStateMachine):
    """People say things, quote them truly or nearly, and change what they have said."""

    made = 0
    post: Post
    host: Member

    @initialize(body=texts)
    def begin(self, body: str) -> None:
        Quoting.made += 1
        weblog = create_weblog(f"q{Quoting.made}", title="The Harbour Gate")
        user = make_user(f"Marta{Quoting.made} Oyelaran")
        self.host = add_member(weblog, name="Marta", role=Role.OWNER, user=user)
        change_policy(weblog, Policy(moderation=Moderation.NEVER, per_page=0), actor=None)
        self.post = published_post(weblog, "Storm", body=f"<p>{body}</p>")

    @rule(said=texts, name=st.sampled_from(["Ruth", "Nils", "Ilse"]))
    def say(self, said: str, name: str) -> None:
        self._post(name, said, None)

    @rule(
        pick=picks, seed=picks, name=st.sampled_from(["Ruth", "Nils"]), of=st.sampled_from(["comment", "reply", "post"])
    )
    def quote(self, pick: int, seed: int, name: str, of: str) -> None:
        if not (comment := self._any(pick)):
            return
        replies = list(comment.host_replies.all())
        html = self.post.html if of == "post" else replies[0].html if of == "reply" and replies else comment.html
        dice, words = Random(seed), text.plain(html).split()
        start = dice.randrange(len(words))
        part = words[start : dice.randint(start + 1, len(words))]
        if seed % 3 == 0:
            part[dice.randrange(len(part))] = dice.choice(["never", "…", "mud"])
        self._post("Nils", f"> {' '.join(part)}\n\nHm {Comment.objects.count()}", comment.number if seed % 2 else None)

    @rule(pick=picks, said=texts)
    def reply_inside(self, pick: int, said: str) -> None:
        if comment := self._any(pick):
            reply = next(iter(comment.host_replies.all()), None)
            if reply:
                replying.rewrite_reply(reply, said, actor=None)
            else:
                replying.reply_inside(comment, said, member=self.host)

    @rule(pick=picks, state=st.sampled_from([CommentState.SPAM, CommentState.PUBLISHED, CommentState.WITHDRAWN]))
    def judge(self, pick: int, state: CommentState) -> None:
        comments = list(Comment.objects.filter(conversation=self.post.id).order_by("id"))
        if comments:
            moderation.judge(comments[pick % len(comments)], state, actor=None)

    @rule(pick=picks, verb=st.sampled_from([retracting.retract, retracting.reinstate]))
    def retract(self, pick: int, verb: Any) -> None:
        if comment := self._any(pick):
            verb(comment)

    @rule(pick=picks)
    def split(self, pick: int) -> None:
        if (comment := self._any(pick)) and len(comment.text) > 10 and comment.text[5:].strip():
            split_comment(comment, len(comment.text) // 2, actor=None)

    @rule(body=texts)
    def rewrite_the_post(self, body: str) -> None:
        rewrite_post(self.post, Writing(title="Storm", body=f"<p>{body}</p>"), actor=None)

    @invariant()
    def what_is_called_word_for_word_is(self) -> None:
        if not hasattr(self, "post"):
            return
        page = LexborHTMLParser(Client().get(self.post.link).content.decode())
        for mark in page.css("blockquote + p.quoted"):
            if mark.text().startswith("word for word, from"):
                quoted = mark.prev
                while quoted and quoted.tag != "blockquote":
                    quoted = quoted.prev
                assert quoted
                said = self._said(page, mark)
                assert stands_in(parts_of(quoted.text()), plain_words(said)), (quoted.text(), mark.text(), said)

    def _said(self, page: LexborHTMLParser, mark: LexborNode) -> str:
        href = mark.css("a")[0].attributes["href"] or ""
        if not href.startswith("#"):
            return text.plain(Post.objects.get(id=self.post.id).html)
        name, number = mark.css("a")[0].text().rsplit(", #")
        comment = Comment.objects.published().get(conversation=self.post.id, number=number)
        replies = list(comment.host_replies.filter(withdrawn=False))
        assert name in {comment.name or "Without a name", *(reply.name for reply in replies)}
        return " ".join(text.plain(one.html) for one in ([*replies] if name == "Marta" else [comment]))

    def _any(self, pick: int) -> Comment | None:
        comments = list(Comment.objects.published().filter(conversation=self.post.id))
        return comments[pick % len(comments)] if comments else None

    def _post(self, name: str, said: str, parent: int | None) -> None:
        # The same words twice are one comment; a source may be gone.
        with suppress(Refused):
            post_comment(self.post, Submission(name, text=said, parent=parent))


def plain_words(said: str) -> list[str]:
    """Words alone, however they are written: another way to compare than the one that is tested."""
    return re.findall(r"[\w’]+", said.lower())


def parts_of(quoted: str) -> list[list[str]]:
    return [words for part in quoted.split("…") if (words := plain_words(part))]


def stands_in(parts: list[list[str]], said: list[str]) -> bool:
    at = 0
    for part in parts:
        found = (n for n in range(at, len(said) - len(part) + 1) if said[n : n + len(part)] == part)
        at = next(found, -1) + len(part)
        if at < len(part):
            return False
    return True


def test_what_a_page_calls_word_for_word_is() -> None:
    run_state_machine_as_test(
        Quoting,
        settings=settings(
            max_examples=examples(12), stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
