"""Which stored pages show a conversation, so that a write in it can name them.

A comment that is new makes stale what grows with the conversation: the post's own page, the last page of comments,
feeds, and lists that print the count. Full pages of comments stay as they are. A change inside, long after, names the
full pages that show it by its number."""

from collections.abc import Iterable
from itertools import chain

from django.db.models import Q

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import tags
from tertulia.weblog.post import Post

_AT_ONCE = 500


def shown_by(post: Post) -> tuple[str, ...]:
    """What a page shows that grows with the conversation."""
    return tags.post(post.id), tags.conversation(post.id), tags.comments(post.id), tags.count(post.id)


def shown_by_full(post: Post, numbers: range) -> tuple[str, ...]:
    """What a page of comments shows that no new comment can change: the comments of these numbers."""
    ends = (*numbers[:: tags.HUNDRED], numbers[-1])
    return tags.post(post.id), tags.conversation(post.id), *{tags.hundred(post.id, number) for number in ends}


def tags_of(post: Post) -> tuple[str, ...]:
    """What shows whether a conversation is open: all its pages, and the lists that lead to it."""
    return tags.conversation(post.id), *tags_of_new(post)


def tags_of_new(post: Post, answered: Iterable[int | None] = ()) -> tuple[str, ...]:
    """What a comment makes stale that is published for the first time; with the number of the one that it answers, as
    that says by whom it was answered on whichever page it stands."""
    return tags.count(post.id), tags.recent_comments(post.weblog_id), *_hundreds(post, answered)


def tags_of_moved(post: Post, comments: Iterable[Comment]) -> tuple[str, ...]:
    """What comments of this post make stale that come or go, with the host's replies in them. Costs two queries, as
    those that they answer, and those that answer them, name them on other pages."""
    there = [comment for comment in comments if comment.number]
    ids = [comment.id for comment in there]
    found = Comment.objects.filter(Q(id__in=ids) | Q(parent__in=ids)).values_list("number", "parent__number")
    hosts = HostReply.objects.filter(comment__in=ids).values_list("member_id", flat=True).distinct()
    by_hosts = {tag for member_id in hosts.order_by() for tag in tags_of_host(post, member_id)}
    lists = tags_of_speakers(post, there) | by_hosts | {tags.moderation_log(post.weblog_id)}
    return *tags_of_new(post), *_hundreds(post, chain.from_iterable(found)), *lists


def tags_of_speakers(post: Post, comments: Iterable[Comment]) -> set[str]:
    """The lists of what those said who said these comments of a post, as far as there are any."""
    commenters = {tags.commenter(comment.commenter_id) for comment in comments if comment.commenter_id}
    members = {comment.member_id for comment in comments if comment.member_id}
    return commenters | {tag for member_id in members for tag in tags_of_host(post, member_id)}


def tags_of_host(post: Post, member_id: int | None) -> set[str]:
    """The lists of what a member said, and of what all did."""
    return {tags.host(post.weblog_id), *([tags.member(member_id)] if member_id else [])}


def tags_inside(comment: Comment) -> tuple[str, ...]:
    """What a change inside a comment makes stale, where there are as many comments as before."""
    post = comment.conversation.post
    return tags.comments(post.id), tags.recent_comments(post.weblog_id), *_hundreds(post, [comment.number])


def tags_of_numbers(post: Post, numbers: Iterable[int]) -> tuple[str, ...]:
    """The same for changes inside several comments of a post, by their numbers."""
    return tags.comments(post.id), tags.recent_comments(post.weblog_id), *_hundreds(post, numbers)


def tags_of_renamed(comments: Iterable[Comment]) -> list[str]:
    """What shows these comments, of any conversations, or names those who wrote them. They come with
    ``conversation__post``. Costs a query for each five hundred of them, as for ``tags_of_moved``."""
    there = [comment for comment in comments if comment.number]
    found = {tag for comment in there for tag in tags_inside(comment)}
    for start in range(0, len(there), _AT_ONCE):
        ids = [comment.id for comment in there[start : start + _AT_ONCE]]
        rows = Comment.objects.filter(Q(id__in=ids) | Q(parent__in=ids))
        for post_id, *numbers in rows.values_list("conversation__post", "number", "parent__number"):
            found |= {tags.hundred(post_id, number) for number in numbers if number}
    return sorted(found)


def _hundreds(post: Post, numbers: Iterable[int | None]) -> set[str]:
    return {tags.hundred(post.id, number) for number in numbers if number}
