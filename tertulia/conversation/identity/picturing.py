"""The picture of a commenter: put beside their comments, and taken away again."""

from django.core.files.base import File
from django.db import transaction

from tertulia.conversation.identity.commenter import Commenter, Standing
from tertulia.conversation.identity.standing import stale
from tertulia.lib import tags
from tertulia.media.face import store_face
from tertulia.media.image import Image
from tertulia.outbox.event import record
from tertulia.weblog.picturing import let_go


def show_picture(commenter: Commenter, upload: "File[bytes]") -> None:
    """Let this picture stand beside their comments instead of any before it. Raises BadImage."""
    _change(commenter, store_face(upload))


def take_picture_away(commenter: Commenter) -> None:
    """Let none stand there; its files are deleted."""
    _change(commenter, None)


@transaction.atomic
def _change(commenter: Commenter, picture: Image | None) -> None:
    found = Commenter.objects.select_for_update(of=("self",)).select_related("weblog", "picture").get(pk=commenter.pk)
    before, found.picture = found.picture, picture
    found.save(update_fields=["picture"])
    sure = found.comments.filter(standing=Standing.CONFIRMED).select_related("conversation__post")
    shown = {*stale(found.weblog, list(sure.defer("text", "html"))), tags.commenter(found.pk)}
    record("commenter.pictured", tags=shown, weblog_id=found.weblog_id, commenter_id=found.pk)
    if before:
        let_go(before)
