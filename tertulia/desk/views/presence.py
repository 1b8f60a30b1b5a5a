"""Who reads which comment just now, for the scripts of the queue and of a comment's page."""

from django.http import HttpResponse, JsonResponse

from tertulia.conversation import presence
from tertulia.desk import seat
from tertulia.desk.comment_page import told_of
from tertulia.desk.screen import DeskRequest, ids_in, screen


@screen("POST")
def presences(request: DeskRequest) -> HttpResponse:
    """Note that somebody still reads the comment ``reading``; answers a sentence about each ``comment`` that others
    read, by its id."""
    comments = seat.comments_of(request.user)
    if reading := comments.filter(id__in=ids_in(request, "reading", 1)).first():
        presence.be_there(reading, request.user)
    shown = comments.filter(id__in=ids_in(request, "comment")).values_list("id", flat=True)
    others = presence.others_at(list(shown), request.user)
    return JsonResponse({str(comment_id): told_of(there) for comment_id, there in others.items()})
