"""The formats in which a weblog can leave: what a person is told of each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ExportFormat:
    """One of them. ``holds`` says what is in a file and what it is good for, ``lacks`` what is not in it.
    ``suffix`` ends the name of a file. ``is_public``: nothing is in it that readers cannot see anyway. ``takes_links``:
    the copies of what is linked to may be added, which are other people's work and then keep it from being public."""

    name: str
    suffix: str
    label: Promise
    holds: Promise
    lacks: Promise
    is_public: bool = False
    takes_links: bool = False


FORMATS = {
    form.name: form
    for form in (
        ExportFormat(
            "archive",
            ".zip",
            _("Archive"),
            _(
                "All of this weblog: posts and drafts, the whole conversation, pictures, addresses, log, settings, "
                "and its public pages, which can be read without a server. The same weblog can be made of it again, "
                "here or elsewhere."
            ),
            _("Accounts and their passwords."),
        ),
        ExportFormat(
            "wxr",
            ".xml",
            _("WordPress"),
            _(
                "Posts, pages and drafts with categories, tags and authors; comments with their state and who answers "
                "whom. Your replies inside comments become answers to them. WordPress fetches the pictures itself, as "
                "long as this weblog answers."
            ),
            _(
                "The pictures themselves, keywords, the log, settings, and old addresses other than earlier names of "
                "posts. Markdown leaves as the HTML it became."
            ),
        ),
        ExportFormat(
            "mt",
            ".txt",
            _("Movable Type"),
            _(
                "A text that most programs for weblogs read: posts, pages and drafts with categories and tags, "
                "published comments, trackbacks. Your replies stay inside the comments, signed."
            ),
            _(
                "Pictures, settings, the log; who answers whom, the numbers of comments, comments that readers cannot "
                "see; discarded posts; addresses and order of categories; all old addresses. Trackbacks that wait for "
                "you are in it, and other programs may show them."
            ),
        ),
        ExportFormat(
            "mirror",
            "-pages.zip",
            _("Plain pages"),
            _(
                "All public pages with pictures and feeds, to be unpacked and read in any browser without a network, "
                "or put on any web server."
            ),
            _("Whatever readers cannot see, and all that needs a server: forms, old addresses with a query."),
            is_public=True,
        ),
        ExportFormat(
            "wacz",
            ".wacz",
            _("Web archive (WACZ)"),
            _(
                "All public addresses as readers are answered today, old ones too, in the format of web archives: "
                "ReplayWeb.page opens it in a browser, and libraries take it."
            ),
            _("Whatever readers cannot see. Forms and searches do not work in it."),
            is_public=True,
            takes_links=True,
        ),
        ExportFormat(
            "warc",
            ".warc.gz",
            _("Web archive (WARC)"),
            _("The same as one WARC file, for pywb and for archives that make an index of their own."),
            _("Whatever readers cannot see. Forms and searches do not work in it."),
            is_public=True,
            takes_links=True,
        ),
    )
}
