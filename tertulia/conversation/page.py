"""What the page of a post shows: the post with its surroundings, and one chunk of its conversation."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from tertulia.conversation import linked_data, markup, reading, thread
from tertulia.conversation.comment import Comment, CommentSet
from tertulia.conversation.conversation import Conversation, State, conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.policy import Order, Policy, policy_of
from tertulia.lib import clock, text
from tertulia.weblog.category import Category
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.tag import Tag

_SHOWN = ("conversation_id", "parent_id", "number", "state", "name", "url", "member_id", "html", "created_at", "old_id")
_SHOWN_OF_PARENT = ("parent__number", "parent__name", "parent__state", "parent__old_id")


@dataclass(frozen=True)
class Entry:
    """A post with what its list or page says about it. ``count`` is of published comments."""

    post: Post
    categories: list[Category]
    tags: list[Tag]
    count: int
    state: State

    @property
    def is_discussed(self) -> bool:
        """Whether there is, or may be, a conversation."""
        return self.count > 0 or self.state != State.NONE


def entry(post: Post) -> Entry:
    """The post with its categories and tags; costs their two queries unless they were prefetched."""
    prefetch_related_objects([post], "categories", "tags")
    categories, tags = list(post.categories.all()), list(post.tags.all())
    for category in categories:
        category.weblog = post.weblog
    for tag in tags:
        tag.weblog = post.weblog
    conversation = conversation_of(post)
    return Entry(post, categories, tags, conversation.count, conversation.state_at(clock.now()))


def post_page(post: Post, chunk: int) -> dict[str, Any]:
    """The context of a post's page, showing that chunk of its comments."""
    shown, conversation, policy = entry(post), conversation_of(post), policy_of(post.weblog)
    is_open = shown.state == State.OPEN
    comments = list(comments_of(conversation, policy, chunk)) if shown.count else []
    nodes = thread.arrange(comments, policy.depth, newest_first=policy.order == Order.NEWEST)
    replies = replies_to(conversation, policy, chunk) if comments else {}
    stem = text.path_encoded(post.stem)
    previous, following = post.neighbours() if post.kind == Kind.POST else (None, None)
    return {
        "entry": shown,
        "post": post,
        "stem": stem,
        "previous": previous,
        "next": following,
        "thread": markup.thread(nodes, markup.Setting(stem, replies, is_open)),
        "is_open": is_open,
        "is_closed": shown.state == State.CLOSED,
        "form": blank_form(conversation) if is_open else None,
        "pages": pages_of(post, chunk),
        "photo_url": post.weblog.absolute(post.weblog.photo.url) if post.weblog.photo else "",
        "linked_data": linked_data.blog_posting(post, comments, shown.count),
    }


def comments_of(conversation: Conversation, policy: Policy, chunk: int) -> CommentSet:
    """The published comments of one chunk by number, with what a page shows of them and of what they answer."""
    found = Comment.objects.filter(conversation=conversation.post_id).published()
    return found.filter(**_span(policy, chunk)).select_related("parent").only(*_SHOWN, *_SHOWN_OF_PARENT)


def replies_to(conversation: Conversation, policy: Policy, chunk: int) -> dict[int, list[HostReply]]:
    """The host's answers inside the comments of one chunk, by comment."""
    span = {f"comment__{name}": value for name, value in _span(policy, chunk).items()}
    found = HostReply.objects.filter(comment__conversation=conversation.post_id, withdrawn=False, **span)
    replies: dict[int, list[HostReply]] = defaultdict(list)
    for reply in found.only("comment_id", "name", "html", "created_at"):
        replies[reply.comment_id].append(reply)
    return replies


@dataclass(frozen=True)
class Pages:
    """Where one page of comments stands among the others; links are empty where there is none."""

    number: int
    last: int
    older: str
    newer: str


def pages_of(post: Post, chunk: int) -> Pages:
    """The pages of a conversation, seen from the one that shows ``chunk``."""
    last = reading.last_chunk(conversation_of(post), policy_of(post.weblog))
    return Pages(
        number=chunk,
        last=last,
        older=reading.chunk_link(post, chunk - 1) if chunk > 1 else "",
        newer=reading.chunk_link(post, chunk + 1) if chunk < last else "",
    )


def _span(policy: Policy, chunk: int) -> dict[str, int]:
    if not policy.per_page:
        return {}
    return {"number__gt": (chunk - 1) * policy.per_page, "number__lte": chunk * policy.per_page}
