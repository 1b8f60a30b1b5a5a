"""Posts and pages with their headings, older addresses and the log, as rows again."""

from tertulia.exchange.archive import schema_writing as schema
from tertulia.exchange.archive.batches import MOST, in_batches
from tertulia.exchange.archive.kind import Record
from tertulia.exchange.archive.restoring import Restoring
from tertulia.exchange.archive.subjects import subject_here
from tertulia.exchange.archive.values import moment_of
from tertulia.weblog import search
from tertulia.weblog.address import Address
from tertulia.weblog.decision import Decision
from tertulia.weblog.imported import entry_of
from tertulia.weblog.post import Post, Status
from tertulia.weblog.writing import render

_PLAIN = (
    *("kind", "status", "title", "basename", "path", "format", "body", "extended", "excerpt", "keywords"),
    *("source", "source_key", "uncertain", "revision"),
)
_MOMENTS = ("published_at", "created_at", "changed_at")


def restore_posts(here: Restoring) -> None:
    """Every post, rendered anew, where it was; published ones can be found."""
    for batch in in_batches(here.records(schema.POSTS), "body", "extended"):
        posts = [_post(here, record) for record in batch]
        Post.objects.bulk_create(posts)
        here.known.posts.rows.extend(post.id for post in posts)
        _file(here, posts, batch)
        search.remember_many([entry_of(post) for post in posts if post.status == Status.PUBLISHED])


def _post(here: Restoring, record: Record) -> Post:
    post = Post(weblog=here.weblog, author=here.member(record["author"]), first_id=record["id"])
    for name in _PLAIN:
        setattr(post, name, record[name])
    for name in _MOMENTS:
        setattr(post, name, moment_of(record[name]))
    for name in ("revised_at", "updated_at"):
        setattr(post, name, moment_of(record[name]) if record[name] else None)
    render(post, here.links)
    here.compare(post.body_html, record["body_html"])
    here.compare(post.extended_html, record["extended_html"])
    return post


def _file(here: Restoring, posts: list[Post], batch: list[Record]) -> None:
    categories, tags = Post.categories.through, Post.tags.through
    pairs = list(zip(posts, batch, strict=True))
    categories.objects.bulk_create(
        [categories(post=p, category_id=here.categories[slug]) for p, r in pairs for slug in r["categories"]],
        batch_size=MOST,
    )
    tags.objects.bulk_create(
        [tags(post=p, tag_id=here.tags[slug]) for p, r in pairs for slug in r["tags"]], batch_size=MOST
    )


def restore_addresses(here: Restoring) -> None:
    """Older addresses, once the posts are there that they lead to."""
    for batch in in_batches(here.records(schema.ADDRESSES)):
        Address.objects.bulk_create([_address(here, record) for record in batch])


def _address(here: Restoring, record: Record) -> Address:
    post_id = None if record["post"] is None else here.known.posts[record["post"]]
    return Address(weblog=here.weblog, path=record["path"], post_id=post_id, to=here.leads_to(record["to"]))


def restore_decisions(here: Restoring) -> None:
    """The log, once all that it is about is there."""
    known = here.known
    ids = {"comment": known.comments, "post": known.posts, "conversation": known.posts, "reply": known.replies}
    members = {slug: member.id for slug, member in here.members.items()}
    people = {"member": members, "commenter": {slug: one.id for slug, one in here.commenters.items()}}
    for batch in in_batches(here.records(schema.DECISIONS)):
        for record in batch:
            record["subject"] = subject_here(record["subject"], here.weblog, ids, people)
            record["at"] = moment_of(record["at"])
        Decision.objects.bulk_create([Decision(weblog=here.weblog, **record) for record in batch])
