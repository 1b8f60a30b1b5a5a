"""What machines read of a post page: schema.org's BlogPosting with its comments, as JSON-LD."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from tertulia.conversation.comment import Comment
from tertulia.conversation.markup import web_address
from tertulia.lib import text
from tertulia.weblog.post import Post

# So that no text can end the script element that carries it (as Django's json_script does).
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def blog_posting(post: Post, comments: Sequence[Comment], count: int) -> SafeString:
    """The post and these comments of it as JSON, safe inside a ``script`` element of type application/ld+json."""
    url = post.url
    said = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": url,
        "mainEntityOfPage": url,
        "url": url,
        "headline": post.heading,
        "description": post.summary,
        "inLanguage": post.weblog.language,
        "datePublished": post.local_date.isoformat(timespec="seconds"),
        "dateModified": post.changed_at.astimezone(post.weblog.zone).isoformat(timespec="seconds"),
        "isPartOf": {"@type": "Blog", "@id": post.weblog.url, "name": post.weblog.title},
        "commentCount": count,
        "comment": [_comment(post, url, comment) for comment in comments],
        **_author(post),
    }
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(_ESCAPES))


def _author(post: Post) -> dict[str, Any]:
    if post.author is None:
        return {}
    url = post.weblog.absolute(text.path_encoded(post.author.path))
    return {"author": {"@type": "Person", "name": post.author.name, "url": url}}


def _comment(post: Post, post_url: str, comment: Comment) -> dict[str, Any]:
    author = {"@type": "Person", "name": comment.name}
    if url := web_address(comment):
        author["url"] = url
    said = {
        "@type": "Comment",
        "@id": f"{post_url}#{comment.anchor}",
        "author": author,
        "dateCreated": comment.created_at.astimezone(post.weblog.zone).isoformat(timespec="seconds"),
        "text": text.plain(comment.html),
    }
    if comment.parent and comment.parent.is_public:
        said["parentItem"] = {"@type": "Comment", "@id": f"{post_url}#{comment.parent.anchor}"}
    return said
