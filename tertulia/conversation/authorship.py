"""Whose comment it is, proved without an account: a private link for each comment, and a cookie that holds the links of
the last few. Who is signed in as the user who wrote it needs neither.

The browser gets the cookie when it posts, and never before. No script can read it, and it is sent back only where the
comment is: below the weblog's own address, or below that of a post which an import has brought elsewhere."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from tertulia.conversation.comment import Comment
from tertulia.lib import clock, text
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

COOKIE = "yours"
KEPT = timedelta(days=31)
MOST = 20

_TOGETHER = ("conversation__post__weblog__policy", "conversation__post__author", "parent", "member")
_SALT = "tertulia.conversation.authorship"
_BETWEEN = "~"
_AT_ONCE = timedelta(minutes=1)


def link_of(comment: Comment) -> str:
    """The path of the page where its author sees to a comment. Whoever knows it is taken for the author, so it is shown
    and mailed to nobody else."""
    return text.path_encoded(f"{comment.conversation.post.weblog.path}comments/yours/{token_of(comment)}/")


def token_of(comment: Comment) -> str:
    """The last part of that path."""
    return _signer().sign(_subject(comment.conversation.post.weblog, comment.public_id)).partition("/")[2]


def comment_of(weblog: Weblog, token: str) -> Comment | None:
    """The comment that a private link leads to, with all that its page shows of single rows; None if the link is none
    of ours, or if its author wished to be forgotten."""
    try:
        number = int(_signer().unsign(f"{weblog.slug}/{token}").partition("/")[2])
    except (BadSignature, ValueError):
        return None
    theirs = Comment.objects.filter(conversation__post__weblog=weblog, erased="").select_related(*_TOGETHER)
    # One after the other, as lasting ids have no index: only a weblog that came from an archive has any.
    return theirs.filter(id=number, first_id=None).first() or theirs.filter(first_id=number).first()


def may_be_given(comment: Comment, key: str, ip: str | None) -> bool:
    """Whether who has just sent this comment gets its link. What is sent twice is one comment, and anybody can send a
    name and words again that stand on the page: so only with the key of their own form, or at once from one place."""
    is_at_once = clock.now() - comment.created_at < _AT_ONCE and ip == comment.ip
    return is_at_once or bool(key and key == comment.key)


def give(request: HttpRequest, response: HttpResponse, comment: Comment) -> None:
    """Let the browser keep the link of the comment that it has just posted, beside those of its last ones."""
    token = token_of(comment)
    others = [one for one in _tokens(request) if one != token]
    response.set_cookie(
        COOKIE,
        _BETWEEN.join([token, *others][:MOST]),
        max_age=KEPT,
        path=_place_of(comment.conversation.post),
        secure=settings.ORIGIN.startswith("https://"),
        httponly=True,
        samesite="Lax",
    )


def is_author(request: HttpRequest, comment: Comment) -> bool:
    """Whether the comment was posted with this browser, or by who is signed in there."""
    if comment.erased:
        return False
    if token_of(comment) in _tokens(request):
        return True
    user, member = request.user, comment.member
    accounts = {comment.user_id, member.user_id if member and member.active else None}
    return user.is_authenticated and user.pk in accounts


def _signer() -> Signer:
    return Signer(sep=".", salt=_SALT)


def _subject(weblog: Weblog, public_id: int) -> str:
    return f"{weblog.slug}/{public_id}"


def _tokens(request: HttpRequest) -> list[str]:
    kept = request.COOKIES.get(COOKIE, "")
    return [one for one in kept.split(_BETWEEN) if one and len(one) < 100][:MOST]


def _place_of(post: Post) -> str:
    home, path = post.weblog.path, post.path or ""
    # A semicolon would end the attribute; a browser then keeps what it never sends back.
    return text.path_encoded(home if path.startswith(home) else f"{post.stem}/comments/").replace(";", "%3B")
