"""Small weblogs with anything in their rows that a database takes, for property tests."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.conversation import Conversation, State
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.policy import Moderation, Order, Policy
from tertulia.exchange.origin import Origin
from tertulia.exchange.question import Question, QuestionKind
from tertulia.lib import clock, markup
from tertulia.weblog.address import Address
from tertulia.weblog.category import Category
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member, Role
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import render

SLUG = "drawn"
_ANY = st.characters(codec="utf-8", exclude_characters="\0")
_MARKS = st.sampled_from(["\u2028", "\x85", "\r\n", "\n\n", "</p>", "&amp;", '"', "\\u0000", "/media/x.png", "\x1b[0m"])
_TEXT = st.lists(st.one_of(st.text(_ANY, max_size=12), _MARKS), max_size=4).map("".join)
_WORD = st.text(_ANY, min_size=1, max_size=20)
_MOMENT = st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
_PICK = st.integers(0, 1000)
_ROWS = 4
_KEPT = {"comments": {"7": {"name": "a", "number": None}}, "replies": {}, "made": [3], "made_replies": []}


@dataclass
class Drawn:
    """What the rows of each kind hold; ``pick`` chooses among the rows that they refer to."""

    weblog: dict[str, Any]
    policy: dict[str, Any] | None
    members: list[dict[str, Any]]
    categories: list[dict[str, Any]]
    tags: list[dict[str, Any]]
    posts: list[dict[str, Any]]
    comments: list[dict[str, Any]]
    replies: list[dict[str, Any]]
    addresses: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    origins: list[dict[str, Any]]
    questions: list[dict[str, Any]]


def weblogs() -> st.SearchStrategy[Drawn]:
    """Any weblog of a few rows."""
    return st.builds(
        Drawn,
        weblog=_row(title=_TEXT, tagline=_TEXT, about=_TEXT, created_at=_MOMENT, posts_per_page=st.integers(0, 9)),
        policy=st.none() | _row(moderation=_of(Moderation), order=_of(Order), depth=_PICK, per_page=_PICK),
        members=_rows(slug=_WORD, name=_TEXT, role=_of(Role), email=_TEXT, active=st.booleans()),
        categories=_rows(slug=_WORD, label=_WORD, description=_TEXT, pick=_PICK),
        tags=_rows(slug=_WORD, name=_TEXT),
        posts=_rows(
            **dict.fromkeys(("title", "basename", "body", "extended", "excerpt", "keywords"), _TEXT),
            **dict.fromkeys(("published_at", "created_at", "changed_at"), _MOMENT),
            kind=_of(Kind),
            status=_of(Status),
            format=_of(Format),
            path=st.none() | _WORD,
            source=st.sampled_from(["", "mt"]),
            source_key=_WORD,
            pick=_PICK,
            conversation=st.none() | _of(State),
            told_at=st.none() | _MOMENT,
        ),
        comments=_rows(
            **dict.fromkeys(("name", "email", "url", "text", "old_id", "old_number"), _TEXT),
            kind=_of(CommentKind),
            state=_of(CommentState),
            is_numbered=st.booleans(),
            created_at=_MOMENT,
            changed_at=_MOMENT,
            key=st.none() | _WORD,
            ip=st.none() | st.ip_addresses().map(str),
            is_new=st.booleans(),
            source=st.sampled_from(["", "mt"]),
            source_key=_WORD,
            pick=_PICK,
        ),
        replies=_rows(
            name=_TEXT,
            text=_TEXT,
            withdrawn=st.booleans(),
            created_at=_MOMENT,
            changed_at=_MOMENT,
            pick=_PICK,
        ),
        questions=_questions(),
        origins=_rows(key=_TEXT, said=st.dictionaries(_WORD, _TEXT, max_size=2), pick=_PICK),
        addresses=_rows(path=_WORD, to=_TEXT, pick=_PICK),
        decisions=_rows(
            **dict.fromkeys(("about", "actor_name", "reason"), _TEXT),
            **dict.fromkeys(("before", "after"), _WORD),
            at=_MOMENT,
            kept=st.none() | st.just(_KEPT),
            pick=_PICK,
        ),
    )


def _questions() -> st.SearchStrategy[list[dict[str, Any]]]:
    return _rows(
        **dict.fromkeys(("sentence", "answer", "answered_by", "reason"), _TEXT),
        kind=_of(QuestionKind),
        choices=st.lists(_TEXT, max_size=2, unique=True),
        evidence=st.lists(st.fixed_dictionaries({"source": _WORD, "text": _TEXT}), max_size=2),
        hides=st.booleans(),
        answered_at=st.none() | _MOMENT,
        pick=_PICK,
    )


def _row(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


def _rows(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    unique = tuple(_by(name) for name in ("slug", "label", "path") if name in fields)
    return st.lists(_row(**fields), max_size=_ROWS, unique_by=unique or None)


def _by(name: str) -> Callable[[dict[str, Any]], Any]:
    # Rows without a path are no repetition of each other.
    return lambda row: row[name] if row[name] is not None else id(row)


def _of(choices: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([str(value) for value in choices])


def build(drawn: Drawn) -> Weblog:
    """The weblog as rows, with the HTML that its sources give."""
    drawn = deepcopy(drawn)
    row = drawn.weblog
    weblog = Weblog.objects.create(slug=SLUG, about_html=markup.comment_html(row["about"]), **row)
    Weblog.objects.filter(id=weblog.id).update(created_at=row["created_at"])
    if drawn.policy:
        Policy.objects.create(weblog=weblog, **drawn.policy)
    members = [Member.objects.create(weblog=weblog, **row) for row in drawn.members]
    categories: list[Category] = []
    for row in drawn.categories:
        above = _chosen(row.pop("pick"), categories)
        categories.append(Category.objects.create(weblog=weblog, parent=above, **row))
    tags = [Tag.objects.create(weblog=weblog, **row) for row in drawn.tags]
    posts = [_post(weblog, row, number, members, categories, tags) for number, row in enumerate(drawn.posts)]
    comments = _comments(drawn.comments, posts, members)
    replies = [_reply(row, comments, members) for row in drawn.replies if comments]
    for row in drawn.addresses:
        path, post = f"/old/{row['path']}", _chosen(row["pick"], posts)
        Address.objects.create(weblog=weblog, path=path, post=post, to="" if post else row["to"])
    subjects = [f"weblog:{weblog.id}", "comment:99999999", "lamp:7"]
    subjects += [f"post:{post.id}" for post in posts] + [f"conversation:{post.id}" for post in posts]
    subjects += [f"comment:{one.id}" for one in comments] + [f"reply:{one.id}" for one in replies]
    subjects += [f"member:{one.id}" for one in members]
    for row in drawn.decisions:
        subject = subjects[row.pop("pick") % len(subjects)]
        Decision.objects.create(weblog=weblog, kind="anything", subject=subject, **row)
    for number, row in enumerate(drawn.origins if posts else []):
        _origin(weblog, row, f"from {number}", posts, comments)
    for row in drawn.questions if comments else []:
        _question(weblog, row, comments, replies)
    return weblog


def _question(weblog: Weblog, row: dict[str, Any], comments: list[Comment], replies: list[HostReply]) -> None:
    pick = row.pop("pick")
    comment = comments[pick % len(comments)]
    other = _chosen(pick, [one for one in comments if one.conversation_id == comment.conversation_id])
    about = {"post_id": comment.conversation_id, "comment": comment, "other": other, "reply": _chosen(pick, replies)}
    Question.objects.create(weblog=weblog, **about, **row)


def _origin(weblog: Weblog, row: dict[str, Any], source: str, posts: list[Post], comments: list[Comment]) -> None:
    comment, post = _chosen(row.pop("pick"), comments), posts[0]
    about = {"post_id": comment.conversation_id, "comment": comment} if comment else {"post": post}
    Origin.objects.create(weblog=weblog, source=source, **about, **row)


def _chosen(pick: int, among: list[Any]) -> Any:
    return [None, *among][pick % (len(among) + 1)]


def _post(
    weblog: Weblog,
    row: dict[str, Any],
    number: int,
    members: list[Member],
    categories: list[Category],
    tags: list[Tag],
) -> Post:
    pick, state, told_at = row.pop("pick"), row.pop("conversation"), row.pop("told_at")
    path, key = row.pop("path"), f"{row.pop('source_key')}{number}"
    post = Post(weblog=weblog, path=path and f"/drawn/{path}", source_key=key, author=_chosen(pick, members), **row)
    render(post)
    post.save()
    post.categories.set(categories[pick % 3 :])
    post.tags.set(tags[pick % 2 :])
    if state:
        Conversation.objects.create(post=post, state=state, changed_at=told_at)
    return post


def _comments(rows: list[dict[str, Any]], posts: list[Post], members: list[Member]) -> list[Comment]:
    talks = [post.conversation for post in posts if hasattr(post, "conversation")]
    made: list[Comment] = []
    for number, row in enumerate(rows if talks else []):
        talk = talks[row["pick"] % len(talks)]
        made.append(_comment(row, number, talk, members))
    # An import may have said so of a comment that came before its question.
    for comment, row in zip(made, rows, strict=False):
        others = [one for one in made if one.conversation_id == comment.conversation_id and one is not comment]
        comment.parent = _chosen(row["pick"], others)
        comment.save()
    return made


def _comment(row: dict[str, Any], number: int, talk: Conversation, members: list[Member]) -> Comment:
    fields = {name: value for name, value in row.items() if name not in ("pick", "is_numbered", "is_new")}
    fields |= {"source_key": f"{row['source_key']}{number}", "key": row["key"] and f"{row['key']}{number}"}
    if row["is_new"]:
        fields["created_at"] = clock.now() - timedelta(days=number)
    else:
        fields["ip"] = None
    is_public = row["state"] == CommentState.PUBLISHED
    if is_public or row["is_numbered"]:
        talk.last_number += 1
        fields["number"] = talk.last_number
    talk.count += is_public
    talk.save()
    html = markup.comment_html(row["text"])
    return Comment.objects.create(conversation=talk, member=_chosen(row["pick"], members), html=html, **fields)


def _reply(row: dict[str, Any], comments: list[Comment], members: list[Member]) -> HostReply:
    pick, html = row.pop("pick"), markup.comment_html(row["text"])
    comment, member = comments[pick % len(comments)], _chosen(pick, members)
    return HostReply.objects.create(comment=comment, member=member, html=html, **row)
