"""A weblog that leaves in a format of others, is wiped, and is imported anew."""

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

from tertulia.conversation.conversation import Conversation, State
from tertulia.exchange.load import load
from tertulia.exchange.readers.known import open_export
from tertulia.exchange.report import Report
from tertulia.exchange.writers.written import Written
from tertulia.weblog.search import SearchText
from tertulia.weblog.weblog import Weblog, create_weblog

Write = Callable[[Weblog, Path], Written]


def left(weblog: Weblog, write: Write, file: Path) -> bytes:
    """The export of a weblog, written to ``file``."""
    file.unlink(missing_ok=True)
    write(weblog, file)
    return file.read_bytes()


def close_everything(weblog: Weblog) -> None:
    """Every conversation that is open is closed, as an import leaves it."""
    for post in weblog.posts.all():
        Conversation.objects.get_or_create(post=post)
    Conversation.objects.filter(post__weblog=weblog).exclude(state=State.NONE).update(state=State.CLOSED)


def imported_anew(weblog: Weblog, file: Path) -> tuple[Weblog, Report]:
    """A new weblog of the same name made of the export, once the old one is gone."""
    kept = {name: getattr(weblog, name) for name in ("title", "tagline", "language", "timezone", "photo_id")}
    Weblog.objects.get(slug=weblog.slug).delete()
    SearchText.objects.all().delete()
    new = create_weblog(weblog.slug)
    # No import brings its settings.
    Weblog.objects.filter(id=new.id).update(**kept)
    new.refresh_from_db()
    return new, load(open_export(file), new)


def comes_back(weblog: Weblog, write: Write, file: Path) -> Report | None:
    """Check that the export of what an export became is the same export; None if there was nothing to export."""
    close_everything(weblog)
    before = left(weblog, write, file)
    if not before:
        return None
    new, report = imported_anew(weblog, file)
    after = left(new, write, file)
    lines = unified_diff(before.decode().split("\n"), after.decode().split("\n"), lineterm="", n=1)
    assert after == before, "\n".join(lines)
    return report
