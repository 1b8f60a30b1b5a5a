"""Sentences for the writer about what was taken out of a text, each told once."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from tertulia.lib.places import scheme_of

# Used as an ordered set.
Notes = dict[str, None]

_MOST = 40
_FORM = frozenset(
    {"button", "fieldset", "form", "input", "label", "legend", "optgroup", "option", "select", "textarea"}
)
# Known elements of HTML that go without a word: the frame of a page, and what only arranges others.
_QUIET = frozenset(
    {"applet", "area", "article", "aside", "base", "basefont", "blink", "body", "dir", "embed", "footer", "frame"}
    | {"frameset", "h1", "head", "header", "hgroup", "html", "iframe", "link", "main", "map", "marquee", "menu", "meta"}
    | {"nav", "nobr", "noembed", "noframes", "noscript", "object", "output", "param", "picture", "spacer", "template"}
    | {"title", "track", "wbr", "xml", "xmp"}
)
_MADE_BY_EDITORS = ("mso-", "-", "tab-stops", "font-", "mso", "panose", "page", "line-break", "layout-", "text-", "o:")


def note_element(notes: Notes, tag: str, given: Mapping[str, str | None]) -> None:
    """Tell about an element that a text may not hold, and about scripts in its attributes."""
    for name in given:
        if name.startswith("on"):
            _add(notes, _("A script in the attribute “%s” was taken out.") % name)
    if tag == "script":
        _add(notes, _("A script was taken out."))
    elif tag == "style" or (tag == "link" and "stylesheet" in (given.get("rel") or "").lower()):
        _add(notes, _("A style sheet was taken out; the look of pages is the theme's."))
    elif tag in _FORM:
        _add(notes, _("A form was taken out; its words stay."))
    elif tag in ("svg", "math"):
        _add(notes, _("A drawing or formula (%s) was taken out; its words stay.") % tag)
    elif tag in ("meta", "base"):
        _add(notes, _("The tag <%s> was taken out.") % tag)


def note_unknown(notes: Notes, tag: str) -> None:
    """Tell about a tag that is none of HTML's; those of office programs (``o:p``) are not worth a word."""
    if tag not in _QUIET and tag not in _FORM and ":" not in tag:
        _add(notes, _("The tag <%s> is not known and was taken out; its words stay.") % tag[:40])


def note_attribute(notes: Notes, name: str, given: str, kept: str | None) -> None:
    """Tell about a link or a picture that could not stay."""
    if kept is None and name == "href":
        _note_link(notes, given)
    elif kept is None and name in ("src", "poster") and given:
        _add(notes, _("The address of a picture or recording was taken out, as it could not be read."))


def note_style(notes: Notes, refused: Iterable[str]) -> None:
    """Tell about what a style said and no class says; what editors write by themselves is not worth a word."""
    for name in refused:
        if not name.startswith(_MADE_BY_EDITORS):
            _add(notes, _("The style “%s” was taken out.") % name)


def note_frame(notes: Notes, tag: str, host: str) -> None:
    """Tell about a frame or plug-in of a host that is not known for films."""
    if host:
        _add(notes, _("A frame from %s was taken out; a link to it stands in its place.") % host)
    else:
        _add(notes, _("A frame (<%s>) was taken out.") % tag)


def _note_link(notes: Notes, given: str) -> None:
    scheme = scheme_of(given)
    if scheme in ("javascript", "vbscript", "data"):
        _add(notes, _("A link that would have run a script was taken out; its words stay."))
    elif scheme:
        _add(notes, _("A link of an unknown kind (%s:) was taken out; its words stay.") % scheme[:20])


def _add(notes: Notes, sentence: str) -> None:
    if len(notes) < _MOST:
        notes[sentence] = None
