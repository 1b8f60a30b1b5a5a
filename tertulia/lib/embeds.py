"""Films of the known video hosts: from any form of their address to the frame a reader may load and the page to open.

The hosts are those that the Content-Security-Policy allows as frames (lib/headers)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from tertulia.lib.places import is_host

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
_YOUTUBE_PATH = re.compile(r"/(?:embed|v|e|shorts|live)/([A-Za-z0-9_-]{6,20})")
_LIST = re.compile(r"[A-Za-z0-9_-]{6,60}")
_VIMEO_PATH = re.compile(r"/(?:video/)?([0-9]{3,12})(?:/([0-9a-f]{6,20}))?/?")
_DAILYMOTION_PATH = re.compile(r"/(?:embed/|swf/)?(?:video/)?([A-Za-z0-9]{4,20})(?:[_/?&].*)?")
_FRAME = re.compile(
    r"https://(?:www\.youtube-nocookie\.com/embed/(?:videoseries\?list=[\w-]{6,60}|[\w-]{6,20}(?:\?start=\d{1,6})?)"
    r"|player\.vimeo\.com/video/\d{3,12}(?:\?h=[0-9a-f]{6,20})?"
    r"|www\.dailymotion\.com/embed/video/[A-Za-z0-9]{4,20})",
    re.ASCII,
)


@dataclass(frozen=True)
class Video:
    """A film: the frame that plays it, the page that shows it, the host's name."""

    frame: str
    page: str
    host: str


def video_of(url: str) -> Video | None:
    """The film that an absolute address leads to, if its host is known."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    for label, reader in _READERS.items():
        if is_host(host, label):
            return reader(parts)
    return None


def is_frame(url: str) -> bool:
    """Whether ``url`` is exactly what ``video_of`` answers as a frame, and so may be loaded by a click."""
    return bool(_FRAME.fullmatch(url))


def _youtube(parts: SplitResult) -> Video | None:
    query = parse_qs(parts.query.replace("&amp;", "&"))
    path = _YOUTUBE_PATH.match(parts.path)
    wanted = query.get("v", [""])[0] if parts.path in ("/watch", "/watch/") else (path[1] if path else "")
    listed = query.get("list", [""])[0]
    if _LIST.fullmatch(listed) and wanted in ("", "videoseries"):
        return _youtube_list(listed)
    return _youtube_video(wanted, query.get("start", query.get("t", [""]))[0].removesuffix("s"))


def _youtube_list(listed: str) -> Video:
    frame = f"https://www.youtube-nocookie.com/embed/videoseries?list={listed}"
    return Video(frame, f"https://www.youtube.com/playlist?list={listed}", "youtube.com")


def _youtube_video(wanted: str, start: str = "") -> Video | None:
    if not _YOUTUBE_ID.fullmatch(wanted) or wanted == "videoseries":
        return None
    seconds = start if re.fullmatch(r"[0-9]{1,6}", start) else ""
    frame = f"https://www.youtube-nocookie.com/embed/{wanted}" + (f"?start={seconds}" if seconds else "")
    page = f"https://www.youtube.com/watch?v={wanted}" + (f"&t={seconds}" if seconds else "")
    return Video(frame, page, "youtube.com")


def _youtube_short(parts: SplitResult) -> Video | None:
    start = parse_qs(parts.query).get("t", [""])[0].removesuffix("s")
    return _youtube_video(parts.path.strip("/").split("/")[0], start)


def _vimeo(parts: SplitResult) -> Video | None:
    query = parse_qs(parts.query.replace("&amp;", "&"))
    path = _VIMEO_PATH.fullmatch(parts.path)
    wanted = path[1] if path else query.get("clip_id", [""])[0]
    if not re.fullmatch(r"[0-9]{3,12}", wanted):
        return None
    # Films that are not listed play only with the hash of their address.
    key = (path[2] if path else None) or query.get("h", [""])[0]
    key = key if re.fullmatch(r"[0-9a-f]{6,20}", key) else ""
    frame = f"https://player.vimeo.com/video/{wanted}" + (f"?h={key}" if key else "")
    return Video(frame, f"https://vimeo.com/{wanted}" + (f"/{key}" if key else ""), "vimeo.com")


def _dailymotion(parts: SplitResult) -> Video | None:
    named = parse_qs(parts.query).get("video", [""])[0]
    path = _DAILYMOTION_PATH.fullmatch(parts.path)
    wanted = named or (path[1] if path else "")
    if not re.fullmatch(r"[A-Za-z0-9]{4,20}", wanted):
        return None
    frame = f"https://www.dailymotion.com/embed/video/{wanted}"
    return Video(frame, f"https://www.dailymotion.com/video/{wanted}", "dailymotion.com")


_READERS: dict[str, Callable[[SplitResult], Video | None]] = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube_short,
    "vimeo.com": _vimeo,
    "dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion,
}
