"""The small page of one comment, where its foot leads: what belongs to it and does not stand beside its words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tertulia.conversation import authorship, forms, markup, reading
from tertulia.conversation.comment import Comment, CommentSet
from tertulia.conversation.door import door
from tertulia.conversation.mark_lines import lines_alone
from tertulia.conversation.post_history import has_changed_since
from tertulia.conversation.quote_marks import marked_alone
from tertulia.conversation.quoted import quoters_of
from tertulia.conversation.submission import Submission
from tertulia.lib import text
from tertulia.weblog.page import render


@door
@require_safe
def more(request: HttpRequest, stem: str, number: int) -> HttpResponse:
    """One comment, with a section for each thing that can be seen of it or done with it. Never stored, as it tells the
    author's browser that the comment is theirs."""
    post = reading.find_post(stem)
    comment = reading.find_placed(post, number)
    context = {
        "post": post,
        "stem": text.path_encoded(post.stem),
        "comment": comment,
        "said": marked_alone(comment, post),
        "link": reading.comment_link(comment),
        "post_has_changed": has_changed_since(comment),
        "marks": lines_alone(comment, post),
        "initials": markup.initials(comment.name),
        "yours": authorship.link_of(comment) if authorship.is_author(request, comment) else "",
        "report": forms.report_form(comment, Submission()) if comment.is_public else None,
        "quoters": [(one, reading.comment_link(one)) for one in _of(comment, quoters_of(comment))],
        "answers": [(one, reading.comment_link(one)) for one in _of(comment, _answers(comment))],
    }
    return render(request, post.weblog, "conversation/more.html", context)


def _answers(comment: Comment) -> CommentSet:
    return Comment.objects.placed().filter(parent=comment)


def _of(comment: Comment, others: CommentSet) -> list[Comment]:
    # Links to them shall cost no query each.
    found = list(others)
    for other in found:
        other.conversation = comment.conversation
    return found
