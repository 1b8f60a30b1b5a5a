"""Akismet's protocol (akismet.com/developers): what it is asked and told about a comment, and what it answers."""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlencode

from django.conf import settings

from tertulia.conversation.comment import Comment
from tertulia.lib.fetch import Answer, Asked, Limits, fetch
from tertulia.lib.outgoing.errors import Broken
from tertulia.lib.text import path_encoded

LIMITS = Limits(connect=2, silence=4, whole=5, size=4096, redirects=0)


class Errand(StrEnum):
    """What is wanted of Akismet, by the last part of the address where it is wanted."""

    CHECK = "comment-check"
    SPAM = "submit-spam"
    HAM = "submit-ham"


def ask(comment: Comment) -> bool:
    """Whether Akismet takes a comment for spam. Raises FetchError if it gives no answer to that."""
    answer = _send(Errand.CHECK, comment)
    said = answer.body.decode("utf-8", "replace").strip()
    if answer.status != 200 or said not in ("true", "false"):
        raise Broken(_what_it_said(answer, said))
    return said == "true"


def tell(errand: Errand, comment: Comment) -> None:
    """Tell Akismet what the host decided. Raises FetchError if that did not arrive."""
    answer = _send(errand, comment)
    if answer.status != 200:
        raise Broken(_what_it_said(answer, answer.body.decode("utf-8", "replace").strip()))


def facts_of(comment: Comment) -> Mapping[str, str]:
    """All that Akismet is told of a comment: said to hosts and operators in their guides, which change with this."""
    post = comment.conversation.post
    weblog = post.weblog
    return {
        "blog": weblog.absolute(path_encoded(weblog.path)),
        "blog_lang": weblog.language,
        "blog_charset": "UTF-8",
        "user_ip": comment.ip or "",
        "permalink": post.url,
        "comment_type": "trackback" if comment.kind == "ping" else ("reply" if comment.parent_id else "comment"),
        "comment_author": comment.name,
        "comment_author_email": comment.email,
        "comment_author_url": comment.url,
        "comment_content": comment.text,
        "comment_date_gmt": f"{comment.created_at:%Y-%m-%dT%H:%M:%SZ}",
    }


def _send(errand: Errand, comment: Comment) -> Answer:
    body = urlencode({"api_key": settings.AKISMET_KEY, **facts_of(comment)}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    url = f"{settings.AKISMET_URL.rstrip('/')}/{errand}"
    return fetch(url, LIMITS, Asked(method="POST", body=body, headers=headers))


def _what_it_said(answer: Answer, said: str) -> str:
    help_ = answer.header("x-akismet-debug-help")
    return " ".join(f"it answered {answer.status} {said[:80]!r} {help_[:200]}".split())
