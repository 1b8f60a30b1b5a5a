"""What readers are told of the name above each comment, derived anew when a name came to belong to somebody."""

from collections.abc import Collection, Iterable

from django.db import transaction

from tertulia.conversation.comment import PLACED, Comment
from tertulia.conversation.identity.commenter import Commenter, Standing, skeleton_of
from tertulia.conversation.stale import tags_inside
from tertulia.lib import tags
from tertulia.outbox.event import record
from tertulia.weblog.member import Member
from tertulia.weblog.weblog import Weblog

_AT_ONCE = 500
# Beyond so many conversations it costs less to make all pages anew than to name them.
_MOST_NAMED = 50


def derive(comments: Collection[Comment]) -> None:
    """Set the standing of comments, in memory: the caller saves ``standing``. They come with ``conversation__post``;
    two queries for each weblog."""
    by_weblog: dict[int, list[Comment]] = {}
    for comment in comments:
        by_weblog.setdefault(comment.conversation.post.weblog_id, []).append(comment)
    for weblog_id, theirs in by_weblog.items():
        derive_in(weblog_id, theirs)


def derive_in(weblog_id: int, comments: Iterable[Comment]) -> None:
    """The same for comments of one weblog. Two queries."""
    owned = _Owned(weblog_id)
    for comment in comments:
        comment.standing = owned.standing_of(comment)


def settle(weblog: Weblog, names: Iterable[str]) -> list[Comment]:
    """Bring the comments up to date that bear one of these names, or one that looks like it; answers which of them
    readers are told something else of now. Goes through all names of the weblog, so it is not for every comment."""
    owned, alike = _Owned(weblog.pk), {skeleton_of(name) for name in names}
    there = Comment.objects.filter(conversation__post__weblog=weblog)
    bearing = [name for name in there.values_list("name", flat=True).distinct() if skeleton_of(name) in alike]
    changed: list[Comment] = []
    for start in range(0, len(bearing), _AT_ONCE):
        rows = there.filter(name__in=bearing[start : start + _AT_ONCE])
        changed += _settled(owned, rows.select_related("conversation__post").defer("text", "html"))
    return changed


def stale(weblog: Weblog, comments: Collection[Comment]) -> set[str]:
    """What shows the standing of these comments."""
    shown = [comment for comment in comments if comment.state in PLACED]
    if len({comment.conversation_id for comment in shown}) > _MOST_NAMED:
        return {tags.weblog(weblog.pk)}
    return {tag for comment in shown for tag in tags_inside(comment)}


@transaction.atomic
def settle_members(*, weblog_id: int, member_id: int, **_facts: object) -> None:
    """Look once more at comments under a member's name, as it may be a new one; and at those that are not confirmed, as
    the name may be nobody's by now."""
    there = Comment.objects.filter(conversation__post__weblog=weblog_id, standing=Standing.UNCONFIRMED)
    names = set(there.values_list("name", flat=True).distinct())
    names.update(Member.objects.filter(id=member_id, user__isnull=False).values_list("name", flat=True))
    weblog = Weblog.objects.filter(pk=weblog_id).first()
    if weblog and names and (changed := settle(weblog, names)):
        record("comment.changed", tags=stale(weblog, changed), weblog_id=weblog_id)


class _Owned:
    """Which names of a weblog belong to whom."""

    def __init__(self, weblog_id: int) -> None:
        rows = Commenter.objects.filter(weblog=weblog_id, refused_at=None).values_list("skeleton", "pk")
        self._owners = dict(rows)
        self._ids = frozenset(self._owners.values())
        members = Member.objects.filter(weblog=weblog_id, active=True, user__isnull=False)
        self._members = frozenset(skeleton_of(name) for name in members.values_list("name", flat=True))

    def standing_of(self, comment: Comment) -> Standing:
        """What readers are told of the name above a comment. A member's badge says who that is."""
        if comment.member_id or not (self._ids or self._members):
            return Standing.PLAIN
        skeleton = skeleton_of(comment.name)
        owner = self._owners.get(skeleton)
        # Of what an import brought nobody has asked who was signed in: it may well be the member's own.
        is_members = owner is None and skeleton in self._members and not comment.source
        if is_members or (owner is not None and owner != comment.commenter_id):
            return Standing.UNCONFIRMED
        return Standing.CONFIRMED if comment.commenter_id in self._ids else Standing.PLAIN


def _settled(owned: _Owned, comments: Iterable[Comment]) -> list[Comment]:
    changed: dict[Standing, list[Comment]] = {}
    for comment in comments:
        now = owned.standing_of(comment)
        if comment.standing != now:
            comment.standing = now
            changed.setdefault(now, []).append(comment)
    for standing, rows in changed.items():
        for start in range(0, len(rows), _AT_ONCE):
            ids = [comment.pk for comment in rows[start : start + _AT_ONCE]]
            Comment.objects.filter(pk__in=ids).update(standing=standing)
    return [comment for rows in changed.values() for comment in rows]
