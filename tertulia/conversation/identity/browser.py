"""The cookie of a browser whose reader has confirmed a name: from then on what they post from it is surely theirs.

It is set only when somebody confirms, and no stored page depends on it."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from tertulia.conversation.identity.commenter import Commenter

COOKIE = "tertulia_confirmed"
_SALT = "tertulia.conversation.browser"
_A_YEAR = 365 * 24 * 3600
# Of as many weblogs one may be a known commenter in one browser.
_MOST = 20


def proofs_of(request: HttpRequest) -> list[str]:
    """The proofs that the browser shows (``Commenter.proof``), the newest last; whether they still hold their
    commenter tells."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_A_YEAR)
    except signing.BadSignature:
        return []
    return [proof for proof in kept if isinstance(proof, str)] if isinstance(kept, list) else []


def known_here(request: HttpRequest, weblog_id: int) -> Commenter | None:
    """The commenter of the weblog whose browser this is."""
    proofs = proofs_of(request)
    ids = [int(proof.partition(".")[0]) for proof in proofs]
    found = Commenter.objects.select_related("weblog", "picture").filter(pk__in=ids, weblog=weblog_id, refused_at=None)
    return next((one for one in found if one.proof in proofs), None)


def trust(request: HttpRequest, response: HttpResponse, commenter: Commenter) -> None:
    """Let the browser prove from now on that it is theirs."""
    others = [proof for proof in proofs_of(request) if proof.partition(".")[0] != str(commenter.pk)]
    _keep(response, [*others, commenter.proof][-_MOST:])


def forget(request: HttpRequest, response: HttpResponse, commenter: Commenter) -> None:
    """Let it prove that no longer."""
    if others := [proof for proof in proofs_of(request) if proof != commenter.proof]:
        _keep(response, others)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def _keep(response: HttpResponse, proofs: list[str]) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(proofs, salt=_SALT, compress=True),
        max_age=_A_YEAR,
        samesite="Lax",
        secure=settings.ORIGIN.startswith("https://"),
        httponly=True,
    )
