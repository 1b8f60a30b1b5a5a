"""What the desk's templates ask."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tertulia.conversation.comment import CommentState
from tertulia.conversation.conversation import Pace
from tertulia.conversation.rules.rule import RuleState
from tertulia.desk import notices
from tertulia.desk.providers import Provider
from tertulia.desk.providers import providers as known_providers
from tertulia.exchange.counted import brought
from tertulia.exchange.readers.known import NAMES
from tertulia.weblog.kept_link import LinkState
from tertulia.weblog.member import Role
from tertulia.weblog.post import Status

register = template.Library()


@register.filter
def undo_ids(extra_tags: str) -> list[str]:
    """The decisions that a notice offers to undo."""
    return notices.undo_ids(extra_tags or "")


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The query of this screen with ``changes``, for links to the same list seen otherwise; None drops a name."""
    current: QueryDict = context["request"].GET
    kept = {name: value for name, value in current.items() if name not in changes}
    kept.update({name: str(value) for name, value in changes.items() if value not in (None, "")})
    return f"?{urlencode(kept)}" if kept else "?"


@register.simple_tag(takes_context=True)
def providers(context: template.Context) -> list[Provider]:
    """The providers by which one may sign in; mostly none."""
    return known_providers(context["request"])


@register.simple_tag
def mail_waits() -> bool:
    """Whether no mail server is set up, so that mail waits on the console and at the desk."""
    return str(settings.EMAIL_BACKEND).startswith("tertulia.outbox.")


_MODULES = {
    "about": _("About"),
    "search": _("Search"),
    "calendar": _("Calendar"),
    "recent-posts": _("Recent posts"),
    "recent-comments": _("Recent comments"),
    "categories": _("Categories"),
    "archives": _("Archives"),
    "subscribe": _("Subscribe"),
    "links": _("Links"),
}
_KINDS = {
    "answer-apart": _("answer to a comment that is not published"),
    "comment": _("comment"),
    "commenter": _("name of a commenter"),
    "comment-assigned": _("whose a comment is"),
    "comment-joined": _("two comments made one"),
    "comment-split": _("one comment made two"),
    "conversation": _("conversation"),
    "edit": _("edit by its author"),
    "erasure": _("wish to be forgotten"),
    "host-reply": _("reply of the host"),
    "mark-picked": _("pick"),
    "mark-confirmed": _("confirmation of a comment"),
    "mark-corrected": _("correction of a comment"),
    "mark-question": _("open question"),
    "note": _("note over a conversation"),
    "post": _("post"),
    "policy": _("policy"),
    "question": _("question of the rescue desk"),
    "reports": _("reports of readers"),
    "retraction": _("withdrawal by its author"),
    "rule": _("rule"),
    "pace": _("pace of a conversation"),
    "spam-emptied": _("old spam"),
    "member-added": _("member"),
    "member-changed": _("member"),
    "member-claimed": _("account of a member"),
    "member-renamed": _("name of a member"),
}
_STATES = {
    **dict(CommentState.choices),
    **dict(Status.choices),
    **dict(Role.choices),
    "waiting": _("waits"),
    "accepted": _("taken"),
    "refused": _("not taken"),
    "reported": _("reported"),
    "dismissed": _("dismissed"),
    "asked": _("hidden, to be erased"),
    "taken-back": _("taken back"),
    "done": _("erased for good"),
    "confirmed": _("confirmed"),
    "set": _("marked"),
    "pinned": _("pinned"),
    "answered": _("answered"),
    "default": _("As for the whole weblog"),
    "open": _("Open"),
    "closed": _("Closed"),
    "none": _("None"),
    **dict(RuleState.choices),
    **dict(Pace.choices),
}


@register.filter
def module_label(kind: str) -> str:
    """How a person calls a module of the sidebar."""
    return str(_MODULES.get(kind, kind))


@register.filter
def source_label(source: str) -> str:
    """How a person calls a kind of export."""
    return str(NAMES.get(source, source))


@register.filter
def kind_label(kind: str) -> str:
    """What a decision is about."""
    return str(_KINDS.get(kind, kind))


@register.filter
def nobody_label(kind: str) -> str:
    """What decided, where no member did: the policy on comments, who wrote one, the date of a scheduled post, or a
    command."""
    nobody = {
        "comment": _("the policy"),
        "commenter": _("the commenter"),
        "post": _("the schedule"),
        "retraction": _("its author"),
        "spam-emptied": _("the policy"),
    }
    return str(nobody.get(kind, _("a command on the server")))


@register.filter
def state_label(state: str) -> str:
    """How a person calls a state that a decision led from or to."""
    return str(_STATES.get(state, state))


_TABLES = {
    "posts": _("posts"),
    "pages": _("pages"),
    "drafts": _("drafts"),
    "scheduled": _("scheduled"),
    "discarded": _("discarded"),
    "comments": _("comments"),
    "pings": _("pings"),
    "categories": _("categories"),
    "tags": _("tags"),
    "authors": _("authors"),
    "media": _("media"),
    "addresses": _("addresses"),
}


@register.filter(name="brought")
def brought_label(report: dict[str, Any]) -> str:
    """What an import brought, by its report."""
    return brought(report.get("new", {}), report.get("merged", {}))


@register.filter
def table_label(table: str) -> str:
    """How a person calls a table of an import's report."""
    return str(_TABLES.get(table, table))


_LINK_STATES = {
    LinkState.UNKNOWN: _("not asked for yet"),
    LinkState.LIVING: _("living"),
    LinkState.MOVED: _("leads elsewhere"),
    LinkState.GONE: _("gone"),
}


@register.filter
def link_state(state: str) -> str:
    """What is known of a link, in words."""
    return str(_LINK_STATES[LinkState(state)])
