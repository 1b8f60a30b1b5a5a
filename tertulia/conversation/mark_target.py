"""What a mark leads to: found by what somebody typed or pasted."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment
from tertulia.conversation.host_reply import HostReply
from tertulia.lib import text

_NUMBER = re.compile(r"#?([1-9][0-9]{0,8})")
_LONGEST = 2000


class Target(NamedTuple):
    """A comment, a host's reply, or a page elsewhere; or nothing."""

    comment: Comment | None = None
    reply: HostReply | None = None
    url: str = ""

    def __str__(self) -> str:
        if self.reply:
            return f"#{self.reply.comment.number}, {self.reply.name}"
        return f"#{self.comment.number}" if self.comment else self.url


def target_of(comment: Comment, link: str) -> Target | None:
    """What ``link`` names, for a mark on that comment; None if it is empty. Raises ValidationError."""
    typed = text.clean(link).strip()
    if not typed:
        return None
    post = comment.conversation.post
    if number := _NUMBER.fullmatch(typed):
        return _comment(comment, Q(number=number[1]))
    try:
        parts = urlsplit(typed)
    except ValueError as error:
        raise ValidationError(_("This is not an address: %(link)s") % {"link": typed[:100]}) from error
    path = unquote(parts.path)
    is_here = not parts.netloc or typed.startswith(post.weblog.absolute("/"))
    if is_here and (path.startswith(f"{post.stem}/comments/") or path in ("", post.path)):
        return _here(comment, path.removeprefix(f"{post.stem}/comments/"), parts.fragment)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(typed) > _LONGEST:
        raise ValidationError(_("This is not an address: %(link)s") % {"link": typed[:100]})
    return Target(url=typed)


def _here(comment: Comment, path: str, fragment: str) -> Target:
    word, _dash, name = fragment.partition("-")
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 19 else 0
    if word == "reply":
        inside = HostReply.objects.filter(comment__conversation=comment.conversation_id, withdrawn=False)
        reply = inside.filter(Q(first_id=number) | Q(first_id=None, id=number)).select_related("comment").first()
        if reply is None or not reply.comment.is_public:
            raise ValidationError(_("There is no such reply in this conversation."))
        return Target(reply=reply)
    if word == "comment":
        return _comment(comment, Q(old_id=name) | Q(first_id=number) | Q(first_id=None, id=number))
    if plain := _NUMBER.match(path):
        return _comment(comment, Q(number=plain[1]))
    raise ValidationError(_("Name the comment: its number, or its address."))


def _comment(comment: Comment, which: Q) -> Target:
    found = Comment.objects.published().filter(which, conversation=comment.conversation_id).first()
    if found is None:
        raise ValidationError(_("There is no such comment in this conversation."))
    if found.id == comment.id:
        raise ValidationError(_("A comment cannot do this for itself."))
    return Target(found)
