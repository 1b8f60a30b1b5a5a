"""The public addresses around the conversations of a weblog: who said what, what was said before. Paths are decoded."""

from collections.abc import Iterator
from math import ceil

from django.http import Http404

from tertulia.conversation.comment import PLACED
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.feeds import SIZE
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.note import Note
from tertulia.conversation.policy import policy_of
from tertulia.conversation.selection import PER_PAGE, SELECTIONS
from tertulia.conversation.speaker import Speaker, commenter_called, host_of, member_called
from tertulia.conversation.standing_note import StandingNote
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

# Those that pages name.
FEEDS = ("atom.xml", "rss.xml", "feed.json")


def of_speakers(weblog: Weblog) -> Iterator[str]:
    """What each said whose name is known, what the host said and wants to find out; their feeds. How comments are
    moderated, where the host shows it, and what the note over all conversations said before."""
    yield from _with_feeds(f"{weblog.path}open-questions/")
    if policy_of(weblog).public_log:
        yield f"{weblog.path}moderation-log/"
    if StandingNote.objects.filter(weblog=weblog).exclude(text="").exists():
        yield f"{weblog.path}comments/note/"
    for speaker in _speakers(weblog):
        yield from _with_feeds(speaker.path)
        yield from further_pages(speaker.path, speaker.count, SIZE)


def beside_post(post: Post) -> Iterator[str]:
    """The selections from its conversation; what the post, the note and the comments said before."""
    stem, conversation = post.stem, conversation_of(post)
    for name, chosen in SELECTIONS.items():
        count = chosen(post).count()
        # The page names the host's answers wherever anything was said.
        if count or (name == "host" and conversation.count):
            yield f"{stem}/comments/{name}/"
            yield from further_pages(f"{stem}/comments/{name}/", count, PER_PAGE)
    if Note.objects.filter(conversation=conversation).exists():
        yield f"{stem}/comments/note/"
    edited = conversation.comments.published().filter(earlier__gt=0).order_by("number")
    yield from (f"{stem}/comments/{number}/history/" for number in edited.values_list("number", flat=True))
    edited_replies = HostReply.objects.filter(comment__conversation=post.pk, comment__state__in=PLACED, earlier__gt=0)
    for reply in edited_replies.filter(withdrawn=False).select_related("comment").order_by("id"):
        yield f"{stem}/comments/{reply.comment.number}/replies/{reply.public_id}/history/"
    yield from _revisions(post)


def further_pages(path: str, count: int, size: int) -> Iterator[str]:
    """The second and further pages of a list of so many, at so many a page."""
    yield from (f"{path}page/{number}/" for number in range(2, ceil(count / max(size, 1)) + 1))


def _with_feeds(path: str) -> Iterator[str]:
    yield from (f"{path}{file}" for file in ("", *FEEDS))


def _speakers(weblog: Weblog) -> Iterator[Speaker]:
    yield host_of(weblog)
    for slug in Commenter.objects.filter(weblog=weblog, refused_at=None).values_list("slug", flat=True):
        yield commenter_called(weblog, slug)
    for slug in weblog.members.values_list("slug", flat=True):
        try:
            yield member_called(weblog, slug)
        except Http404:  # has said nothing
            continue


def _revisions(post: Post) -> Iterator[str]:
    if post.revision > 1:
        yield f"{post.stem}/revisions/"
    for number in post.revisions.values_list("number", flat=True):
        yield from (f"{post.stem}/revisions/{number + 1}/", f"{post.stem}/revisions/{number}/since/")
