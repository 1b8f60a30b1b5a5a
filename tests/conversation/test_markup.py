"""Whatever people call themselves, it stays text: the HTML of a thread has the same shape for every name."""

from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from tertulia.conversation.comment import CommentState
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.markup import Setting, initials, thread, web_address
from tertulia.conversation.thread import arrange
from tests.conversation.talk import shown
from tests.screens import all_of, words

_AT = datetime(2017, 8, 30, 6, 12, tzinfo=UTC)
# What ends an attribute, a tag, a format or a translation, among letters.
hostile = st.text(st.sampled_from("\"'<>&`={}%#/\\;-! \tax%0ß字\u202e"), min_size=1, max_size=20)
urls = hostile.map("https://e.example/{}".format).filter(web_address)


def written(name: str, url: str, old_id: str) -> Element:
    """A thread in which everybody is called so: nested, too deep to be nested, and answering somebody elsewhere."""
    said: dict[str, Any] = {"name": name, "url": url, "member_id": 1}
    elsewhere = {"parent_id": 1, "parent_number": 1, "parent_name": name, "parent_state": CommentState.PUBLISHED}
    comments = [
        shown(5, **said, old_id=old_id, old_number=f"{old_id}1"),
        shown(6, **said, parent_id=1005),
        shown(7, **said, parent_id=1006),
        shown(8, **said, **elsewhere),
    ]
    reply = HostReply(id=3, comment_id=1005, name=name, html="<p>I have asked.</p>", created_at=_AT)
    html = thread(arrange(comments, depth=1), Setting("/harbour/a/it's", {1005: [reply]}, is_open=True))
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return tree


def shape(tree: Element) -> list[tuple[str, list[str]]]:
    return [(str(element.tag), sorted(element.keys())) for element in tree.iter()]


@given(hostile, urls, hostile)
def test_no_name_and_no_address_breaks_out_of_its_place(name: str, url: str, old_id: str) -> None:
    tree = written(name, url, old_id)
    assert shape(tree) == shape(written("Ruth", "https://ruth.example/", "6a00d83451b"))
    assert {link.text for link in all_of(tree, "h3/a")} == {name}
    assert {link.get("href") for link in all_of(tree, "h3/a")} == {url}
    assert [span.text for span in all_of(tree, "h4/span[@class='p-author h-card']")] == [name]
    answered = all_of(tree, "p[@class='answers']/a")
    assert ["".join(link.itertext()) for link in answered] == [f"{name}, #6", f"{name}, #1"]
    # Whichever way it is written, it leaves the number beside it alone.
    assert [part.text for link in answered for part in link] == [name, name]
    assert all_of(tree, "article")[0].get("id") == f"comment-{old_id}"
    assert [link.get("id") for link in all_of(tree, "article/a")[:3]] == [
        f"c{old_id}",
        f"c{old_id}1",
        f"comment-{old_id}1",
    ]


@given(hostile)
def test_initials_are_letters_and_digits(name: str) -> None:
    assert (initials(name) or "A").isalnum()


def test_each_link_below_a_comment_says_of_which() -> None:
    links = all_of(written("Ruth", "", ""), "p[@class='actions']/a")
    labels = {(words(link), link.get("aria-label")) for link in links}
    said = {"Reply": "Reply to #{}", "Quote": "Quote #{}", "More": "More about #{}"}
    assert labels == {(word, label.format(n)) for word, label in said.items() for n in (5, 6, 7, 8)}
    stem = "/harbour/a/it's/comments/5"
    assert {f"{stem}/reply/", f"{stem}/more/"} <= {link.get("href") for link in links}


def test_a_comment_without_a_name_says_so() -> None:
    assert {words(head) for head in all_of(written("", "", ""), "h3")} == {"Without a name"}
