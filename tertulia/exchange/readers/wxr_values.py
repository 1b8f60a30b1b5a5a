"""What the values in a WordPress export mean: dates, statuses, addresses."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from tertulia.exchange.readers.xml_element import Element
from tertulia.exchange.records import CommentStatus, Status

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)", re.ASCII)
# Two of them where a plug-in put a path together.
_SLASHES = re.compile(r"(?<!:)/{2,}")
_ID = re.compile(r"[?&](?:p|page_id|attachment_id)=(\d{1,20})(?:&|#|$)", re.ASCII)

# What was published and what is not for everybody are told apart by whoever looks for a password.
STATUSES: dict[str, Status] = {
    "": "published",
    "publish": "published",
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "draft",
    "private": "draft",
    "future": "scheduled",
    "trash": "discarded",
}
COMMENT_STATUSES: dict[str, CommentStatus] = {
    "": "published",
    "1": "published",
    "approve": "published",
    "approved": "published",
    "0": "held",
    "hold": "held",
    "spam": "spam",
    "trash": "withdrawn",
    "post-trashed": "withdrawn",
}


def moment(element: Element, local: str, utc: str, published: str = "") -> datetime | None:
    """The date in an element: UTC if it is there, else local time without a zone, else None. Drafts have zeros."""
    in_utc = _parsed(element.text_of(utc))
    if in_utc:
        return in_utc.replace(tzinfo=UTC)
    return _parsed(element.text_of(local)) or (_from_feed(element.text_of(published)) if published else None)


def post_id(item: Element) -> str:
    """The number of a post within its weblog, or what its address says about it."""
    given = item.text_of("wp:post_id").strip()
    if given:
        return given[:20]
    found = _ID.search(item.text_of("link").strip())
    return found[1] if found else ""


def folder_of(url: str) -> str:
    """The decoded path below which a weblog lived, with a slash at both ends."""
    try:
        path = unquote(urlsplit(url.strip()).path)
    except ValueError:
        return "/"
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def url_of(item: Element) -> str:
    """The address that a post had; empty if that names no path (``/?p=12``)."""
    url = _SLASHES.sub("/", item.text_of("link").strip())
    return url if path_of(url) else ""


def path_of(url: str) -> str:
    """The decoded path that an address names; empty if it is that of a front page, or none."""
    try:
        path = unquote(urlsplit(url.strip()).path)
    except ValueError:
        return ""
    return path if path.startswith("/") and path != "/" else ""


def status_of(item: Element) -> tuple[Status, str]:
    """What becomes of a post, and, if that is not what its status says, why, for people."""
    given = item.text_of("wp:status").strip().lower()
    status = STATUSES.get(given, "draft")
    if given not in STATUSES:
        return status, _("its status “{status}” is not known, so it was taken as a draft").format(status=given[:40])
    if given == "private":
        return "draft", _("it was private, so it was taken as a draft")
    if item.text_of("wp:post_password").strip() and status != "discarded":
        return "draft", _("it had a password, so it was taken as a draft")
    return status, ""


def _parsed(value: str) -> datetime | None:
    found = _DATE.fullmatch(value.strip())
    try:
        date = datetime(*(int(part) for part in found.groups())) if found else None  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return None
    # Another day in another zone must still be a date.
    return date if date and 1 < date.year < 9999 else None


def _from_feed(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value.strip())
    except (ValueError, OverflowError, IndexError):
        return None
    # Drafts are dated to the beginning of time.
    return date.astimezone(UTC) if date.tzinfo and 1970 < date.year < 9999 else None


def slug_of(item: Element) -> str:
    """The last part of a post's address, decoded: other scripts stand there percent-encoded."""
    return unquote(item.text_of("wp:post_name").strip())[:300]


def old_slugs(item: Element) -> list[str]:
    """What the last part of its address was before."""
    found = (
        unquote(pair.text_of("wp:meta_value").strip())[:300]
        for pair in item.all("wp:postmeta")
        if pair.text_of("wp:meta_key").strip() == "_wp_old_slug"
    )
    return [slug for slug in dict.fromkeys(found) if slug and "/" not in slug]
