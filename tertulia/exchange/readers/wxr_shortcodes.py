"""WordPress' own shortcodes as HTML: captions, players, films, listings of code."""

import re
from collections.abc import Callable
from html import escape, unescape

from tertulia.exchange.readers.shortcodes import Handler, Shortcode
from tertulia.lib.embeds import video_of

_IMAGE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
_SOUNDS = ("mp3", "m4a", "ogg", "oga", "wav", "flac", "wma")
_FILMS = ("mp4", "m4v", "webm", "ogv", "wmv", "flv", "mov")

# Those that reach to an end of their own.
ENCLOSING = frozenset({"audio", "caption", "code", "embed", "playlist", "sourcecode", "video", "wp_caption"})


def embed(url: str) -> str:
    """A film of a known host in its frame; a link to anything else."""
    if video_of(url):
        return f'<iframe src="{escape(url)}"></iframe>'
    return f'<a href="{escape(url)}">{escape(url)}</a>'


def _caption(code: Shortcode) -> str | None:
    found = _IMAGE.fullmatch(code.inner)
    if found is None:
        return None
    words = unescape(code.attributes.get("caption", "")) or found[2].strip()
    align = code.attributes.get("align", "")
    kind = f' class="{align}"' if align in ("alignleft", "alignright", "aligncenter") else ""
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure{kind}>{found[1]}{caption}</figure>\n\n"


def _address(code: Shortcode, *names: str) -> str:
    # A video host's id is enough for its own shortcode.
    given = [code.attributes.get(name, "") for name in ("src", "url", "id", *names)]
    found = next((one for one in [*given, *code.values, code.inner.strip()] if one), "").partition("|")[0]
    return unescape(found)


def _film_of(page: str) -> Handler:
    def film(code: Shortcode) -> str | None:
        address = _address(code)
        url = address if "://" in address else f"{page}{address}"
        return embed(url) if address and video_of(url) else None

    return film


def _any(code: Shortcode) -> str | None:
    address = _address(code)
    return embed(address) if address.startswith(("http://", "https://")) else None


def _player(tag: str, endings: tuple[str, ...]) -> Callable[[Shortcode], str | None]:
    def player(code: Shortcode) -> str | None:
        address = _address(code, *endings)
        if not address.startswith(("http://", "https://", "/")):
            return None
        return f'\n\n<{tag} controls src="{escape(address)}"></{tag}>\n\n'

    return player


def _code(code: Shortcode) -> str | None:
    # Entities in it are those that its writer saw as characters.
    text = code.inner.strip("\n").replace("<", "&lt;").replace(">", "&gt;")
    return f"\n\n<pre><code>{text}</code></pre>\n\n" if text else None


# By name, but for the gallery, which has to know the pictures.
HANDLERS: dict[str, Handler] = {
    "audio": _player("audio", _SOUNDS),
    "caption": _caption,
    "code": _code,
    "dailymotion": _film_of("https://www.dailymotion.com/video/"),
    "embed": _any,
    "sourcecode": _code,
    "video": _player("video", _FILMS),
    "vimeo": _film_of("https://vimeo.com/"),
    "wp_caption": _caption,
    "youtube": _film_of("https://www.youtube.com/watch?v="),
}
