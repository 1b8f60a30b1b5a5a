"""Open, close, allow nobody: what the host decides for one conversation; and the closing of those that come of age."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from tertulia.conversation.collision import Collision
from tertulia.conversation.conversation import Conversation, State, locked
from tertulia.conversation.policy import Policy
from tertulia.conversation.stale import tags_of
from tertulia.lib import clock, tags
from tertulia.outbox.event import record
from tertulia.weblog.decision import decide, last_about
from tertulia.weblog.post import Post


@transaction.atomic
def set_state(post: Post, state: str, *, actor: User | None, reason: str = "", seen: str = "") -> Conversation:
    """Decide whether a post takes comments; DEFAULT leaves it to the weblog's policy. Nothing happens if it is so
    already. Raises ValueError for a state there is not, and Collision if it is another by now than the one ``seen``."""
    conversation, wanted = locked(post), State(state)
    before = conversation.state
    if before == wanted:
        return conversation
    if seen and seen != before:
        raise Collision(None, last_about(f"conversation:{post.id}", "conversation"))
    conversation.state = wanted
    conversation.save(update_fields=["state"])
    # The caller's post may hold the conversation as it was.
    post.conversation = conversation
    weblog, subject, about = post.weblog, f"conversation:{post.id}", post.heading
    decide(
        weblog, "conversation", actor=actor, subject=subject, about=about, before=before, after=wanted, reason=reason
    )
    record(f"conversation.{wanted}", tags=tags_of(post), weblog_id=post.weblog_id, post_id=post.id)
    return conversation


def close_aged() -> int:
    """Say which conversations have come of age since the last call, so that pages that still show their form are made
    anew; answers how many. They close by themselves (``Conversation.state_at``). Cheap enough for every second."""
    moment = clock.now()
    policies = Policy.objects.filter(close_after_days__isnull=False, open_by_default=True)
    return sum(_tell_aged(policy, moment) for policy in policies)


def _tell_aged(policy: Policy, moment: datetime) -> int:
    aged = _aged_between(policy, policy.aged_until, moment)
    if policy.aged_until and not aged:
        return 0
    with transaction.atomic():
        # The conditional update lets one of several workers through.
        same = Policy.objects.filter(pk=policy.pk, aged_until=policy.aged_until)
        if not same.update(aged_until=moment):
            return 0
        if policy.aged_until is None:
            record("conversations.aged", tags=[tags.weblog(policy.weblog_id)], weblog_id=policy.weblog_id)
        for post in aged:
            record("conversation.aged", tags=tags_of(post), weblog_id=post.weblog_id, post_id=post.id)
    return len(aged)


def _aged_between(policy: Policy, since: datetime | None, until: datetime) -> list[Post]:
    # Without a beginning nothing is known of what was told: then the whole weblog is made anew, once.
    if since is None:
        return []
    age = timedelta(days=policy.close_after_days or 0)
    by_policy = Q(conversation__isnull=True) | Q(conversation__state=State.DEFAULT)
    posts = Post.objects.published().filter(by_policy, weblog=policy.weblog_id)
    return list(posts.filter(published_at__gt=since - age, published_at__lte=until - age).order_by("id"))
