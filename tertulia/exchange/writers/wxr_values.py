"""Values as WordPress writes them."""

import re
from datetime import UTC, datetime
from html import escape, unescape

from tertulia.exchange.linked import with_files_here
from tertulia.exchange.readers.wxr_body import with_lone_addresses
from tertulia.exchange.readers.wxr_shortcodes import HANDLERS
from tertulia.lib import text
from tertulia.lib.feeds.xml_text import possible
from tertulia.weblog.post import Format, Post

_MORE = "<!--more-->"
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
# What would be a shortcode there, or the brackets that keep one from being one.
_SHORTCODE = re.compile(rf"\[(?=/?(?:gallery|{'|'.join(sorted(HANDLERS))})\b|\[[a-z])", re.IGNORECASE)


def cdata(value: str) -> str:
    """A text, protected as WordPress does it."""
    return f"<![CDATA[{_clean(value).replace(']]>', ']]]]><![CDATA[>')}]]>"


def one_line(value: str) -> str:
    """A short value."""
    return " ".join(_clean(value).split())


def long_text(value: str) -> str:
    """A text of many lines, without what WordPress would take from its ends."""
    return _clean(value).strip()


def words(value: str) -> str:
    """The same for what WordPress keeps as HTML: names, titles, labels."""
    return escape(one_line(value), quote=False)


def date(moment: datetime) -> str:
    """A date by the clock of its zone."""
    return f"{moment.year:04}{moment:-%m-%d %H:%M:%S}"


def dates(name: str, moment: datetime, post: Post) -> str:
    """The two elements of a date: by the weblog's clock, and in UTC."""
    return (
        f"<wp:{name}>{cdata(date(moment.astimezone(post.weblog.zone)))}</wp:{name}>\n"
        f"<wp:{name}_gmt>{cdata(date(moment.astimezone(UTC)))}</wp:{name}_gmt>\n"
    )


def content(post: Post) -> str:
    """What the post says. HTML stands in a block of its own, which WordPress shows as it is; text with line breaks as
    WordPress keeps it; of Markdown, which it does not know, what became of it."""
    above, below = (
        (post.body_html, post.extended_html) if post.format == Format.MARKDOWN else (post.body, post.extended)
    )
    above, below = (_plain(with_files_here(part, post.weblog)) for part in (above, below))
    if post.format == Format.LINES:
        return f"{above}\n\n{_MORE}\n\n{below}" if below else above
    more = f"\n\n<!-- wp:more -->\n{_MORE}\n<!-- /wp:more -->\n\n" if below else ""
    return f"{_block(above)}{more}{_block(below)}"


def _block(inner: str) -> str:
    return f"<!-- wp:html -->\n{inner}\n<!-- /wp:html -->" if inner else ""


def _plain(source: str) -> str:
    # Nothing that readers were shown becomes anything else there: no comment of HTML a block, no word in brackets a
    # shortcode, no address a player.
    inner = _clean(source)
    while (without := _COMMENT.sub("", inner)) != inner:
        inner = without
    return with_lone_addresses(_SHORTCODE.sub("&#91;", inner), _link).strip()


def _clean(value: str) -> str:
    return possible(text.clean(value))


def _link(address: str) -> str:
    url = escape(unescape(address))
    return f'<a href="{url}">{url}</a>'
