"""A weblog's policy: who may comment, for how long, what waits for approval, how comments are shown."""

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext_lazy

from tertulia.conversation.standing_note import StandingNote
from tertulia.lib import clock, markup, tags
from tertulia.outbox.event import record
from tertulia.weblog.decision import decide
from tertulia.weblog.weblog import Weblog


class Moderation(models.TextChoices):
    """Which comments wait for the host."""

    ALWAYS = "always", gettext_lazy("Every comment waits for approval")
    NEWCOMERS = "newcomers", gettext_lazy("A newcomer's comments wait until a first one is approved")
    NEVER = "never", gettext_lazy("No comment waits")


class Order(models.TextChoices):
    """Which comment comes first."""

    OLDEST = "oldest", gettext_lazy("Oldest first")
    NEWEST = "newest", gettext_lazy("Newest first")


_LABELS = {
    "open_by_default": gettext_lazy("open for comments"),
    "close_after_days": gettext_lazy("closes after days"),
    "moderation": gettext_lazy("held for approval"),
    "depth": gettext_lazy("depth of threads"),
    "order": gettext_lazy("order"),
    "per_page": gettext_lazy("comments per page"),
    "reasons": gettext_lazy("reasons to choose from"),
    "show_reasons": gettext_lazy("authors see the reason"),
    "edit_minutes": gettext_lazy("minutes to correct a comment without history"),
    "sign_in": gettext_lazy("readers may sign in"),
    "public_log": gettext_lazy("decisions about comments are public"),
    "log_names": gettext_lazy("with who decided"),
    "per_minute": gettext_lazy("most comments in a minute under one post"),
    "spam_days": gettext_lazy("days until spam is deleted"),
    "asks_akismet": gettext_lazy("Akismet is asked about what waits"),
    "note": gettext_lazy("note over conversations"),
}
# What no page of the weblog shows.
_UNSEEN = {"reasons", "show_reasons", "edit_minutes", "per_minute", "spam_days", "asks_akismet"}


class Policy(models.Model):
    """The policy of one weblog; a weblog without a row has these defaults. ``depth`` 0 shows comments flat,
    with “in reply to”; ``per_page`` 0 shows all on one page; ``close_after_days`` empty means never.
    ``reasons`` is what moderators choose from, one a line (``reasons.py``; empty: the list to begin with).
    ``edit_minutes`` 0 means that every edit leaves its history (``editing.py``).
    ``rules`` is another word after each change of the weblog's rules, empty while none is in force (``rules/``).
    ``sign_in`` lets readers have accounts (``identity/accounts.py``).
    ``public_log`` lets readers see what is decided about comments (``public_log.py``), ``log_names`` also by whom.
    ``per_minute`` is how many comments one conversation takes in a minute of who is no member, 0 any number
    (``rate.py``). ``spam_days`` is after how many days spam that nobody touched is deleted, 0 never
    (``spam/emptying.py``). ``asks_akismet`` sends what waits there for a second opinion (``spam/akismet/``).
    ``note`` stands over conversations that have none of their own (``standing_note.py``); readers may read
    ``note_earlier`` wordings before it.
    ``aged_until``: conversations that came of age up to then were told (``closing.close_aged``)."""

    weblog = models.OneToOneField(Weblog, primary_key=True, on_delete=models.CASCADE, related_name="policy")
    open_by_default = models.BooleanField(default=True)
    close_after_days = models.PositiveIntegerField(null=True, blank=True)
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.NEWCOMERS)
    depth = models.PositiveSmallIntegerField(default=3)
    order = models.CharField(max_length=10, choices=Order.choices, default=Order.OLDEST)
    per_page = models.PositiveIntegerField(default=100)
    reasons = models.TextField(blank=True)
    show_reasons = models.BooleanField(default=True)
    edit_minutes = models.PositiveSmallIntegerField(default=15)
    rules = models.CharField(max_length=32, blank=True, editable=False)
    sign_in = models.BooleanField(default=False)
    public_log = models.BooleanField(default=False)
    log_names = models.BooleanField(default=False)
    per_minute = models.PositiveSmallIntegerField(default=60)
    spam_days = models.PositiveSmallIntegerField(default=30)
    asks_akismet = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    note_html = models.TextField(blank=True, default="", editable=False)
    note_earlier = models.PositiveSmallIntegerField(default=0, editable=False)
    aged_until = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"policy of {self.weblog_id}"


def policy_of(weblog: Weblog) -> Policy:
    """The weblog's policy, with the defaults if the host has set none; costs no query after select_related."""
    try:
        return weblog.policy
    except Policy.DoesNotExist:
        return Policy(weblog=weblog)


@transaction.atomic
def change_policy(weblog: Weblog, policy: Policy, *, actor: User | None) -> Policy:
    """Give the weblog this policy; nothing happens if it says the same as before. Raises ValidationError for values
    that no policy has. Every page of the weblog is made anew, as any of them may show what changed."""
    before = Policy.objects.filter(weblog=weblog).first()
    policy.weblog = weblog
    policy.note_html = note_html_of(policy.note)
    policy.clean_fields()
    changes = _differences(before or Policy(weblog=weblog), policy)
    if before and not changes:
        return policy
    policy.aged_until = clock.now()
    policy.note_earlier = before.note_earlier if before else 0
    if "note" in changes:
        _keep_note(policy)
    # Rules are changed by verbs of their own, maybe at the same moment.
    columns = {field.name for field in Policy._meta.concrete_fields} - {"weblog", "rules"}
    policy.save(force_insert=before is None, update_fields=columns if before else None)
    if changes:
        subject, about = f"weblog:{weblog.id}", weblog.title
        decide(weblog, "policy", actor=actor, subject=subject, about=about, reason="; ".join(changes.values()))
    # Of the reasons the public log shows those that stand in the list.
    is_seen = not changes or changes.keys() - _UNSEEN or ("reasons" in changes and policy.public_log)
    record("policy.changed", tags=[tags.weblog(weblog.id)] if is_seen else (), weblog_id=weblog.id)
    return policy


def _keep_note(policy: Policy) -> None:
    policy.note_earlier = StandingNote.objects.filter(weblog=policy.weblog).exclude(text="").count()
    StandingNote.objects.create(weblog=policy.weblog, text=policy.note, at=clock.now())


def note_html_of(note: str) -> str:
    """How the note over all conversations is shown."""
    return markup.comment_html(note) if note else ""


def _differences(before: Policy, after: Policy) -> dict[str, str]:
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in _LABELS]
    return {name: f"{_LABELS[name]}: {_worded(old)} → {_worded(new)}" for name, old, new in pairs if old != new}


def _worded(value: object) -> str:
    return "–" if value is None else ", ".join(str(value).splitlines())
