"""Names come to belong to people: they confirm, others speak under these names, the host looks after it."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation import moderation
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.identity.confirmation import ask
from tertulia.conversation.identity.confirming import confirm, give_back, names_of, refuse
from tertulia.conversation.identity.standing import settle_members
from tertulia.conversation.posting import Refused, Submission, post_comment
from tertulia.conversation.rearranging import assign_comments
from tertulia.weblog.picturing import show_picture, take_picture_away
from tertulia.weblog.post import Status
from tests.conversation.test_picturing import upload
from tests.publishing.people import People, picks

NAMED = (("ruth@example.net", "Ruth"), ("other@example.net", "Ruth"), ("ilse@example.net", "Ilse Vis"))


class Owners(People):
    """They own names."""

    @rule(pick=picks)
    def confirm_a_name(self, pick: int) -> None:
        email, name = NAMED[pick % len(NAMED)]
        with suppress(ValidationError, Refused):
            if post := self.any_post(pick, Status.PUBLISHED):
                post_comment(post, Submission(name, email, text=f"Comment {Comment.objects.count()}"))
            confirm(ask(self.weblog, email, None), name, [bore.name for bore in names_of(self.weblog, email)])

    @rule(pick=picks)
    def speak_under_an_owned_name(self, pick: int) -> None:
        owners, post = list(self.weblog.commenters.order_by("id")), self.any_post(pick, Status.PUBLISHED)
        if owners and post:
            owner = owners[pick % len(owners)]
            proofs = frozenset({owner.proof} if pick % 2 else ())
            with suppress(Refused):
                said = Submission(owner.name, text=f"Comment {Comment.objects.count()}", proofs=proofs)
                moderation.judge(post_comment(post, said), CommentState.PUBLISHED, actor=None)

    @rule(pick=picks)
    def show_another_picture(self, pick: int) -> None:
        members = list(self.weblog.members.order_by("id"))
        if pick % 3:
            show_picture(members[pick % len(members)], upload(size=(8, 8)))
        else:
            take_picture_away(members[pick % len(members)])

    @rule(pick=picks)
    def speak_under_the_name_of_a_member(self, pick: int) -> None:
        members, post = list(self.weblog.members.order_by("id")), self.any_post(pick, Status.PUBLISHED)
        member = members[pick % len(members)]
        with suppress(Refused):
            if post:
                said = Submission(member.name, text=f"Comment {Comment.objects.count()}")
                moderation.judge(post_comment(post, said), CommentState.PUBLISHED, actor=None)
        settle_members(weblog_id=self.weblog.id, member_id=member.id)

    @rule(pick=picks, what=st.sampled_from([refuse, give_back, assign_comments]))
    def look_after_an_owner(self, pick: int, what: Any) -> None:
        owners = list(self.weblog.commenters.order_by("id"))
        if owners and (comments := self.comments()):
            with suppress(ValidationError):
                rest = (comments[pick % len(comments) :: 3],) if what is assign_comments else ()
                what(owners[pick % len(owners)], *rest, actor=self.host.user)
