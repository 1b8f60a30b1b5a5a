"""What Ghost's editors put between paragraphs (pictures, galleries, films, boxes), as HTML. Both of them, the one that
kept ``mobiledoc`` and the one that keeps ``lexical``, call it nearly the same."""

from collections.abc import Callable
from html import escape

from markdown_it import MarkdownIt

from tertulia.exchange.readers.json_values import entries, fields, word, words

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_Card = Callable[[dict[str, object]], str]


def card(name: str, given: object) -> str | None:
    """The HTML of a card; None for one that means nothing in a weblog of ours."""
    make = _CARDS.get(name)
    return make(fields(given)) if make else None


def _figure(inner: str, given: dict[str, object]) -> str:
    caption = words(given.get("caption"))
    return f"<figure>{inner}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>" if inner else ""


def _img(given: object) -> str:
    picture = fields(given)
    src, alt = word(picture.get("src")), word(picture.get("alt"))
    return f'<img src="{escape(src)}" alt="{escape(alt)}">' if src else ""


def _link(url: str, words_shown: str) -> str:
    return f'<a href="{escape(url)}">{escape(words_shown or url)}</a>' if url else escape(words_shown)


def _image(given: dict[str, object]) -> str:
    inner, href = _img(given), word(given.get("href"))
    return _figure(f'<a href="{escape(href)}">{inner}</a>' if href and inner else inner, given)


def _gallery(given: dict[str, object]) -> str:
    items = "".join(f"<li>{inner}</li>" for one in entries(given.get("images")) if (inner := _img(one)))
    return f'<ul class="gallery">{items}</ul>{_caption_of(given)}' if items else ""


def _caption_of(given: dict[str, object]) -> str:
    caption = words(given.get("caption"))
    return f"<p>{caption}</p>" if caption else ""


def _bookmark(given: dict[str, object]) -> str:
    about = fields(given.get("metadata"))
    url = word(given.get("url")) or word(about.get("url"))
    note = word(about.get("description"))
    inner = _link(url, word(about.get("title")))
    return f"<p>{inner}{f'<br>{escape(note)}' if note else ''}</p>{_caption_of(given)}" if inner else ""


def _embed(given: dict[str, object]) -> str:
    inner, url = words(given.get("html")), word(given.get("url"))
    return _figure(inner or (_link(url, "") if url else ""), given)


def _html(given: dict[str, object]) -> str:
    return words(given.get("html"))


def _markdown(given: dict[str, object]) -> str:
    return str(_MARKDOWN.render(words(given.get("markdown"))))


def _code(given: dict[str, object]) -> str:
    source = given.get("code")
    return (
        f"<pre><code>{escape(source, quote=False)}</code></pre>{_caption_of(given)}" if isinstance(source, str) else ""
    )


def _callout(given: dict[str, object]) -> str:
    inner = words(given.get("calloutText"))
    return f"<blockquote><p>{escape(word(given.get('calloutEmoji')))} {inner}</p></blockquote>" if inner else ""


def _toggle(given: dict[str, object]) -> str:
    heading, content = words(given.get("heading")), words(given.get("content"))
    return f"<details><summary>{heading}</summary>{content}</details>" if heading or content else ""


def _button(given: dict[str, object]) -> str:
    inner = _link(word(given.get("buttonUrl")), word(given.get("buttonText")))
    return f"<p>{inner}</p>" if inner else ""


def _file(given: dict[str, object]) -> str:
    title = word(given.get("fileTitle")) or word(given.get("title")) or word(given.get("fileName"))
    inner = _link(word(given.get("src")), title)
    return f"<p>{inner}</p>{_caption_of(given)}" if inner else ""


def _sound(given: dict[str, object]) -> str:
    src = word(given.get("src"))
    return f'<figure><audio controls src="{escape(src)}"></audio>{_caption_of(given)}</figure>' if src else ""


def _film(given: dict[str, object]) -> str:
    src = word(given.get("src"))
    return _figure(f'<video controls src="{escape(src)}"></video>' if src else "", given)


def _rule(_given: dict[str, object]) -> str:
    return "<hr>"


_CARDS: dict[str, _Card] = {
    "audio": _sound,
    "bookmark": _bookmark,
    "button": _button,
    "callout": _callout,
    "card-markdown": _markdown,
    "code": _code,
    "codeblock": _code,
    "embed": _embed,
    "file": _file,
    "gallery": _gallery,
    "horizontalrule": _rule,
    "hr": _rule,
    "html": _html,
    "image": _image,
    "markdown": _markdown,
    "toggle": _toggle,
    "video": _film,
}
