"""Whatever has happened in a weblog, and whatever people have written: what an export becomes exports the same."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tertulia.conversation.comment import CommentKind, CommentState
from tertulia.conversation.conversation import State
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.exchange.writers.mt import write_mt
from tertulia.exchange.writers.wxr import write_wxr
from tertulia.weblog.category import add_category
from tertulia.weblog.imported import ImportedPost, add_posts
from tertulia.weblog.member import Member, Role, add_member, rename_member
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.tag import find_or_add_tags
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.exchange.moving import EXAMPLES, Moves, live_and_move
from tests.exchange.rounds import Write, comes_back
from tests.exchange.strategies import LINE

_MARKS = st.sampled_from(
    [
        *("-----\t", "<!--more-->", "<!-- wp:gallery /-->", "<!-- wp:html -->", "-->", "<!-", "]]>", "[gallery]"),
        *("[[gallery]]", "[audio src=x]", "[[Some page]]", "https://tide.example/a?b=1&c=2", "<pre>", "</pre>"),
        *("\u2028", "\x85", "\r\n", "\x0b", "\ufffe", "&lt;b&gt;", "&amp;amp;", "  x  ", "~~~"),
    ]
)
_TEXT = st.lists(st.one_of(LINE, _MARKS), max_size=8).map("\n".join)
# Readers let no NUL through, and PostgreSQL takes none.
_LETTERS = st.text(st.characters(exclude_characters="\0"), max_size=9)
_WORDS = st.lists(st.one_of(_LETTERS, _MARKS), max_size=3).map(" ".join)
_WHEN = st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))
_PICK = st.integers(0, 9)
_COMMENT = st.fixed_dictionaries(
    {
        "name": _WORDS,
        "email": st.sampled_from(["", "ruth@example.org"]),
        "url": st.sampled_from(["", "https://example.org/a:b?c=d&e"]),
        "ip": st.sampled_from(["", "192.0.2.1"]),
        "text": _TEXT,
        "state": st.sampled_from(CommentState),
        "kind": st.sampled_from(CommentKind),
        "created_at": _WHEN,
        "old_id": st.sampled_from(["", "6a00d83451b", "7", "12828452"]),
        "answers": _PICK,
        "member": _PICK,
        "replies": st.lists(_TEXT.filter(str.strip), max_size=2),
    }
)
_POST = st.fixed_dictionaries(
    {
        **dict.fromkeys(("body", "extended", "excerpt", "keywords"), _TEXT),
        "title": _WORDS,
        "format": st.sampled_from(Format),
        "kind": st.sampled_from(Kind),
        "status": st.sampled_from(Status),
        "published_at": _WHEN,
        "author": _PICK,
        "categories": st.sets(st.integers(0, 3), max_size=2),
        "tags": st.sets(st.sampled_from(["low ferry", "50%", "“x”, y", 'a "b', "it's", "Übermut"]), max_size=3),
        "comments": st.lists(_COMMENT, max_size=4),
    }
)
Drawn = dict[str, Any]


def build(posts: Sequence[Drawn]) -> Weblog:
    """A weblog of these posts, written by the verbs that imports use."""
    weblog = create_weblog("drawn", title="Drawn & quartered", timezone="Europe/Amsterdam")
    members = [
        add_member(weblog, name="Marta & Co", role=Role.OWNER, email="marta@example.org"),
        add_member(weblog, name="Tomas Brandt", role=Role.AUTHOR),
    ]
    above = add_category(weblog, "Water", description="Wet & <cold>")
    categories = [above, *(add_category(weblog, label, parent=above) for label in ("Ebb & flow", "<b>", "Übermut"))]
    for number, drawn in enumerate(posts):
        fields = {key: value for key, value in drawn.items() if key != "comments"}
        fields["author"] = _chosen(drawn["author"], members)
        fields["categories"] = [categories[place] for place in drawn["categories"]]
        fields["tags"] = find_or_add_tags(weblog, sorted(drawn["tags"]))
        [post] = add_posts(weblog, [ImportedPost(str(number), basename=f"post-{number}", **fields)], source="test")
        _say(post, drawn["comments"], members)
    return weblog


def _say(post: Post, drawn: Sequence[Drawn], members: Sequence[Member]) -> None:
    said = []
    for number, one in enumerate(drawn):
        fields = {key: value for key, value in one.items() if key != "replies"}
        fields |= {"member": _chosen(one["member"], members), "answers": f"id:{one['answers']}-1"}
        said.append(ImportedComment(f"id:{number}-1", **fields))
    comments = add_conversations([ImportedConversation(post, State.CLOSED, said)], source="test")
    for comment in comments:
        for place, text in enumerate(drawn[int(comment.source_key[3:-2])]["replies"]):
            at = comment.created_at + timedelta(hours=place)
            HostReply.objects.create(
                comment=comment, member=members[place], name="M. O.", text=text, html="", created_at=at, changed_at=at
            )


def _chosen(pick: int, among: Sequence[Any]) -> Any:
    return [None, *among][pick % (len(among) + 1)]


class Moving(Moves):
    write: Write

    def move(self) -> None:
        self.weblog.refresh_from_db()
        _tell_apart(self.weblog)
        with tempfile.TemporaryDirectory() as folder:
            comes_back(self.weblog, type(self).write, Path(folder) / "left")


def _tell_apart(weblog: Weblog) -> None:
    """Two authors of one name and without an e-mail address are one person in any export but the archive."""
    seen = set[str]()
    for member in weblog.members.order_by("id"):
        if member.name.casefold() in seen:
            rename_member(member, f"{member.name} {member.id}", actor=None)
        seen.add(member.name.casefold())


class ToMovableType(Moving):
    write = staticmethod(write_mt)


class ToWordPress(Moving):
    write = staticmethod(write_wxr)


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [ToMovableType, ToWordPress])
def test_after_whatever_people_do_in_it(machine: type[Moving]) -> None:
    live_and_move(machine)


class TestEveryWeblog(TestCase):
    @settings(max_examples=EXAMPLES * 4, deadline=None)
    @given(st.lists(_POST, max_size=4), st.sampled_from([write_mt, write_wxr]))
    def test_with_whatever_people_wrote(self, posts: list[Drawn], write: Write) -> None:
        with tempfile.TemporaryDirectory() as folder:
            comes_back(build(posts), write, Path(folder) / "left")
