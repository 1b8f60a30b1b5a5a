"""Make the weblog of an archive again: all of it, in one transaction, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.exchange.archive.container import Archive
from tertulia.exchange.archive.examine import Show, examine, quietly, weblog_here
from tertulia.exchange.archive.restore_conversations import restore_conversations
from tertulia.exchange.archive.restore_links import restore_links
from tertulia.exchange.archive.restore_marks import restore_marks
from tertulia.exchange.archive.restore_notes import restore_notes, restore_standing_notes
from tertulia.exchange.archive.restore_posts import restore_addresses, restore_decisions, restore_posts
from tertulia.exchange.archive.restore_quotes import restore_quotes
from tertulia.exchange.archive.restore_reports import restore_reports
from tertulia.exchange.archive.restore_rescue import restore_claims, restore_origins, restore_questions
from tertulia.exchange.archive.restore_revisions import (
    restore_comment_revisions,
    restore_post_revisions,
    restore_reply_revisions,
)
from tertulia.exchange.archive.restore_weblog import restore_weblog
from tertulia.exchange.archive.restored_links import ArchivedAddresses
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.sequences import go_on_behind
from tertulia.exchange.records import BrokenExport
from tertulia.lib import tags
from tertulia.outbox.event import record
from tertulia.weblog.links import links_of
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog


def restore(archive: Archive, show: Show = quietly) -> Restoring:
    """Make the weblog, or fill the empty one of its slug; it answers at all its addresses when this returns. Raises
    BrokenExport, and then nothing has been kept."""
    known = examine(archive, show)
    with _files(archive), transaction.atomic():
        weblog = weblog_here(archive.manifest.weblog) or Weblog(slug=archive.manifest.weblog)
        here = Restoring(archive, known, show, weblog)
        try:
            _fill(here)
        except (IntegrityError, DataError) as error:
            sentence = _("its records do not fit each other, or something else was written here meanwhile: {error}.")
            raise BrokenExport(sentence.format(error=str(error).partition("\n")[0])) from error
    return here


def _fill(here: Restoring) -> None:
    restore_weblog(here)
    restore_links(here)
    here.links = links_of(here.weblog, ArchivedAddresses(here))
    restore_posts(here)
    restore_post_revisions(here)
    restore_conversations(here)
    restore_quotes(here)
    restore_marks(here)
    restore_notes(here)
    restore_standing_notes(here)
    restore_comment_revisions(here)
    restore_reports(here)
    restore_reply_revisions(here)
    restore_addresses(here)
    restore_decisions(here)
    restore_origins(here)
    restore_questions(here)
    restore_claims(here)
    weblog_id, known = here.weblog.id, here.known
    record("weblog.restored", tags=[tags.weblog(weblog_id)], weblog_id=weblog_id)
    for model, ids in ((Post, known.posts), (Comment, known.comments), (HostReply, known.replies)):
        go_on_behind(model, ids.last)


@contextmanager
def _files(archive: Archive) -> Iterator[None]:
    # A page must not be shown before its pictures are there.
    new: list[str] = []
    try:
        for name in archive.media:
            if not default_storage.exists(name):
                _keep(archive, name, new)
        yield
    except BaseException:
        for name in new:
            default_storage.delete(name)
        raise


def _keep(archive: Archive, name: str, new: list[str]) -> None:
    with archive.medium(name) as file:
        kept = default_storage.save(name, File(file))
    new.append(kept)
    if kept != name:
        raise BrokenExport(_("media/{file}: there is another file of that name here already.").format(file=name))
