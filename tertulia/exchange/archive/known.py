"""What an archive names, so that nothing in it can refer to what is not there: all of it is read once before anything
is written."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from tertulia.exchange.archive import schema_links as links
from tertulia.exchange.archive import schema_rescue as rescue
from tertulia.exchange.archive import schema_revisions as revisions
from tertulia.exchange.archive import schema_weblog as house
from tertulia.exchange.archive import schema_writing as writing
from tertulia.exchange.archive.fitting import mark_fits, not_there, origin_fits, quote_fits, rule_fits, unless
from tertulia.exchange.archive.ids import Ids
from tertulia.exchange.archive.kind import Kind, Record
from tertulia.exchange.archive.schema_marks import MARKS, NOTES, STANDING_NOTES
from tertulia.exchange.archive.schema_reports import REPORTS
from tertulia.exchange.archive.subjects import can_be_found
from tertulia.media.image import smaller_names


class Known:
    """Slugs, files, addresses and ids of an archive. ``last_numbers`` is that of each conversation by its post,
    ``counts`` how many of its comments are published."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = frozenset(files)
        self.weblog: Record = {}
        self.members, self.categories, self.labels, self.tags = set[str](), set[str](), set[str](), set[str]()
        self.commenters, self.marked, self.links = set[str](), set[tuple[int, str]](), set[str]()
        self.pictures, self.others = set[str](), set[str]()
        self.paths, self.old_paths = set[str](), set[str]()
        self.posts, self.comments, self.replies = Ids(), Ids(), Ids()
        self.last_numbers, self.counts = dict[int, int](), dict[int, int]()
        # What is named before it is there.
        self.parents: dict[str, str] = {}
        self.faces = set[str]()
        self.answers: list[tuple[int, int]] = []

    def meet(self, kind: Kind, record: Record) -> str:
        """Take a record in; answers what is wrong with it beside the others, or nothing."""
        return _MEETING[kind.name](self, record)

    def end(self) -> str:
        """What is wrong with the whole, once all is known."""
        if (photo := self.weblog["photo"]) and photo not in self.pictures:
            return not_there(house.WEBLOG, "photo", photo)
        for face in self.faces - self.pictures:
            return not_there(house.MEMBERS, "picture", face)
        for child, parent in self.parents.items():
            if parent not in self.categories or parent == child:
                return not_there(house.CATEGORIES, "parent", parent)
        for comment, parent_id in self.answers:
            if self.comments.owner(parent_id) != self.comments.owner(comment) or parent_id == comment:
                return not_there(writing.COMMENTS, "parent", parent_id)
        return ""

    def named(self, member: str | None) -> bool:
        """Whether this is nobody, or a member."""
        return member is None or member in self.members


def _first(among: set[str], name: str) -> str:
    if name in among:
        return _("names “{name}” for the second time").format(name=name[:100])
    among.add(name)
    return ""


def _weblog(known: Known, record: Record) -> str:
    known.weblog = record
    return ""


def _member(known: Known, record: Record) -> str:
    known.faces.update([record["picture"]] if record["picture"] else ())
    return _first(known.members, record["slug"])


def _commenter(known: Known, record: Record) -> str:
    pictured = record["picture"] is None or record["picture"] in known.pictures
    return _first(known.commenters, record["slug"]) or unless(pictured, "picture")


def _category(known: Known, record: Record) -> str:
    if record["parent"] is not None:
        known.parents[record["slug"]] = record["parent"]
    return _first(known.categories, record["slug"]) or _first(known.labels, record["label"])


def _picture(known: Known, record: Record) -> str:
    return (
        _first(known.pictures, record["file"])
        or unless(record["file"] in known.files, "file")
        or unless(not record["original"] or record["original"] in known.files, "original")
        or unless(known.files.issuperset(smaller_names(record["file"], record["widths"])), "widths")
    )


def _post(known: Known, record: Record) -> str:
    path = record["path"]
    return (
        unless(known.posts.add(record["id"]), "id")
        or unless(known.named(record["author"]), "author")
        or unless(known.categories.issuperset(record["categories"]), "categories")
        or unless(known.tags.issuperset(record["tags"]), "tags")
        or (unless(path.startswith("/"), "path") or _first(known.paths, path) if path is not None else "")
    )


