"""What the page of a post shows: the post with its surroundings, and one or two chunks of its conversation."""

from dataclasses import dataclass
from typing import Any

from tertulia.conversation import linked_data, markup, reading, thread
from tertulia.conversation.conversation import State, conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.conversation.policy import Order, policy_of
from tertulia.conversation.shown import comments_in, replies_in
from tertulia.lib import clock, text
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.category import Category
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.tag import Tag


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
    return _entry(post, list(post.categories.all()), list(post.tags.all()))


def _entry(post: Post, categories: list[Category], tags: list[Tag]) -> Entry:
    for category in categories:
        category.weblog = post.weblog
    for tag in tags:
        tag.weblog = post.weblog
    conversation = conversation_of(post)
    return Entry(post, categories, tags, conversation.count, conversation.state_at(clock.now()))


_categories = Question(lambda: Category.objects.filter(posts=Given("post")))
_tags = Question(lambda: Tag.objects.filter(posts=Given("post")))


def post_page(post: Post, pages: "Pages") -> dict[str, Any]:
    """The context of a post's page, showing those of its comments."""
    shown = _entry(post, _categories.all(post=post.id), _tags.all(post=post.id))
    conversation, policy, summary = conversation_of(post), policy_of(post.weblog), post.summary
    is_open = shown.state == State.OPEN
    stem = text.path_encoded(post.stem)
    comments = comments_in(conversation, pages.numbers) if pages.numbers else []
    nodes = thread.arrange(comments, policy.depth, newest_first=policy.order == Order.NEWEST)
    replies = replies_in(conversation, pages.numbers) if comments else {}
    previous, following = post.neighbours() if post.kind == Kind.POST else (None, None)
    return {
        "entry": shown,
        "post": post,
        "summary": summary,
        "stem": stem,
        "previous": previous,
        "next": following,
        "thread": markup.thread(nodes, markup.Setting(stem, replies, is_open)),
        "is_open": is_open,
        "is_closed": shown.state == State.CLOSED,
        "form": blank_form(conversation) if is_open else None,
        "pages": pages,
        "photo_url": post.weblog.absolute(post.weblog.photo.url) if post.weblog.photo else "",
        "linked_data": linked_data.blog_posting(post, summary, shown.count),
    }


@dataclass(frozen=True)
class Pages:
    """Where one page of comments stands among the others: the numbers of its comments, and the links to the pages
    before and after, empty where there is none. ``number`` is that of its first chunk. ``is_settled`` says that no new
    comment can change the page: it is full, and what comes after it has its lasting address."""

    number: int
    numbers: range
    older: str
    newer: str
    is_settled: bool

    @property
    def first(self) -> int:
        """The lowest number that it shows."""
        return self.numbers.start

    @property
    def last(self) -> int:
        """The highest number that it shows."""
        return self.numbers.stop - 1


def pages_of(post: Post, chunks: range) -> Pages:
    """The pages of a conversation, seen from the one that shows ``chunks``."""
    conversation, policy = conversation_of(post), policy_of(post.weblog)
    before, after, last = chunks.start - 1, chunks.stop, reading.last_chunk(conversation, policy)
    with_post = reading.chunks_with_post(conversation, policy)
    return Pages(
        number=chunks.start,
        numbers=reading.numbers_of(chunks, conversation, policy),
        older=reading.chunk_link(post, before) if before else "",
        newer=reading.chunk_link(post, after) if after <= last else "",
        is_settled=chunks != with_post and after <= last and after not in with_post,
    )
