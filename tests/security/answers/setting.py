"""A weblog with one of everything that addresses and forms name, and everybody who may ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User

from tertulia.conversation.authorship import token_of
from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.identity.accounts import recognise
from tertulia.conversation.identity.confirmation import Confirmation
from tertulia.conversation.noting import pin_note
from tertulia.conversation.policy import Moderation
from tertulia.conversation.replying import reply_inside, rewrite_reply
from tertulia.conversation.rules.rule import Rule
from tertulia.conversation.token import lasting_token
from tertulia.exchange.export_run import ExportRun
from tertulia.exchange.person.erasure import Erasure
from tertulia.exchange.person.link import DataLink
from tertulia.exchange.question import Question
from tertulia.exchange.run import ImportRun
from tertulia.lib import clock
from tertulia.weblog.category import Category, add_category
from tertulia.weblog.decision import Decision
from tertulia.weblog.invitation import invite
from tertulia.weblog.kept_link import KeptLink
from tertulia.weblog.mailed_link import MailedLink
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import Writing, rewrite_post
from tests.cast import Cast, make_user, published_post
from tests.conversation.confirmed import confirmed
from tests.conversation.people import published, set_policy, submission
from tests.publishing.lived import picture

SAID = "The bridge will stay closed until the end of March, whatever the mayor promises to anybody."
QUOTED = "> The bridge will never open until the end of March, whatever the mayor promises to anybody.\n\nWho says so?"

FORM: Mapping[str, object] = {
    "title": "Taken over", "body": "by Sten", "text": "Taken over by Sten.", "format": "html", "kind": "post",
    "comments": "none", "label": "Mine", "role": "owner", "name": "Sten", "email": "sten@example.org", "lines": "",
    "state": "closed", "version": "", "reason": "", "seen": "", "value": "mud", "verdict": "hold", "pace": "paused",
    "what": "name",
}  # fmt: skip
# Where a name of a field means something else.
FORMS: Mapping[str, Mapping[str, object]] = {
    "/marks/": {"kind": "picked"},
    "/state/": {"state": "off"},
    "/report/": {"reason": "spam"},
}
ROLES = ("anonymous", "commenter", "author", "moderator", "editor", "owner", "elsewhere")


@dataclass
class Setting:
    """What is there. ``parts`` are what addresses name, by the names in ``urls.py``; of ``tokens`` each leads on from
    another beginning of an address; ``form`` is filled in for all doors at once. ``media`` is where its files are."""

    post: Post
    parts: Mapping[str, object]
    form: Mapping[str, object]
    tokens: Mapping[str, str]
    people: Mapping[str, User | None]
    media: Path

    def form_of(self, address: str) -> Mapping[str, object]:
        """What is sent there."""
        return {**self.form, **next((more for part, more in FORMS.items() if part in address), {})}


def furnish(cast: Cast, *, media: Path) -> Setting:
    """Make all of it in the Harbour Gate, which is Marta's, and let Sten own Bilge Water beside it. ``media`` is the
    folder of files just now."""
    weblog, bridges = cast.weblog, add_category(cast.weblog, "Bridges")
    weblog.posts_per_page = 1
    weblog.save()
    set_policy(weblog, sign_in=True, per_page=2, moderation=Moderation.NEVER, edit_minutes=0, public_log=True)
    set_policy(weblog, note="Be kind.")
    people = everybody(cast)
    post = written(weblog, cast.host, bridges)
    comment = talked(post, people["commenter"])
    parts = {
        "slug": weblog.slug, "stem": post.stem.lstrip("/"), "address": post.link.lstrip("/"), "page": 2,
        "part": 1, "place": 0, "file": "atom.xml", "year": f"{post.local_date:%Y}", "month": f"{post.local_date:%m}",
        "author": "marta-oyelaran", "category": bridges.slug, "tag": "tolls", "person": "ruth-tamm", "pk": 1,
        "name": picture("storm.png").url.removeprefix("/media/"), "post_id": post.id, "comment_id": comment.id,
        "category_id": bridges.id, "member_id": cast.author.id, **worked(weblog, post, comment, cast.host),
    }  # fmt: skip
    decisions = [*Decision.objects.values_list("id", flat=True)]
    form = {**FORM, "token": lasting_token(post.conversation), "comment": [comment.id], "decision": decisions}
    return Setting(post, parts, form, tokens_of(weblog, comment), people, media)


def everybody(cast: Cast) -> dict[str, User | None]:
    """Who asks, by role."""
    ruth, vera = make_user("Ruth Tamm"), make_user("Vera Lind")
    add_member(cast.weblog, name="Vera Lind", role=Role.EDITOR, user=vera, email=vera.email)
    bilge = create_weblog("bilge", title="Bilge Water")
    add_member(bilge, name="Sten Falk", role=Role.OWNER, user=cast.stranger)
    users = (None, ruth, cast.author.user, cast.moderator.user, vera, cast.host.user, cast.stranger)
    for user in filter(None, users):
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return dict(zip(ROLES, users, strict=True))


def written(weblog: Weblog, host: Member, heading: Category) -> Post:
    """Two posts; the second was written anew."""
    published_post(weblog, "Mud", author=host, categories=[heading], tags=["Tolls"])
    post = published_post(weblog, "Storm", author=host, categories=[heading], tags=["Tolls"])
    anew = Writing("Storm", "<p>It rose.</p>", basename="storm", author=host, categories=[heading], tags=["Tolls"])
    return rewrite_post(post, anew, actor=None)


def talked(post: Post, ruth: User | None) -> Comment:
    """A note, and three comments of Ruth's, whose name is hers; answers the first. The second quotes it, the third was
    edited."""
    pin_note(post, "Be kind.", actor=None)
    comment = published(post, SAID, user=ruth, email="ruth@example.org")
    published(post, QUOTED, parent=1)
    edit_comment(published(post, "So it is.", parent=2), submission("So it was.", parent=2))
    confirmed(post.weblog, email=comment.email)
    if ruth:
        recognise(post.weblog, ruth)
    return comment


def worked(weblog: Weblog, post: Post, comment: Comment, host: Member) -> dict[str, int]:
    """What hosts make and look through."""
    now = clock.now()
    reply = rewrite_reply(reply_inside(comment, "So was I.", member=host), "So were we.", actor=host.user)
    run = ImportRun.objects.create(weblog=weblog, file="gone.txt", name="gone.txt", timezone="UTC", stage="previewed")
    link = KeptLink.objects.create(weblog=weblog, url="http://quay.example/", first_seen_at=now, copied_at=now)
    return {
        "reply_id": reply.id, "run_id": run.id, "link_id": link.id,
        "account_id": SocialAccount.objects.create(user=host.user, provider="example", uid="1").id,
        "revision_id": CommentRevision.objects.create(comment=comment, standing="waiting", at=now).id,
        "export_id": ExportRun.objects.create(weblog=weblog, file="gone.zip", stage="done").id,
        "question_id": Question.objects.create(weblog=weblog, post=post, comment=comment, kind="author").id,
        "erasure_id": Erasure.objects.create(weblog=weblog, what="name", due_at=now).id,
        "rule_id": Rule.objects.create(weblog=weblog, kind="words", value="mud", changed_at=now).id,
    }  # fmt: skip


def tokens_of(weblog: Weblog, comment: Comment) -> dict[str, str]:
    """The secrets that mails and pages told one person."""
    return {
        "/accounts/invitation/": invite(weblog, Role.AUTHOR),
        "/<slug>/my-data/": _mailed(DataLink, weblog),
        "/<slug>/confirmation/": _mailed(Confirmation, weblog),
        "/<slug>/comments/yours/": token_of(comment),
    }


def _mailed(kind: type[MailedLink], weblog: Weblog) -> str:
    link, _is_mailed = kind.begin(weblog, "ruth@example.org", None, timedelta(hours=1))
    return link.new_token()
