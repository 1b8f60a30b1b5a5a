"""What readers are told of a post that came in several versions, until the host has said which of them is right."""

from html import escape

from django.utils.translation import gettext as _


def not_certain(kinds: str) -> str:
    """The sentences about ``Post.uncertain``, as HTML; nothing if nothing is."""
    told = {
        "name": _("Who wrote this is not certain."),
        "title": _("The title is not certain."),
        "text": _("The wording is not certain."),
    }
    sentences = " ".join(escape(told[kind]) for kind in kinds.split() if kind in told)
    return f'<p class="uncertain" role="note">{sentences}</p>\n' if sentences else ""
