"""What is kept of a person as one file: ``person.json`` for programs, ``person.html`` to read and print."""

import json
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.template import loader
from django.utils.translation import gettext_lazy as _

from tertulia.conversation.comment import CommentState
from tertulia.exchange.person.kept import Kept, all_kept
from tertulia.exchange.person.person import Person
from tertulia.lib import text
from tertulia.weblog.page import speaking

_STATES = {
    **dict(CommentState.choices),
    "accepted": _("edit taken"),
    "refused": _("edit not taken"),
    "dismissed": _("reports of readers dismissed"),
    "reported": _("reports of readers opened again"),
}


def packed(kept: Kept, person: Person) -> bytes:
    """A ZIP file of ``all_kept``, in the language of the weblog."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("person.json", json.dumps(kept, ensure_ascii=False, indent=1))
        archive.writestr("person.html", page(kept, person))
    return file.getvalue()


def packed_person(person: Person) -> bytes:
    """The same of what is kept now."""
    return packed(all_kept(person), person)


def page(kept: Kept, person: Person) -> str:
    """The same as one page of HTML without styles, scripts or anything from elsewhere."""
    with speaking(person.weblog):
        comments = [_shown(comment) for comment in kept["comments"]]
        context = {**kept, "comments": comments, "host": person.weblog, "made": datetime.fromisoformat(kept["made_at"])}
        return loader.render_to_string("person/kept.html", context)


def file_name(person: Person) -> str:
    """What the file is called; it names nobody, as files are seen by many."""
    return f"{text.slugify(person.weblog.slug) or 'weblog'}-my-data.zip"


def _shown(comment: Kept) -> Kept:
    return {
        **comment,
        "state_label": _STATES[comment["state"]],
        "at": datetime.fromisoformat(comment["created_at"]),
        "decisions": [
            {**one, "at": datetime.fromisoformat(one["at"]), "after_label": _STATES.get(one["after"], one["after"])}
            for one in comment["decisions"]
        ],
        "other_wordings": [{**one, "at": datetime.fromisoformat(one["at"])} for one in comment["other_wordings"]],
        "replies": [{**one, "at": datetime.fromisoformat(one["created_at"])} for one in comment["replies"]],
    }
