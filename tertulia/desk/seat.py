"""Who sits at the desk, and what they may see: the lookup is the permission, so what one may not see is a 404."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import Http404

from tertulia.conversation.comment import CommentSet
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.moderated import judgeable_by, visible_to
from tertulia.weblog.member import Member, Role
from tertulia.weblog.post import Post, PostSet
from tertulia.weblog.weblog import Weblog

Right = Callable[[Member], bool]


@dataclass(frozen=True)
class Seat:
    """One member in front of one weblog."""

    member: Member

    @property
    def weblog(self) -> Weblog:
        """The weblog that is worked on."""
        return self.member.weblog

    @property
    def posts(self) -> PostSet:
        """The posts that this member may change: all of them, or one's own."""
        posts = Post.objects.filter(weblog=self.weblog)
        if self.member.may_edit_all:
            return posts
        return posts.filter(author=self.member) if self.member.may_write else posts.none()

    @property
    def writers(self) -> QuerySet[Member]:
        """The members under whose names posts appear, imported authors without an account among them."""
        return self.weblog.members.exclude(role=Role.MODERATOR).order_by("name")

    def find_post(self, post_id: int) -> Post:
        """A post that this member may change. Raises Http404."""
        post = self.posts.select_related("author", "conversation").filter(id=post_id).first()
        if post is None:
            raise Http404("No post of that number is yours to change.")
        # The same object, so that its zone and policy cost no query.
        post.weblog = self.weblog
        return post


def memberships(user: User) -> QuerySet[Member]:
    """The active memberships of ``user``, by the weblogs' titles."""
    return Member.objects.filter(user=user, active=True).select_related("weblog").order_by("weblog__title")


def take(user: User, slug: str, right: Right) -> Seat:
    """The seat of ``user`` at the weblog ``slug``. Raises Http404 without membership or ``right``."""
    member = memberships(user).select_related("weblog__photo", "weblog__policy").filter(weblog__slug=slug).first()
    if member is None or not right(member):
        raise Http404("No weblog of that name has such a place for you.")
    return Seat(member)


def administers(member: Member) -> bool:
    """Owners: settings, members, import."""
    return member.may_administer


def edits_all(member: Member) -> bool:
    """Owners and editors: every post, categories."""
    return member.may_edit_all


def moderates(member: Member) -> bool:
    """Owners, editors, moderators: comments, and what imports leave open about them."""
    return member.may_moderate


def writes(member: Member) -> bool:
    """Everyone but moderators: posts."""
    return member.may_write


def takes_part(member: Member) -> bool:
    """Every active member."""
    return member.active


def comments_of(user: User) -> CommentSet:
    """The comments that ``user`` may read at the desk, over all weblogs."""
    return visible_to(user).select_related("conversation__post__weblog__policy", "conversation__post__author", "parent")


def judged_by(user: User) -> CommentSet:
    """The comments that ``user`` may decide about."""
    return judgeable_by(user).select_related("conversation__post__weblog__policy")


def closable_by(user: User) -> PostSet:
    """The posts whose conversation ``user`` may open and close: of moderated weblogs, and one's own."""
    known = list(memberships(user))
    moderated = [member.weblog_id for member in known if member.may_moderate]
    own = [member.id for member in known if member.may_write]
    return Post.objects.filter(Q(weblog__in=moderated) | Q(author__in=own)).select_related("weblog", "conversation")


def replies_of(user: User) -> QuerySet[HostReply]:
    """The host replies that ``user`` may take out of the page or bring back: of moderated weblogs, and one's own."""
    return _replies(user, [member for member in memberships(user) if member.may_moderate])


def rewritable_by(user: User) -> QuerySet[HostReply]:
    """Those whose words ``user`` may change: one's own, and for editors all, as with posts. They are signed, so nobody
    else puts words into another's mouth."""
    return _replies(user, [member for member in memberships(user) if member.may_edit_all])


def _replies(user: User, entitled: list[Member]) -> QuerySet[HostReply]:
    weblogs = [member.weblog_id for member in entitled]
    theirs = Q(member__in=memberships(user)) | Q(comment__conversation__post__weblog__in=weblogs)
    return HostReply.objects.filter(theirs).select_related("comment__conversation__post__weblog")


def hosts_installation(user: User) -> bool:
    """Whether ``user`` owns every weblog that has an owner: whoever runs the installation."""
    owners = Member.objects.filter(role=Role.OWNER, active=True, user__isnull=False)
    owned = set(owners.filter(user=user).values_list("weblog_id", flat=True))
    return bool(owned) and owned == set(owners.values_list("weblog_id", flat=True))
