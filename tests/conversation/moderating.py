"""Two moderators, their pages old and new, authors who change their minds, and imports in between, in any order."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tertulia.conversation.collision import Collision, collisions, last_judgements, version_of
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.conversation import Conversation
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.moderation import NothingToUndo, judge, judge_many, judge_seen, may_come, undo
from tertulia.conversation.refusal import Refused
from tertulia.conversation.retracting import reinstate, retract
from tertulia.conversation.submission import Submission
from tertulia.lib import clock
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.search import SearchText
from tertulia.weblog.weblog import create_weblog
from tests.cast import make_user, published_post
from tests.conversation.people import say

STATES = [CommentState.HELD, CommentState.PUBLISHED, CommentState.SPAM, CommentState.WITHDRAWN]
picks, states, people = st.integers(0, 99), st.sampled_from(STATES), st.sampled_from([0, 1])


class Moderating(RuleBasedStateMachine):
    """``pages`` is what each of two moderators has on the screen: versions by comment. ``stands`` is what each comment
    must be by now, and ``log`` how many decisions about it were acknowledged."""

    made = 0

    @initialize()
    def begin(self) -> None:
        Moderating.made += 1
        weblog = create_weblog(f"m{Moderating.made}")
        self.members: list[Member] = [
            add_member(weblog, name=name, role=Role.EDITOR, user=make_user(f"{name}{Moderating.made} Vis"))
            for name in ("Marta", "Ilse")
        ]
        self.posts = [published_post(weblog, title) for title in ("Storm", "Mud")]
        self.pages: list[dict[int, str]] = [{}, {}]
        self.stands: dict[int, str] = {}
        self.log: dict[int, int] = {}
        for pick in range(4):
            self.a_comment_comes(pick)
        self.look(0)
        self.look(1)

    @rule(pick=picks)
    def a_comment_comes(self, pick: int) -> None:
        number = len(self.stands)
        comment = say(self.posts[pick % 2], f"Comment {number}", name=f"Ruth {number}", email=f"r{number}@example.net")
        self._meet(comment)

    @rule(pick=picks, state=states)
    def an_import_brings_one(self, pick: int, state: CommentState) -> None:
        key, post = f"k{len(self.stands)}", self.posts[pick % 2]
        when = clock.now() - timedelta(days=pick)
        said = ImportedComment(key, when, name="Nils", text=f"Old {key}", state=state)
        [comment] = add_conversations([ImportedConversation(post, "default", [said])], source="test")
        self._meet(comment)

    @rule(who=people)
    def look(self, who: int) -> None:
        rows = list(Comment.objects.filter(id__in=self.stands))
        last = last_judgements(rows)
        self.pages[who] = {row.id: version_of(row, last.get(row.id)) for row in rows}

    @rule(who=people, pick=picks, state=states)
    def judge_one(self, who: int, pick: int, state: CommentState) -> None:
        comment_id = self._pick(self.pages[who], pick)
        before = self._everything()
        row = Comment.objects.get(id=comment_id)
        is_stale = bool(collisions([row], self.pages[who], state))
        try:
            decision = judge(row, state, actor=self.members[who].user, seen=self.pages[who][comment_id])
        except Collision:
            assert is_stale
            assert self._everything() == before
            return
        assert not is_stale
        self._moved(comment_id, state)
        if may_come(before["comments"][comment_id], state):
            assert (decision.actor, decision.after) == (self.members[who].user, state)

    @rule(who=people, pick=picks, state=states)
    def judge_many_that_were_seen(self, who: int, pick: int, state: CommentState) -> None:
        page = self.pages[who]
        ticked = [row for row in Comment.objects.filter(id__in=page) if (row.id + pick) % 2]
        stale = {one.comment.id for one in collisions(ticked, page, state) if one.comment}
        kept = self._everything()["comments"]
        decisions, overtaken = judge_seen(ticked, state, actor=self.members[who].user, seen=page)
        assert {one.comment.id for one in overtaken if one.comment} == stale
        assert {one.subject for one in decisions} == {
            f"comment:{row.id}" for row in ticked if row.id not in stale and may_come(kept[row.id], state)
        }
        for row in ticked:
            if row.id not in stale:
                self._moved(row.id, state)

    @rule(pick=picks, state=states)
    def judge_many_unseen(self, pick: int, state: CommentState) -> None:
        chosen = [row for row in Comment.objects.filter(id__in=self.stands) if (row.id + pick) % 3 == 0]
        judge_many(chosen, state, actor=self.members[0].user)
        for row in chosen:
            self._moved(row.id, state)

    @rule(who=people, pick=picks)
    def undo_any(self, who: int, pick: int) -> None:
        known = list(self._moves().order_by("id"))
        if not known:
            return
        decision = known[pick % len(known)]
        comment_id, before = int(decision.subject.partition(":")[2]), self._everything()
        try:
            back = undo(decision, actor=self.members[who].user)
        except (Collision, NothingToUndo):
            assert self._everything() == before
            return
        assert decision == [one for one in known if one.subject == decision.subject][-1]
        assert back.takes_back
        assert (back.before, back.after) == (decision.after, decision.before)
        self.stands[comment_id] = decision.before
        self.log[comment_id] += 1

    @rule(pick=picks)
    def its_author_withdraws_it(self, pick: int) -> None:
        comment_id = self._pick(self.stands, pick)
        found = retract(Comment.objects.select_related("conversation__post").get(id=comment_id))
        if self.stands[comment_id] not in (CommentState.WITHDRAWN, CommentState.RETRACTED):
            self.stands[comment_id] = CommentState.RETRACTED
        assert found.state == self.stands[comment_id]

    @rule(pick=picks)
    def its_author_brings_it_back(self, pick: int) -> None:
        comment_id = self._pick(self.stands, pick)
        found = reinstate(Comment.objects.select_related("conversation__post").get(id=comment_id))
        if self.stands[comment_id] == CommentState.RETRACTED:
            self.stands[comment_id] = found.state
        assert found.state == self.stands[comment_id]

    @rule(pick=picks)
    def its_author_gives_it_other_words(self, pick: int) -> None:
        row = Comment.objects.select_related("conversation__post").get(id=self._pick(self.stands, pick))
        with suppress(Refused):
            edit_comment(row, Submission(text=f"Other words, {pick}"))

    @precondition(lambda self: hasattr(self, "stands"))
    @invariant()
    def each_is_what_was_last_decided_and_nothing_is_miscounted(self) -> None:
        rows = {row.id: row for row in Comment.objects.filter(id__in=self.stands)}
        assert {comment_id: row.state for comment_id, row in rows.items()} == self.stands
        subjects = list(self._moves().filter(actor__isnull=False).values_list("subject", flat=True))
        assert {key: subjects.count(f"comment:{key}") for key in self.log} == self.log
        public = {row.id for row in rows.values() if row.is_public}
        found = SearchText.objects.filter(kind="comment", object_id__in=rows).values_list("object_id", flat=True)
        assert sorted(found) == sorted(public)
        for conversation in Conversation.objects.filter(post__in=self.posts):
            numbers = [row.number for row in rows.values() if row.conversation_id == conversation.pk and row.number]
            assert sorted(numbers) == list(range(1, conversation.last_number + 1))
            assert conversation.count == conversation.comments.filter(state=CommentState.PUBLISHED).count()

    def _meet(self, comment: Comment) -> None:
        comment.refresh_from_db()
        self.stands[comment.id], self.log[comment.id] = comment.state, 0

    def _moved(self, comment_id: int, state: CommentState) -> None:
        if may_come(self.stands[comment_id], state):
            self.stands[comment_id] = state
            self.log[comment_id] += 1

    def _moves(self) -> QuerySet[Decision]:
        subjects = [f"comment:{comment_id}" for comment_id in self.stands]
        return Decision.objects.filter(kind="comment", subject__in=subjects).exclude(before=F("after"))

    def _everything(self) -> dict[str, Any]:
        rows = Comment.objects.filter(id__in=self.stands)
        return {
            "comments": dict(rows.values_list("id", "state")),
            "numbers": dict(rows.values_list("id", "number")),
            "decisions": Decision.objects.count(),
            "counts": list(Conversation.objects.order_by("pk").values_list("pk", "count", "last_number")),
        }

    @staticmethod
    def _pick(among: dict[int, str], pick: int) -> int:
        return sorted(among)[pick % len(among)]
