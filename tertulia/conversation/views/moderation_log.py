"""How comments are moderated, for everybody to see where the host has it so."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse

from tertulia.conversation.policy import policy_of
from tertulia.conversation.public_log import lines_of, listed, spam_by_day
from tertulia.conversation.views.lists import or_address
from tertulia.lib import tags, text
from tertulia.weblog.page import find_weblog, render
from tertulia.weblog.weblog import Weblog

PER_PAGE = 50


@or_address
def log(request: HttpRequest, slug: str, page: int = 1) -> HttpResponse:
    """The decisions about comments, the last first. The first page is stored; those behind it, which each decision
    moves, are made for whoever asks."""
    weblog = find_weblog(slug)
    if not policy_of(weblog).public_log:
        raise Http404("This weblog keeps its log to its members.")
    try:
        found = Paginator(listed(weblog), PER_PAGE).page(page)
    except EmptyPage as error:
        raise Http404(f"The log has no page {page}.") from error
    lines = lines_of(weblog, list(found))
    context = {
        "lines": lines,
        "is_first": page == 1,
        "spam": spam_by_day(weblog) if page == 1 else [],
        "newer": _link(weblog, page - 1) if found.has_previous() else "",
        "older": _link(weblog, page + 1) if found.has_next() else "",
    }
    posts = {tags.post(line.post.id) for line in lines if line.post}
    shows = [tags.moderation_log(weblog.id), *posts] if page == 1 else None
    return render(request, weblog, "conversation/moderation_log.html", context, shows=shows)


def _link(weblog: Weblog, page: int) -> str:
    return text.path_encoded(f"{weblog.path}moderation-log/{f'page/{page}/' if page > 1 else ''}")
