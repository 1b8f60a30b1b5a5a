"""What machines read of a post page: schema.org's BlogPosting as JSON-LD. The comments are not in it, as that would
double the page: machines find them where people do, marked up as microformats, and in the comment feed."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from tertulia.lib import text
from tertulia.weblog.post import Post

# So that no text can end the script element that carries it (as Django's json_script does).
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def blog_posting(post: Post, summary: str, count: int) -> SafeString:
    """The post as JSON, with its summary and the count of its comments, safe inside a ``script`` element."""
    url = post.url
    said = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": url,
        "mainEntityOfPage": url,
        "url": url,
        "headline": post.heading,
        "description": summary,
        "inLanguage": post.weblog.language,
        "datePublished": post.local_date.isoformat(timespec="seconds"),
        "dateModified": post.changed_at.astimezone(post.weblog.zone).isoformat(timespec="seconds"),
        "isPartOf": {"@type": "Blog", "@id": post.weblog.url, "name": post.weblog.title},
        "commentCount": count,
        **_author(post),
    }
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(_ESCAPES))


def _author(post: Post) -> dict[str, Any]:
    if post.author is None:
        return {}
    url = post.weblog.absolute(text.path_encoded(post.author.path))
    return {"author": {"@type": "Person", "name": post.author.name, "url": url}}
