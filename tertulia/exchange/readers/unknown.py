"""What a file is that is no export, as far as its first bytes or the names in it tell: what people can do then."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_PICTURE = gettext_lazy("this is a picture, no export of a weblog. Pictures of posts come in together, as a ZIP file.")
_DOCUMENT = gettext_lazy(
    "this is a document of a text or office program, no export of a weblog. If it holds the text of a page, save it as"
    " plain text (.txt)."
)
_PACKED = gettext_lazy("this is packed in a way that is not known here. Unpack it, and pack it as a ZIP file.")
_BEGINS: dict[tuple[bytes, ...], Promise] = {
    (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*"): _PICTURE,
    (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-"): _DOCUMENT,
    (b"Rar!", b"7z\xbc\xaf\x27\x1c"): _PACKED,
}
# What documents of office programs and electronic books hold, all of which are ZIP files.
_OFFICE = ("[Content_Types].xml", "META-INF/manifest.xml", "META-INF/container.xml")


def why_none(head: bytes) -> str:
    """Why a file that begins with ``head`` is none of the exports that are known here."""
    if not head.strip():
        return _("the file is empty.")
    for beginnings, why in _BEGINS.items():
        if head.startswith(beginnings):
            return str(why)
    if b"\0" in head:
        return _("this is no export of a weblog, as it is not even text.")
    shown = "".join(c if c.isprintable() else " " for c in head[:60].decode(errors="replace")).strip()
    known = _(
        "Typepad or Movable Type (a text that begins with AUTHOR: or TITLE:), WordPress, Blogger or Disqus (XML), Isso"
        " (its database), Remark42 or Ghost (JSON), saved pages (HTML, WARC), the text of a page (with a line like “The"
        " comments to this entry are closed.”)"
    )
    reason = _("the file begins with “{text}”, so it is none of the exports that are known here: {known}.")
    return reason.format(text=shown[:40], known=known)


def why_none_in(names: Sequence[str]) -> str:
    """The same of several files that came together."""
    if not names:
        return _("there is no file in it.")
    if is_document(names):
        return str(_DOCUMENT)
    return _("there is nothing in it that is known here as several files; if one of them is an export, unpack that.")


def is_document(names: Sequence[str]) -> bool:
    """Whether files of these names together are one document of an office program, or a book."""
    return any(name in _OFFICE for name in names)
