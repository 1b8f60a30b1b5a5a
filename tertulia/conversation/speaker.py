"""All that one person said in the conversations of a weblog: a commenter whose name is confirmed, or a member."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment, CommentSet, CommentState
from tertulia.conversation.feeds import SIZE, items_of
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.lib import tags, text
from tertulia.lib.feeds.answer import last_page
from tertulia.lib.feeds.records import Feed
from tertulia.media.image import Image
from tertulia.weblog.feeds import lasting_id
from tertulia.weblog.member import Member
from tertulia.weblog.page import speaking
from tertulia.weblog.post import Status
from tertulia.weblog.weblog import Weblog


@dataclass(frozen=True)
class Speaker:
    """Somebody who spoke in a weblog: ``path`` is the address of what they said, ``tag`` what it carries. Of all hosts
    together ``name`` is empty."""

    weblog: Weblog
    name: str
    path: str
    tag: str
    comments: CommentSet
    replies: "QuerySet[HostReply]"
    commenter: Commenter | None = None
    picture: Image | None = None

    @property
    def count(self) -> int:
        """How many comments and host replies readers see of theirs."""
        return self.comments.count() + self.replies.filter(withdrawn=False).count()


def commenter_called(weblog: Weblog, slug: str) -> Speaker:
    """The commenter of that slug. Raises Http404 if there is none whose name is confirmed."""
    found = Commenter.objects.select_related("picture").filter(weblog=weblog, slug=slug, refused_at=None).first()
    if found is None:
        raise Http404(f"No commenter is called {slug!r} here.")
    found.weblog = weblog
    tag, nothing = tags.commenter(found.pk), HostReply.objects.none()
    return Speaker(
        weblog, found.name, found.path, tag, _seen(weblog, Q(commenter=found)), nothing, found, found.picture
    )


def member_called(weblog: Weblog, slug: str) -> Speaker:
    """The member of that slug. Raises Http404 if there is none who said anything in a conversation."""
    found = Member.objects.select_related("picture").filter(weblog=weblog, slug=slug).first()
    if found is None:
        raise Http404(f"No member is called {slug!r} here.")
    found.weblog = weblog
    comments, replies = _seen(weblog, Q(member=found)), _replies(weblog).filter(member=found)
    speaker = Speaker(
        weblog, found.name, f"{found.path}comments/", tags.member(found.pk), comments, replies, picture=found.picture
    )
    if not speaker.count:
        raise Http404(f"{found.name} has said nothing in a conversation.")
    return speaker


def host_of(weblog: Weblog) -> Speaker:
    """All members together: whoever speaks for the weblog."""
    comments = _seen(weblog, Q(member__isnull=False))
    return Speaker(weblog, "", f"{weblog.path}host/", tags.host(weblog.id), comments, _replies(weblog))


def feed_of(speaker: Speaker, page: int) -> Feed:
    """A page of the feed of what they said. Raises Http404 for a page that is not there."""
    weblog, path = speaker.weblog, text.path_encoded(speaker.path)
    last = last_page(speaker.count, SIZE, page)
    with speaking(weblog):
        items = items_of(speaker.comments, speaker.replies, page)
        told = {"name": speaker.name, "weblog": weblog.title}
        whose = _("%(name)s on %(weblog)s") if speaker.name else _("The host’s answers on %(weblog)s")
        about = _("What %(name)s says in the conversations of this weblog.")
        of_all = _("What the host says in the conversations of this weblog.")
        return Feed(
            id=lasting_id(weblog, speaker.path.removeprefix(weblog.path).strip("/").replace("/", "-")),
            title=whose % told,
            subtitle=about % told if speaker.name else of_all,
            url=weblog.absolute(path),
            folder=weblog.absolute(path),
            language=weblog.language,
            updated=max((item.updated for item in items), default=weblog.created_at),
            items=items,
            page=page,
            last=last,
            shows=(speaker.tag, tags.speakers(weblog.id), tags.recent_comments(weblog.id)),
        )


def _seen(weblog: Weblog, whose: Q) -> CommentSet:
    public = Comment.objects.filter(conversation__post__weblog=weblog, conversation__post__status=Status.PUBLISHED)
    return public.filter(whose, state=CommentState.PUBLISHED)


def _replies(weblog: Weblog) -> "QuerySet[HostReply]":
    return HostReply.objects.filter(
        comment__conversation__post__weblog=weblog,
        comment__conversation__post__status=Status.PUBLISHED,
        comment__state=CommentState.PUBLISHED,
    )
