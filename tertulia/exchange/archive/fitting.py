"""Whether records that name several others fit these."""

from django.core.exceptions import ValidationError

from tertulia.conversation.rules.values import value_of
from tertulia.exchange.archive.ids import Ids
from tertulia.exchange.archive.kind import Record


def quote_fits(record: Record, comments: Ids, replies: Ids) -> bool:
    """Whether all that a quote names is there, in one conversation."""
    holder = comments.owner(record["comment"]) if record["comment"] in comments else None
    named = [record["source"]] if record["source"] is not None else []
    for name in ("inside", "source_reply"):
        if record[name] is not None:
            named.append(replies.owner(record[name]) or 0)
    return holder is not None and all(comments.owner(one) == holder for one in named)


def rule_fits(record: Record) -> bool:
    """Whether the value of a rule is written as rules are kept here."""
    try:
        return bool(record["value"] == value_of(record["kind"], record["value"]))
    except ValidationError:
        return False
