"""Whether records that name several others fit these."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tertulia.conversation.rules.values import value_of
from tertulia.exchange.archive.ids import Ids
from tertulia.exchange.archive.kind import Kind, Record


def unless(fits: bool, field: str) -> str:
    """What is wrong with a record whose field does not fit, or nothing."""
    return "" if fits else _("“{field}” does not fit the other records").format(field=field)


def not_there(kind: Kind, field: str, value: object) -> str:
    """What is wrong with an archive in which a field names what is nowhere."""
    sentence = _("{file}: “{field}” names {value}, which is not there.")
    return sentence.format(file=kind.file, field=field, value=str(value)[:100])


def quote_fits(record: Record, comments: Ids, replies: Ids) -> bool:
    """Whether all that a quote names is there, in one conversation."""
    return _fits(record, ["source"], ["inside", "source_reply"], comments, replies)


def mark_fits(record: Record, comments: Ids, replies: Ids, marked: set[tuple[int, str]]) -> bool:
    """The same for a mark, of which a comment has one of a kind; ``marked`` are those before it."""
    one, before = (record["comment"], record["kind"]), len(marked)
    marked.add(one)
    return len(marked) > before and _fits(record, ["by"], ["by_reply"], comments, replies)


def _fits(record: Record, names: list[str], reply_names: list[str], comments: Ids, replies: Ids) -> bool:
    holder = comments.owner(record["comment"]) if record["comment"] in comments else None
    named = [record[name] for name in names if record[name] is not None]
    named += [replies.owner(record[name]) or 0 for name in reply_names if record[name] is not None]
    return holder is not None and all(comments.owner(one) == holder for one in named)


def rule_fits(record: Record) -> bool:
    """Whether the value of a rule is written as rules are kept here."""
    try:
        return bool(record["value"] == value_of(record["kind"], record["value"]))
    except ValidationError:
        return False


def origin_fits(record: Record, posts: Ids, comments: Ids) -> bool:
    """Whether where something came from is told of a post that is there, or of a comment below it."""
    comment, post = record["comment"], record["post"]
    return post in posts and (comment is None or comments.owner(comment) == post)
