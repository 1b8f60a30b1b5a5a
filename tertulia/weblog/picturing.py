"""The picture of a member: shown beside what they say, and taken away again."""

from django.core.files.base import File
from django.db import transaction

from tertulia.lib import tags
from tertulia.media.face import forget_face, store_face
from tertulia.media.image import Image
from tertulia.outbox.event import record
from tertulia.weblog.member import Member


def show_picture(member: Member, upload: "File[bytes]") -> None:
    """Let this picture stand beside what a member says instead of any before it. Raises BadImage."""
    _change(member, store_face(upload))


def take_picture_away(member: Member) -> None:
    """Let none stand there; its files are deleted."""
    _change(member, None)


def let_go(picture: Image) -> None:
    """Delete a picture of somebody; its files go by the worker, as they must not outlive a process that is killed."""
    record("picture.gone", files=forget_face(picture))


@transaction.atomic
def _change(member: Member, picture: Image | None) -> None:
    found = Member.objects.select_for_update(of=("self",)).select_related("picture").get(pk=member.pk)
    before, found.picture = found.picture, picture
    found.save(update_fields=["picture"])
    record("member.pictured", tags=[tags.weblog(found.weblog_id)], weblog_id=found.weblog_id, member_id=found.pk)
    if before:
        let_go(before)