def _conversation(known: Known, record: Record) -> str:
    post = record["post"]
    if why := unless(post in known.posts and post not in known.counts, "post"):
        return why
    known.last_numbers[post], known.counts[post] = record["last_number"], 0
    return ""


def _comment(known: Known, record: Record) -> str:
    post, number, is_public = record["post"], record["number"], record["state"] == "published"
    if why := unless(post in known.counts, "post") or unless(known.comments.add(record["id"], post), "id"):
        return why
    known.counts[post] += is_public
    parent = record["parent"]
    if parent is not None and (parent >= record["id"] or known.comments.owner(parent) != post):
        known.answers.append((record["id"], parent))
    fits = number <= known.last_numbers[post] if number else not is_public
    is_known = record["commenter"] is None or record["commenter"] in known.commenters
    who = unless(known.named(record["member"]), "member") or unless(is_known, "commenter")
    return unless(fits, "number") or who


def _reply(known: Known, record: Record) -> str:
    return (
        unless(known.replies.add(record["id"], record["comment"]), "id")
        or unless(record["comment"] in known.comments, "comment")
        or unless(known.named(record["member"]), "member")
    )


def _address(known: Known, record: Record) -> str:
    return (
        unless(record["path"].startswith("/"), "path")
        or _first(known.old_paths, record["path"])
        or unless(record["post"] is None or record["post"] in known.posts, "post")
    )


def _decision(known: Known, record: Record) -> str:
    ids = {"comment": known.comments, "post": known.posts, "conversation": known.posts, "reply": known.replies}
    return unless(
        can_be_found(record["subject"], ids, {"member": known.members, "commenter": known.commenters}), "subject"
    )


def _question(known: Known, record: Record) -> str:
    reply, comments = record["reply"], [record[name] for name in ("comment", "other") if record[name] is not None]
    is_there = all(known.comments.owner(one) == record["post"] for one in comments)
    if why := unless(record["post"] in known.posts, "post") or unless(is_there, "comment"):
        return why
    return unless(reply is None or reply in known.replies, "reply")


def _inside_comment(known: Known, record: Record) -> str:
    return unless(record["comment"] in known.comments, "comment")


_MEETING: dict[str, Callable[[Known, Record], str]] = {
    house.WEBLOG.name: _weblog,
    house.POLICY.name: lambda _known, _record: "",
    house.MEMBERS.name: _member,
    house.COMMENTERS.name: _commenter,
    house.RULES.name: lambda _known, record: unless(rule_fits(record), "value"),
    house.CATEGORIES.name: _category,
    house.TAGS.name: lambda known, record: _first(known.tags, record["slug"]),
    house.MEDIA.name: _picture,
    house.FILES.name: lambda known, it: _first(known.others, it["file"]) or unless(it["file"] in known.files, "file"),
    links.LINKS.name: lambda known, record: _first(known.links, record["url"]),
    writing.POSTS.name: _post,
    writing.CONVERSATIONS.name: _conversation,
    writing.COMMENTS.name: _comment,
    revisions.POST_REVISIONS.name: lambda known, record: unless(record["post"] in known.posts, "post"),
    revisions.COMMENT_REVISIONS.name: _inside_comment,
    REPORTS.name: _inside_comment,
    writing.REPLIES.name: _reply,
    writing.QUOTES.name: lambda known, record: unless(quote_fits(record, known.comments, known.replies), "source"),
    MARKS.name: lambda known, it: unless(mark_fits(it, known.comments, known.replies, known.marked), "by"),
    NOTES.name: lambda known, it: unless(it["conversation"] in known.counts and known.named(it["member"]), "member"),
    STANDING_NOTES.name: lambda _known, _record: "",
    revisions.REPLY_REVISIONS.name: lambda known, record: unless(record["reply"] in known.replies, "reply"),
    writing.ADDRESSES.name: _address,
    writing.DECISIONS.name: _decision,
    rescue.ORIGINS.name: lambda known, it: unless(origin_fits(it, known.posts, known.comments), "comment"),
    rescue.QUESTIONS.name: _question,
    rescue.CLAIMS.name: lambda known, record: unless(record["path"].startswith("/"), "path"),
}
