"""What stands beside the name above a comment: a member's role, whether a name is confirmed, a face or a disc."""

from functools import lru_cache
from html import escape
from zlib import crc32

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tertulia.conversation.identity.commenter import Standing
from tertulia.conversation.shown import Shown
from tertulia.lib import text
from tertulia.media.face import small_face
from tertulia.weblog.member import Role

# So many colours the style sheet has for discs.
_TINTS = 6


class Marks:
    """Writes the marks of one page, whose weblog lives at the path ``home``. Words are asked for once."""

    def __init__(self, home: str) -> None:
        self._people = f"{escape(home)}people/"
        words = {
            Role.OWNER: _("host"),
            Role.EDITOR: pgettext("beside a name", "editor"),
            Role.AUTHOR: pgettext("beside a name", "author"),
            Role.MODERATOR: pgettext("beside a name", "moderator"),
        }
        self._roles = {str(role): f' <span class="badge host">{escape(word)}</span>' for role, word in words.items()}
        self._confirmed = escape(pgettext("beside a name", "confirmed"))
        self._all = escape(_("Confirmed: all comments of {}"))
        unconfirmed = escape(pgettext("beside a name", "unconfirmed"))
        why = escape(_("This name belongs to somebody else here."))
        self._unconfirmed = f' <span class="badge unsure" title="{why}">{unconfirmed}</span>'
        self.host = self._roles[Role.OWNER]

    def beside(self, comment: Shown) -> str:
        """The mark behind the name, as HTML; for most nothing."""
        if comment.member_id:
            return self._roles.get(comment.role or "", self.host)
        if comment.standing == Standing.CONFIRMED and comment.slug:
            href, label = self._people + escape(text.path_encoded(comment.slug)), self._all.format(escape(comment.name))
            return f' <a class="badge sure" href="{href}/" aria-label="{label}">{self._confirmed}</a>'
        return self._unconfirmed if comment.standing == Standing.UNCONFIRMED else ""


def not_confirmed(standing: str) -> str:
    """What those are told who read a comment elsewhere, as HTML: nothing, or that its name is somebody else's."""
    told = _("The name is not confirmed: it belongs to somebody else here.")
    return f"<p><em>{escape(told)}</em></p>\n" if standing == Standing.UNCONFIRMED else ""


def face(comment: Shown) -> tuple[str, str]:
    """The attributes of a comment's header that make its disc, and the picture that stands there instead."""
    picture = comment.picture if comment.standing == Standing.CONFIRMED else None
    if picture := comment.member_picture if comment.member_id else picture:
        address = escape(settings.MEDIA_URL + small_face(picture))
        return "", f'<img class="face" src="{address}" width="32" height="32" alt="" loading="lazy">'
    return _disc(comment.name), ""


@lru_cache(4096)
def _disc(name: str) -> str:
    return f' data-initials="{escape(initials(name))}" data-tint="{tint(name)}"'


@lru_cache(4096)
def initials(name: str) -> str:
    """One or two letters for the disc beside a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def tint(name: str) -> int:
    """Which of the colours the disc of a name has: always the same."""
    return crc32(name.encode()) % _TINTS
