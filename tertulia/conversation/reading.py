"""How readers reach a conversation: its post by path, its pages of comments, the permalink of each comment.

Comments are shown in chunks of ``policy.per_page`` by their numbers: chunk k holds (k-1)*per_page+1 to k*per_page.
Numbers are dense and never given twice, so a full chunk never changes and its page can be stored for ever.

The post's own page shows the first chunk; or, if the newest comments come first, the last one, together with the one
before as long as the last is less than half full, so that a reader never finds a single comment there. Every other
chunk has a page of its own."""

from collections.abc import Sequence

from django.http import Http404

from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import Conversation, conversation_of
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.policy import Order, Policy, policy_of
from tertulia.conversation.ways import Way
from tertulia.lib import text
from tertulia.lib.prepared import Given, Question
from tertulia.weblog.post import Post, PostSet, Status

_TOGETHER = ("weblog__photo", "weblog__policy", "author", "conversation__note")


def published_at(*paths: str) -> Post | None:
    """The published post of the first of these decoded paths that has one, with all that its page shows of single
    rows: weblog, photo, policy, author, conversation. One query."""
    wanted = [path for path in paths if not text.is_broken(path)]
    post = _first_published(_whole, wanted)
    if post and post.author:
        post.author.weblog = post.weblog
    return post


def find_post(path: str) -> Post:
    """The published post of a path or stem, decoded, with or without the first slash. Raises Http404."""
    post = published_at(*_paths_of(path))
    if post is None:
        raise Http404(f"No post is published at {path}.")
    return post


def find_bare_post(path: str) -> Post:
    """The same with nothing but id, path and status: for a door that hands it on to a verb."""
    post = _first_published(_bare, [] if text.is_broken(path) else _paths_of(path))
    if post is None:
        raise Http404(f"No post is published at {path}.")
    return post


def chunk_of(number: int, policy: Policy) -> int:
    """The chunk that holds the comment of that number; there is one only if ``per_page`` is 0."""
    return (number - 1) // policy.per_page + 1 if policy.per_page and number > 0 else 1


def last_chunk(conversation: Conversation, policy: Policy) -> int:
    """The chunk that new comments go to; 1 if there is none yet."""
    return chunk_of(conversation.last_number, policy)


def chunks_with_post(conversation: Conversation, policy: Policy) -> range:
    """The chunks that the post's own page shows: one, or two (see above)."""
    if policy.order == Order.OLDEST:
        return range(1, 2)
    last = last_chunk(conversation, policy)
    is_short = conversation.last_number - (last - 1) * policy.per_page < policy.per_page / 2
    return range(last - 1 if is_short and last > 1 else last, last + 1)


def numbers_of(chunks: range, conversation: Conversation, policy: Policy) -> range:
    """The numbers of the comments in these chunks, as far as they were given."""
    if not policy.per_page:
        return range(1, conversation.last_number + 1)
    first, end = (chunks.start - 1) * policy.per_page + 1, (chunks.stop - 1) * policy.per_page + 1
    return range(first, min(end, conversation.last_number + 1))


def chunk_link(post: Post, chunk: int, way: Way = Way.HOST) -> str:
    """The path, as it stands in a link, of the page that shows that chunk: the post's own or a page of comments; or in
    another way to read, its first page or a further one."""
    is_first = chunk in chunks_with_post(conversation_of(post), policy_of(post.weblog))
    if is_first and way == Way.HOST:
        return post.link
    folder = f"{way}/" if way else ""
    return text.path_encoded(f"{post.stem}/comments/{folder}{'' if is_first else f'page/{chunk}/'}")


def comment_link(comment: Comment) -> str:
    """The permalink of a published comment: path and anchor on whichever page shows it. Costs no query if the comment
    came with ``conversation__post__weblog__policy``."""
    post = comment.conversation.post
    return f"{chunk_link(post, chunk_of(comment.number or 0, policy_of(post.weblog)))}#{comment.anchor}"


def find_placed(post: Post, number: int) -> Comment:
    """What has a place of that number under the post. Raises Http404."""
    found = Comment.objects.placed().filter(conversation=post.pk, number=number).first()
    if found is None:
        raise Http404(f"The conversation has no comment {number}.")
    found.conversation = conversation_of(post)
    return found


def reply_link(reply: HostReply) -> str:
    """The permalink of a host reply: path and anchor on the page that shows the comment it stands in."""
    return f"{comment_link(reply.comment).partition('#')[0]}#{reply.anchor}"


def _paths_of(path: str) -> list[str]:
    path = "/" + path.lstrip("/")
    return [path, f"{path}.html", f"{path}/"]


def _first_published(question: Question[Post], wanted: Sequence[str]) -> Post | None:
    # The status is looked at here: asked for it, SQLite goes through all that is published and not to the three paths.
    # No post has an empty path.
    posts = question.all(**dict(zip(_PLACES, (*wanted, "", ""), strict=False))) if wanted else []
    found = {post.path: post for post in posts if post.status == Status.PUBLISHED}
    return next((found[path] for path in wanted if path in found), None)


# Nobody asks for more paths at once.
_PLACES = ("first", "second", "third")


def _at() -> PostSet:
    return Post.objects.filter(path__in=[Given(place) for place in _PLACES])


_whole = Question(lambda: _at().select_related(*_TOGETHER))
_bare = Question(lambda: _at().only("path", "status"))
