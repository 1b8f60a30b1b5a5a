"""Some comments of a conversation, picked out of it for a reader who has no time for all."""

from collections.abc import Callable, Mapping

from django.db.models import Exists, OuterRef, Q
from django.utils.safestring import SafeString

from tertulia.conversation import markup, thread
from tertulia.conversation.comment import Comment, CommentSet
from tertulia.conversation.conversation import State, conversation_of
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.mark import Mark, MarkKind, MarkState
from tertulia.conversation.shown import answers_elsewhere, replies_inside, selected
from tertulia.conversation.sources import post_said
from tertulia.lib import clock, text
from tertulia.weblog.post import Post

PER_PAGE = 100


def _by_host(post: Post) -> CommentSet:
    answered = Exists(HostReply.objects.filter(comment=OuterRef("pk"), withdrawn=False))
    return Comment.objects.published().filter(Q(member__isnull=False) | Q(answered), conversation=post.pk)


def _picked(post: Post) -> CommentSet:
    picks = Mark.objects.filter(kind=MarkKind.PICKED, state=MarkState.SET, comment=OuterRef("pk"))
    return Comment.objects.published().filter(Exists(picks), conversation=post.pk)


# By the name in their address.
SELECTIONS: Mapping[str, Callable[[Post], CommentSet]] = {"host": _by_host, "picks": _picked}


def said(post: Post, comments: CommentSet) -> SafeString:
    """Comments as HTML, one after the other, with links to where they stand. Three queries."""
    shown = selected(comments)
    conversation, home = conversation_of(post), text.path_encoded(post.weblog.path)
    setting = markup.Setting(
        stem=text.path_encoded(post.stem),
        replies=replies_inside([comment.id for comment in shown]),
        is_open=conversation.state_at(clock.now()) == State.OPEN,
        elsewhere=answers_elsewhere(conversation, range(0), shown),
        is_home=False,
        post=post_said(post),
        home=home,
    )
    return markup.thread(thread.arrange(shown, depth=0), setting)
