"""A post with its conversation, found by its whole path; and what any other path once led to."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.http import require_safe

from tertulia.conversation import old_forms, reading
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.page import comments_page, pages_of, post_page
from tertulia.conversation.policy import policy_of
from tertulia.conversation.stale import shown_by, shown_by_full
from tertulia.conversation.views.since import since_page
from tertulia.conversation.ways import Way, other_way
from tertulia.lib import tags, text
from tertulia.weblog import archive, old_files
from tertulia.weblog.address import find_address
from tertulia.weblog.page import render, speaking
from tertulia.weblog.post import Post


@require_safe
def address(request: HttpRequest, address: str) -> HttpResponse:
    """Whatever lives at a path: a post, else a redirect to where its address or a near spelling of it leads."""
    path = f"/{address}"
    if post := reading.published_at(path):
        return _page_or_comment(request, post)
    if target := _old(path, request.META.get("QUERY_STRING", "")):
        return HttpResponsePermanentRedirect(text.path_encoded(target))
    raise Http404(f"Nothing is published at {path}.")


@require_safe
def comment_page(request: HttpRequest, stem: str, page: int | None = None, way: Way = Way.HOST) -> HttpResponse:
    """A page of comments: chunk ``page``, in the host's way or in another. The host's way has one address only, and
    what the post's own page shows is sent there; the first page of another way is the one without a number."""
    post = reading.find_post(stem)
    conversation, policy = conversation_of(post), policy_of(post.weblog)
    last, first = reading.last_chunk(conversation, policy), reading.chunks_with_post(conversation, policy)
    chunk = first.start if page is None else page
    if not 1 <= chunk <= max(conversation.last_number, 1):
        raise Http404(f"The conversation has no page {page}.")
    shown = way if way == other_way(policy) and conversation.last_number else Way.HOST
    if shown != way or chunk > last or page in first:
        # Not for ever: with the newest first, this chunk gets its own page once the next one begins. A page that is too
        # far on was there while the host showed fewer comments on each, and the other way is what the host may choose.
        return HttpResponseRedirect(f"{reading.chunk_link(post, min(chunk, last), shown)}#comments")
    return _show_comments(request, post, range(page, page + 1) if page else first, way)


def _page_or_comment(request: HttpRequest, post: Post) -> HttpResponse:
    if old_id := request.GET.get("cid"):
        # Not for ever, as the host may show another number of comments on each page. A page with a query is not stored.
        return HttpResponseRedirect(_link_of_old(post, old_id))
    if "since" in request.GET:
        return since_page(request, post, request.GET["since"])
    chunks = reading.chunks_with_post(conversation_of(post), policy_of(post.weblog))
    return _show_post(request, post, chunks)


def _link_of_old(post: Post, old_id: str) -> str:
    """Where an old permalink (``?cid=6a00d…``, ``?cid=12828452``) leads: to its comment, else to the post."""
    is_it = Q(old_id=old_id) | Q(old_number=old_id)
    found = Comment.objects.placed().filter(is_it, conversation=post.pk)
    comment = found.select_related("conversation__post__weblog__policy").first()
    return reading.comment_link(comment) if comment else post.link


def _show_post(request: HttpRequest, post: Post, chunks: range) -> HttpResponse:
    with speaking(post.weblog):
        context = post_page(post, pages_of(post, chunks))
    beside = (one for one in (context["previous"], context["next"]) if one)
    shows = (*shown_by(post), tags.neighbours(post.id), *(tags.post(one.id) for one in beside))
    return render(request, post.weblog, "conversation/post.html", context, shows=shows)


def _show_comments(request: HttpRequest, post: Post, chunks: range, way: Way) -> HttpResponse:
    pages = pages_of(post, chunks, way)
    with speaking(post.weblog):
        context = comments_page(post, pages) | {"canonical": post.weblog.absolute(pages.other)}
    shows = shown_by_full(post, pages.numbers) if pages.is_settled else shown_by(post)
    return render(request, post.weblog, "conversation/comment_page.html", context, shows=shows)


def _old(path: str, query: str) -> str:
    """Where an old address leads by now: one that is kept, one near to it, one that follows from it by rule."""
    found = old_forms.feed_of_comments(path, _target_of) or _target_of(path) or _near(path)
    found = found or old_forms.leads_to(path, _target_of)
    return found or ("" if text.is_broken(path) else old_files.leads_to(path, query))


def _target_of(path: str) -> str:
    """Where a kept address leads, unless that is a post which readers may not see now."""
    known = find_address(path)
    if known is None or (known.post and not reading.published_at(known.target)):
        return ""
    return known.target


def _near(path: str) -> str:
    """The path that was meant by one with ``index.html``, with a slash too many or too few, or without ``.html``."""
    if "//" in path or text.is_broken(path):
        return ""
    spellings = [spelling for spelling in _spellings(path) if spelling != path]
    if post := reading.published_at(*spellings):
        return post.path or ""
    kept = (target for spelling in spellings if (target := _target_of(spelling)))
    lists = (spelling for spelling in spellings if spelling.endswith("/") and archive.is_list(spelling))
    return next(kept, "") or next(lists, "")


def _spellings(path: str) -> list[str]:
    for name in ("/index.html", "/index.htm"):
        if path.endswith(name):
            return [path.removesuffix(name) + "/"]
    bare = path.rstrip("/")
    return [bare, f"{bare}.html", f"{bare}/"]
