"""Files of an old weblog: which paths they have here, and what their old addresses lead to."""

from django.conf import settings

from tertulia.lib.old_files import OldFile, old_file
from tertulia.weblog.address import Address
from tertulia.weblog.weblog import Weblog


def leads_to(path: str, query: str = "") -> str:
    """Where the old address of a file leads, whatever size it asks for; empty if no such file is here."""
    old = old_file(f"{path}?{query}" if query else path)
    if old is None or old.path == path:
        return ""
    known = Address.objects.filter(path=old.path, to__startswith=settings.MEDIA_URL).first()
    return known.to if known else ""


def paths_of(weblog: Weblog, old: OldFile) -> list[str]:
    """The paths that an old file may have here, the best first: its own, if it was the weblog's; one below the
    weblog's, for when its own is another weblog's here; one that names its host, if that was somebody else's."""
    below = f"{weblog.path}-"
    own = [old.path, f"{below}{old.path}"] if old.is_asset or old.host in ("", *weblog.hosts) else []
    return own + ([f"{below}/{old.host}{old.path}"] if old.host and not old.is_asset else [])
