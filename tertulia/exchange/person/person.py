"""A person in the conversations of one weblog, by what their comments say of them."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Q

from tertulia.conversation.comment import Comment, CommentSet
from tertulia.exchange.identity import profile_of
from tertulia.exchange.origin import Origin
from tertulia.weblog.mailed_link import one_address
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class Person:
    """Whoever has this e-mail address, as a commenter or as an account. Imports may know none: then it is whoever has
    this name together with this web address or the id of a profile that is gone, and ``chosen`` are the ids of those
    comments that a host has said are theirs (None: all)."""

    weblog: Weblog
    email: str = ""
    name: str = ""
    url: str = ""
    profile: str = ""
    chosen: Collection[int] | None = field(default=None, hash=False)

    @property
    def comments(self) -> CommentSet:
        """All their comments in the weblog, whatever their state, as they came."""
        all_here = Comment.objects.filter(conversation__post__weblog=self.weblog, erased="")
        theirs = all_here.filter(self._by_email() if self.email else self._by_name())
        if self.chosen is not None:
            theirs = theirs.filter(id__in=self.chosen)
        return theirs.order_by("created_at", "id")

    @property
    def members(self) -> list[Member]:
        """Their memberships, those that have ended too."""
        if not self.email:
            return []
        mine = Q(user__email__iexact=self.email) | Q(email__iexact=self.email)
        return list(self.weblog.members.filter(mine).select_related("user").order_by("id"))

    def _by_email(self) -> Q:
        users = User.objects.filter(email__iexact=self.email).values("id")
        said = Origin.objects.filter(weblog=self.weblog, comment__isnull=False, said__email=self.email)
        mine = Q(email=self.email) | Q(user__in=users) | Q(member__user__in=users) | Q(commenter__email=self.email)
        return mine | Q(id__in=said.values("comment"))

    @property
    def owns_a_name(self) -> bool:
        """Whether they have confirmed one, be it that they never said anything under it."""
        return bool(self.email) and self.weblog.commenters.filter(email=self.email).exists()

    def _by_name(self) -> Q:
        nameless = Q(email="", user=None, member=None, name=self.name)
        if not self.profile:
            return nameless & Q(url=self.url)
        end = f" {self.profile}"
        other = Origin.objects.filter(weblog=self.weblog, comment__isnull=False, key__endswith=end)
        return nameless & (Q(source_key__endswith=end) | Q(id__in=other.values("comment")))


def person_of_email(weblog: Weblog, email: str) -> Person:
    """The person of an e-mail address, whether or not anything is kept of them."""
    return Person(weblog, email=one_address(email))


def person_of_comment(weblog: Weblog, comment_id: int) -> Person | None:
    """Who wrote that comment; None if the weblog has no such comment, or does not know it any longer."""
    comment = Comment.objects.filter(conversation__post__weblog=weblog, id=comment_id, erased="").first()
    if comment is None:
        return None
    account = comment.user or (comment.member.user if comment.member else None)
    owner = comment.commenter.email if comment.commenter else ""
    if email := comment.email or owner or (account.email if account else ""):
        return person_of_email(weblog, email)
    return Person(weblog, name=comment.name, url=comment.url, profile=profile_of(comment.source_key))
