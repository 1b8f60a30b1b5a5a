"""``tertulia missing --weblog SLUG``: the files that posts show and that are not here, each with its posts."""

import json
from argparse import Namespace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertulia.commands.addresses import weblogs
from tertulia.commands.installation import check_there
from tertulia.exchange.missing import Missing, MissingFile, missing_files


def run(options: Namespace) -> int:
    """Print the list. Raises CommandError if there is no such weblog."""
    check_there()
    [weblog] = weblogs(options.weblog)
    found = missing_files(weblog)
    print(json.dumps(found.as_json(), ensure_ascii=False) if options.json else "\n".join(_lines(found)))
    return 0


def _lines(found: Missing) -> list[str]:
    lines = [_line(file) for file in found.files]
    for host, count in found.elsewhere.items():
        sentence = ngettext(
            "{count} picture is at {host}; it loads from there when a reader asks for it.",
            "{count} pictures are at {host}; they load from there when a reader asks for them.",
            count,
        )
        lines.append(sentence.format(count=count, host=host))
    if not found.files:
        lines.append(_("Every file of the weblog that its posts show is here."))
    return lines


def _line(file: MissingFile) -> str:
    posts = ", ".join(file.posts) + (_(" and {count} more").format(count=file.more) if file.more else "")
    if file.was_ours:
        return _("missing: {url}, shown in {posts}").format(url=file.url, posts=posts)
    return _("gone with its host: {url}, shown in {posts}").format(url=file.url, posts=posts)
