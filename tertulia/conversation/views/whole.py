"""A post and all that was said under it as one document, to print and to save."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from tertulia.conversation import reading
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.page import about, said
from tertulia.conversation.stale import shown_by, shown_by_full
from tertulia.conversation.ways import Way
from tertulia.conversation.whole import numbers_in, part_link, parts_of
from tertulia.lib import tags
from tertulia.weblog.page import fragment, render, speaking


@require_safe
def whole(request: HttpRequest, stem: str, part: int | None = None) -> HttpResponse:
    """The conversation in one document, oldest first and in threads if the host has it so; of a very long one the
    first part, the others at addresses of their own."""
    post = reading.find_post(stem)
    conversation, number = conversation_of(post), part or 1
    parts, numbers = parts_of(conversation), numbers_in(number, conversation)
    if part == 1:
        return HttpResponsePermanentRedirect(part_link(post, 1))
    if number not in parts:
        raise Http404(f"The conversation has no part {number}.")
    with speaking(post.weblog):
        context = about(post) | {"thread": said(post, numbers, Way.HOST, folds=False), "numbers": numbers}
    context |= {"last_shown": numbers.stop - 1}
    context |= {"part": number, "sidebar": [], "is_whole": len(parts) == 1}
    context |= {"older": part_link(post, number - 1) if number > 1 else ""}
    context |= {"newer": part_link(post, number + 1) if number + 1 in parts else ""}
    shows = shown_by_full(post, numbers) if context["newer"] else shown_by(post)
    return render(request, post.weblog, "conversation/whole.html", context, shows=shows)


@require_safe
def latest(request: HttpRequest, stem: str) -> HttpResponse:
    """How many comments there are and the highest number: for browsers that look now and then whether more came."""
    post = reading.find_post(stem)
    context = {"conversation": conversation_of(post)}
    return fragment(post.weblog, "latest-comment", context, shows=(tags.post(post.id), tags.count(post.id)))
