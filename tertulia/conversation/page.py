"""What the page of a post shows: the post with its surroundings, and one or two chunks of its conversation."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from tertulia.conversation import linked_data, markup, reading, thread
from tertulia.conversation.conversation import Conversation, Pace, State, conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.conversation.policy import Order, policy_of
from tertulia.conversation.shown import answers_elsewhere, comments_in, replies_in
from tertulia.conversation.sources import post_said
from tertulia.conversation.ways import Way, are_offered, depth_of, other_way
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
    conversation, page = conversation_of(post), comments_page(post, pages)
    previous, following = post.neighbours() if post.kind == Kind.POST else (None, None)
    return {
        **page,
        "entry": shown,
        "previous": previous,
        "next": following,
        "form": blank_form(conversation) if _takes_comments(shown.state, conversation) else None,
        "ways": are_offered(conversation, policy_of(post.weblog)),
        "photo_url": post.weblog.absolute(post.weblog.photo.url) if post.weblog.photo else "",
        "linked_data": linked_data.blog_posting(post, page["summary"], shown.count),
    }


def _takes_comments(state: State, conversation: Conversation) -> bool:
    return state == State.OPEN and conversation.pace_at(clock.now()) != Pace.PAUSED


def comments_page(post: Post, pages: "Pages") -> dict[str, Any]:
    """The context of a page of comments: the post's name and address, and those of its comments."""
    newest_first, is_home = policy_of(post.weblog).order == Order.NEWEST, pages.way == Way.HOST
    shown = said(post, pages.numbers, pages.way, newest_first=newest_first, is_home=is_home)
    return {**about(post), "thread": shown, "last_shown": pages.last, "pages": pages, "ways": True}


def about(post: Post) -> dict[str, Any]:
    """What every page with comments says of their post."""
    state = conversation_of(post).state_at(clock.now())
    return {
        "post": post,
        "summary": post.summary,
        "stem": text.path_encoded(post.stem),
        "last_number": conversation_of(post).last_number,
        "note": conversation_of(post).note,
        "standing_note": policy_of(post.weblog),
        "is_open": state == State.OPEN,
        "is_closed": state == State.CLOSED,
        "pace": pace_shown(conversation_of(post)) if state == State.OPEN else None,
    }


def pace_shown(conversation: Conversation) -> Conversation | None:
    """The conversation, if readers are to be told of its pace."""
    return None if conversation.pace_at(clock.now()) == Pace.FREE else conversation


def said(
    post: Post,
    numbers: range,
    way: Way,
    *,
    newest_first: bool = False,
    is_home: bool = False,
    folds: bool = True,
) -> SafeString:
    """The comments of these numbers as HTML. ``is_home`` and ``folds``: see ``markup.Setting``. Three queries."""
    conversation, policy = conversation_of(post), policy_of(post.weblog)
    comments = comments_in(conversation, numbers) if numbers else []
    if not comments:
        return mark_safe("")
    setting = markup.Setting(
        stem=text.path_encoded(post.stem),
        replies=replies_in(conversation, numbers),
        is_open=conversation.state_at(clock.now()) == State.OPEN,
        elsewhere=answers_elsewhere(conversation, numbers, comments),
        is_home=is_home,
        folds=folds,
        post=post_said(post),
        home=text.path_encoded(post.weblog.path),
    )
    nodes = thread.arrange(comments, depth_of(way, policy), newest_first=newest_first)
    return markup.thread(nodes, setting)


@dataclass(frozen=True)
class Pages:
    """Where one page of comments stands among the others: the numbers of its comments, and the links to the pages
    before and after, empty where there is none. ``number`` is that of its first chunk. ``is_settled`` says that no new
    comment can change the page: it is full, and what comes after it has its lasting address. ``way`` is how they are
    arranged, ``other`` the link to the page that shows the same comments in the other way."""

    number: int
    numbers: range
    older: str
    newer: str
    is_settled: bool
    way: Way
    other_way: Way
    other: str

    @property
    def other_is_flat(self) -> bool:
        """Whether the other way is the order of time."""
        return self.other_way == Way.TIME or self.way == Way.THREADS

    @property
    def first(self) -> int:
        """The lowest number that it shows."""
        return self.numbers.start

    @property
    def last(self) -> int:
        """The highest number that it shows."""
        return self.numbers.stop - 1


def pages_of(post: Post, chunks: range, way: Way = Way.HOST) -> Pages:
    """The pages of a conversation, seen from the one that shows ``chunks``."""
    conversation, policy = conversation_of(post), policy_of(post.weblog)
    before, after, last = chunks.start - 1, chunks.stop, reading.last_chunk(conversation, policy)
    with_post = reading.chunks_with_post(conversation, policy)
    other = other_way(policy) if way == Way.HOST else Way.HOST
    return Pages(
        number=chunks.start,
        numbers=reading.numbers_of(chunks, conversation, policy),
        older=reading.chunk_link(post, before, way) if before else "",
        newer=reading.chunk_link(post, after, way) if after <= last else "",
        # The post's own page shows more that grows: how many there are, and the form.
        is_settled=(chunks != with_post or way != Way.HOST) and after <= last and after not in with_post,
        way=way,
        other_way=other,
        other=reading.chunk_link(post, chunks.start, other),
    )
