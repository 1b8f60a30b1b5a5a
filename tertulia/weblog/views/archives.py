"""All archives of a weblog on one page: months, categories, pages."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.lib import tags
from tertulia.weblog import archive
from tertulia.weblog.page import find_weblog, render
from tertulia.weblog.post import Kind, Status


@require_safe
def archives(request: HttpRequest, slug: str) -> HttpResponse:
    """Every month with its number of posts, by year; every category; the pages."""
    weblog = find_weblog(slug)
    of_readers = Q(posts__status=Status.PUBLISHED, posts__kind=Kind.POST)
    context = {
        "months": archive.months(weblog, archive.dated(weblog, weblog.posts.in_time())),
        "categories": weblog.categories.annotate(shown=Count("posts", filter=of_readers))
        .filter(shown__gt=0)
        .order_by("label"),
        "pages": weblog.posts.pages(),
    }
    return render(request, weblog, "weblog/archives.html", context, shows=[tags.posts(weblog.id)])
