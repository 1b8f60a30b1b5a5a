"""How readers reach a conversation: its post by path, its pages of comments, the permalink of each comment.

Comments are shown in chunks of ``policy.per_page`` by their numbers: chunk k holds (k-1)*per_page+1 to k*per_page.
Numbers are dense and never given twice, so a full chunk never changes and its page can be stored for ever."""

from django.http import Http404

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation, conversation_of
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.policy import Order, Policy, policy_of
from tertulia.lib import text
from tertulia.weblog.post import Post

_TOGETHER = ("weblog__photo", "weblog__policy", "author", "conversation")


def published_at(*paths: str) -> Post | None:
    """The published post of the first of these decoded paths that has one, with all that its page shows of single
    rows: weblog, photo, policy, author, conversation. One query."""
    wanted = [path for path in paths if not text.is_broken(path)]
    found = {post.path: post for post in Post.objects.published().filter(path__in=wanted).select_related(*_TOGETHER)}
    post = next((found[path] for path in wanted if path in found), None)
    if post and post.author:
        post.author.weblog = post.weblog
    return post


def find_post(path: str) -> Post:
    """The published post of a path or stem, decoded, with or without the first slash. Raises Http404."""
    path = "/" + path.lstrip("/")
    post = published_at(path, f"{path}.html", f"{path}/")
    if post is None:
        raise Http404(f"No post is published at {path}.")
    return post


def chunk_of(number: int, policy: Policy) -> int:
    """The chunk that holds the comment of that number; there is one only if ``per_page`` is 0."""
    return (number - 1) // policy.per_page + 1 if policy.per_page and number > 0 else 1


def last_chunk(conversation: Conversation, policy: Policy) -> int:
    """The chunk that new comments go to; 1 if there is none yet."""
    return chunk_of(conversation.last_number, policy)


def first_shown(conversation: Conversation, policy: Policy) -> int:
    """The chunk that the post's own page shows: the first, or the last if the newest comments come first."""
    return last_chunk(conversation, policy) if policy.order == Order.NEWEST else 1


def chunk_link(post: Post, chunk: int) -> str:
    """The path, as it stands in a link, of the page that shows that chunk: the post's own or a page of comments."""
    policy = policy_of(post.weblog)
    if chunk == first_shown(conversation_of(post), policy):
        return post.link
    return text.path_encoded(f"{post.stem}/comments/page/{chunk}/")


def comment_link(comment: Comment) -> str:
    """The permalink of a published comment: path and anchor on whichever page shows it. Costs no query if the comment
    came with ``conversation__post__weblog__policy``."""
    post = comment.conversation.post
    return f"{chunk_link(post, chunk_of(comment.number or 0, policy_of(post.weblog)))}#{comment.anchor}"


def reply_link(reply: HostReply) -> str:
    """The permalink of a host reply: path and anchor on the page that shows the comment it stands in."""
    return f"{comment_link(reply.comment).partition('#')[0]}#{reply.anchor}"
