"""Take back what the host has decided at the rescue desk: the words are as they were, the question is open again."""

from django.contrib.auth.models import User
from django.db import transaction

from tertulia.conversation import taking_back
from tertulia.exchange.answering import reopen
from tertulia.exchange.answers import DECISION
from tertulia.exchange.joining import part_posts
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tertulia.weblog.replacing import put_back

KINDS = (DECISION, "comment-split", "comment-joined", "comment-assigned")


@transaction.atomic
def take_back(decision: Decision, *, actor: User | None) -> Decision:
    """Undo a decision of one of ``KINDS``. Raises what ``conversation.taking_back`` does."""
    reopen(decision)
    if decision.subject.startswith("post:"):
        done = put_back(decision, actor=actor)
        if "moved" in (decision.kept or {}):
            part_posts(decision, Post.objects.select_related("weblog").get(id=int(decision.subject[5:])))
        return done
    return taking_back.take_back(decision, actor=actor)
