"""Comments and host replies rendered anew, where a link of theirs is gone or back."""

from django.db import transaction

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.stale import tags_inside, tags_of_host, tags_of_speakers
from tertulia.lib import markup
from tertulia.outbox.event import record
from tertulia.weblog.kept_link import KeptLink
from tertulia.weblog.links import links_of


def render_comments(weblog_id: int, link_id: int) -> int:
    """A link is gone, or back: derive what is shown of the comments and replies that link there again; answers how many
    changed."""
    link = KeptLink.objects.select_related("weblog").get(id=link_id)
    changed = 0
    for subject in [*link.places.exclude(subject="").order_by("id").values_list("subject", flat=True)]:
        kind, _colon, number = subject.partition(":")
        changed += _render(Comment if kind == "comment" else HostReply, int(number), link)
    return changed


@transaction.atomic
def _render(model: type[Comment] | type[HostReply], number: int, link: KeptLink) -> int:
    row = model._default_manager.select_for_update().filter(id=number).first()
    if row is None:
        return 0
    before, row.html = row.html, markup.comment_html(row.text, links_of(link.weblog))
    if row.html == before:
        return 0
    row.save(update_fields=["html"])
    comment = row if isinstance(row, Comment) else row.comment
    stale = {*tags_inside(comment), *tags_of_speakers(comment.conversation.post, [comment])}
    if isinstance(row, HostReply) and row.member_id:
        stale.update(tags_of_host(comment.conversation.post, row.member_id))
    record("comments.rendered", tags=stale, weblog_id=link.weblog_id)
    return 1
