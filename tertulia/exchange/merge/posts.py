"""Posts that a new piece has too: what it knows better is taken over, and all of what it says is kept."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User

from tertulia.exchange.asking import ask_of_posts
from tertulia.exchange.merge.post_conflicts import post_conflicts
from tertulia.exchange.merge.sayings import Sayings
from tertulia.exchange.merge.states import merged_state, state_said
from tertulia.exchange.names import words_of
from tertulia.exchange.origin import Origin
from tertulia.exchange.plan import Planner
from tertulia.exchange.planned import Planned
from tertulia.exchange.question import Question
from tertulia.weblog.amending import Amendment, amend_posts, is_untouched
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.tag import Tag
from tertulia.weblog.weblog import Weblog


class PostMerger:
    """Merges the posts of a batch."""

    def __init__(self, planner: Planner, weblog: Weblog, actor: User | None) -> None:
        self.planner, self.weblog, self.actor = planner, weblog, actor
        self.source = planner.report.format
        self._questions: list[Question] = []

    def merge(self, planned: Sequence[Planned], posts: dict[int, Post]) -> None:
        """Those that another source has brought; ``posts`` are the rows of all known ones."""
        merged = [(one, posts[one.post_id]) for one in planned if one.is_merged and one.post_id in posts]
        origins: dict[int, list[Origin]] = {}
        for origin in Origin.objects.filter(post__in=[post for _one, post in merged], comment=None):
            origins.setdefault(origin.post_id, []).append(origin)
        tags = self.planner.names.tags([one.record for one, _post in merged])
        amend_posts(self.weblog, [self._merge(one, post, origins.get(post.id, []), tags) for one, post in merged])
        ask_of_posts(self.weblog, self._questions)
        self._questions = []

    def _merge(self, one: Planned, post: Post, origins: Sequence[Origin], tags: dict[str, Tag]) -> Amendment:
        names, sayings = self.planner.names, Sayings(post.source, _now(post), origins)
        better = sayings.add(self.source, self._says(one))
        member = names.member(one.record, self.actor)
        fields: dict[str, Any] = {}
        if is_untouched(post):
            fields = self._better(post, sayings, better, member)
        else:
            better = {}
        self._keep(one, post, origins, sayings, better.get("text", sayings.now["text"]))
        marks = [tags[slug] for name in one.record.tags if (slug := names.slug_of(name)) in tags]
        return Amendment(post, fields, names.categories(one.record), marks)

    def _better(self, post: Post, sayings: Sayings, better: dict[str, Any], member: Member | None) -> dict[str, Any]:
        fields = {**_columns(better), "status": merged_state(sayings) or post.status}
        if "author" in better:
            fields["author"] = member
        asked = list(post_conflicts(post, sayings))
        self._questions += asked
        kinds = {*post.uncertain.split(), *(question.kind for question in asked)}
        return {**fields, "uncertain": " ".join(sorted(kinds))}

    def _says(self, one: Planned) -> dict[str, Any]:
        record = one.record
        return {
            "kind": record.kind,
            "status": state_said(self.source, record.status),
            "title": words_of(record.title),
            "text": _text(record.format, record.body, record.extended),
            "excerpt": record.excerpt,
            "keywords": record.keywords,
            "author": words_of(record.author)[:255],
            "date": self.planner.moment(record.date) if record.date else None,
        }

    def _keep(self, one: Planned, post: Post, origins: Sequence[Origin], sayings: Sayings, text: Any) -> None:
        keys = {post.source: post.source_key, **{o.source: o.key for o in origins}, self.source: one.key}
        for source, key in keys.items():
            Origin.objects.update_or_create(
                post=post,
                comment=None,
                source=source,
                defaults={"weblog": self.weblog, "key": key, "said": sayings.kept(source, text)},
            )


def _now(post: Post) -> dict[str, Any]:
    return {
        "kind": post.kind,
        "status": state_said(post.source, post.status),
        "title": post.title,
        "text": _text(post.format, post.body, post.extended),
        "excerpt": post.excerpt,
        "keywords": post.keywords,
        "author": post.author.name if post.author else "",
        "date": post.published_at,
    }


def _text(form: str, body: str, extended: str) -> dict[str, str] | None:
    return {"format": form, "body": body, "extended": extended} if body or extended else None


def _columns(better: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {
        name: better[name] for name in ("kind", "title", "excerpt", "keywords") if name in better
    }
    if "date" in better:
        columns["published_at"] = better["date"]
    return {**columns, **better.get("text", {})}
