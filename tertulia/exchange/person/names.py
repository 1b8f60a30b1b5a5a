"""What somebody is called who wished to be forgotten."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from tertulia.conversation.comment import Comment


def nameless(conversation_ids: Collection[int]) -> dict[int, str]:
    """A name for one such person in each of these conversations: another one than those who left before have there."""
    taken: dict[int, set[str]] = {}
    rows = Comment.objects.filter(conversation__in=conversation_ids).exclude(erased="")
    for conversation_id, name in rows.values_list("conversation_id", "name"):
        taken.setdefault(conversation_id, set()).add(name)
    return {one: _unused(taken.get(one, set())) for one in conversation_ids}


def _unused(taken: set[str]) -> str:
    name, number = _("Somebody who left"), 1
    while name in taken:
        number += 1
        name = _("Somebody who left ({number})").format(number=number)
    return name
