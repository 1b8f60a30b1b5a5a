"""The comments of a page: in the themes since 2007 each in an element of its own."""

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from tertulia.exchange.readers.pages.bodies import words_of
from tertulia.exchange.readers.pages.links import Links, hidden_mail, mail_in, split
from tertulia.exchange.readers.pages.page import Said
from tertulia.exchange.readers.pages.tree import plain

_ID = re.compile(r"comment-(6a[0-9a-f]{20,40}|\d{1,20})")
_XID = re.compile(r"6a[0-9a-f]{20,40}")
_LINKED = re.compile(r"(?:^|[?&])cid=(6a[0-9a-f]{20,40}|\d{1,20})|(?:^|#)c(?:omment-)?(6a[0-9a-f]{20,40}|\d{1,20})$")
_LABEL = re.compile(r"^[^:|]{1,40}:\s*")
# What stands between a name and a date in one sentence.
_BETWEEN = re.compile(r"\s+(?:at|on|le|am|el|il|op|em|den|dne)\s+(?=[^|]{0,30}\d)", re.IGNORECASE)


def said_in(nodes: Iterable[LexborNode], links: Links) -> Iterator[Said]:
    """What was said in these elements, each of which is a comment of a theme that is known."""
    for node in nodes:
        found = _ID.fullmatch(node.id or "")
        content = _one(node, "comment-content")
        if found and content is not None:
            yield _said(node, content, found[1], links)


def _said(node: LexborNode, content: LexborNode, own: str, links: Links) -> Said:
    footer = _one(node, "comment-footer") or _one(node, "comment-header")
    avatar = next((_XID.search(image.id or "") for image in node.css("img") if image.id), None)
    name, url, when, ids = footer_of(footer, links) if footer else ("", "", "", [])
    xid, number = ids_of([own, *([avatar[0]] if avatar else []), *ids])
    return Said(
        name=name or _of_avatar(node),
        when=when,
        text=words_of(list(content.iter(include_text=True)), links),
        xid=xid,
        number=number,
        url=url,
        by_host="comment-by-owner" in classes_of(node),
    )


def footer_of(footer: LexborNode, links: Links) -> tuple[str, str, str, list[str]]:
    """Name, web address, date as written, and the ids in the link to the comment."""
    anchors = footer.css("a")
    own = next((a for a in reversed(anchors) if _LINKED.search(a.attributes.get("href") or "")), None)
    by = next((a for a in anchors if own is None or a.mem_id != own.mem_id), None)
    shown = _LABEL.sub("", plain(footer), count=1)
    when = plain(own) if own else ""
    if not any(c.isdigit() for c in when):
        before, when = _parted(shown)
    else:
        before = shown.rpartition(when)[0]
    name = name_of(by) if by else _without_between(before)
    return name, _address_of(by, links) if by else "", when, _ids_in(own)


def name_of(anchor: LexborNode) -> str:
    """The words of a link; the e-mail address in it, if a crawler's host has hidden that."""
    hidden = anchor.attributes.get("data-cfemail") or mail_in(anchor.attributes.get("href") or "")
    inner = next(
        (span.attributes.get("data-cfemail") for span in anchor.css("span") if span.attributes.get("data-cfemail")),
        None,
    )
    return hidden_mail(inner or "") or (hidden_mail(hidden or "") if not inner and hidden else "") or plain(anchor)


def ids_of(found: Iterable[str]) -> tuple[str, str]:
    """The first id of each of the two kinds that a comment can have."""
    ids = list(found)
    return next((one for one in ids if _XID.fullmatch(one)), ""), next((one for one in ids if one.isdigit()), "")


def classes_of(node: LexborNode) -> list[str]:
    """The classes of an element."""
    return (node.attributes.get("class") or "").split()


def _parted(shown: str) -> tuple[str, str]:
    before, bar, when = shown.rpartition("|")
    if bar:
        return before.strip(), when.strip()
    cuts = list(_BETWEEN.finditer(shown))
    return (shown[: cuts[0].start()], shown[cuts[0].end() :]) if cuts else (shown, "")


def _without_between(before: str) -> str:
    return re.sub(r"\s+(?:at|on|le|am|el|il|op|em|den|dne)$", "", before.strip(), flags=re.IGNORECASE).strip(" |")


def _address_of(anchor: LexborNode, links: Links) -> str:
    # The title keeps what the commenter gave; the link itself was changed by Typepad and by crawlers.
    given = (anchor.attributes.get("title") or "").strip()
    url = given if split(given).scheme in ("http", "https") else links.absolute(anchor.attributes.get("href") or "")
    return url if split(url).scheme in ("http", "https") and mail_in(url) is None else ""


def _ids_in(own: LexborNode | None) -> list[str]:
    href = (
        (own.attributes.get("href") or "").replace("%3F", "?").replace("%3f", "?").replace(".html#", "#") if own else ""
    )
    query, _mark, name = href.partition("#")
    parts = (query.rpartition("?")[2] if "?" in query else "", f"#{name}")
    return [found[1] or found[2] for part in parts if (found := _LINKED.search(part))]


def _of_avatar(node: LexborNode) -> str:
    return next((" ".join((image.attributes.get("alt") or "").split()) for image in node.css("img")), "")


def _one(node: LexborNode, name: str) -> LexborNode | None:
    return node.css_first(f".{name}")
