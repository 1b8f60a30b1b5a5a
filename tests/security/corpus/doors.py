"""The corpus by every door of a weblog. Where one takes long texts, a request brings as many attacks as it takes."""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from django.test import Client

from tertulia.conversation.authorship import link_of
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.moderation import judge
from tertulia.conversation.token import lasting_token
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import SAME_ORIGIN
from tests.security.corpus.listed import MEANT
from tests.security.corpus.payloads import PAYLOADS

# Forms of the desk refuse a null character with a sentence, so it is left out.
TEXTS = tuple(dict.fromkeys(text.replace("\0", "") for text in (*(one.text for one in PAYLOADS), *MEANT)))
_LONG = 20_000
_SOURCE = "the mayor said before the flood came to the low ferry that"
_QUOTED = _SOURCE.replace("before", "after")
_senders = count(1)


def packed(most: int, between: str, texts: Sequence[str] = TEXTS) -> list[str]:
    """All of them in as few texts of at most so many characters as it takes; what is longer by itself is cut."""
    packs = [""]
    for text in texts:
        if len(packs[-1]) + len(text) + len(between) > most:
            packs.append("")
        packs[-1] = f"{packs[-1]}{between}{text[:most]}"[:most] if packs[-1] else text[:most]
    return packs


def one_line(text: str) -> str:
    """As it comes out of a field of one line."""
    return " ".join(text.split())


def write_posts(marta: Client, cast: Cast) -> list[Post]:
    """A post in each format that people type, and then other words in each; the titles are attacks as well."""
    titles = packed(900, " ")
    for place, fmt in enumerate(("html", "lines", "markdown")):
        said = {
            "title": titles[place], "body": "\n\n".join(TEXTS), "extended": "\n\n".join(TEXTS[:200]), "format": fmt,
            "excerpt": "\n\n".join(TEXTS[place::20]), "keywords": titles[-1 - place], "tags": titles[place + 9][:255],
            "kind": "post", "comments": "default", "author": cast.host.id, "new_category": titles[place + 5][:200],
        }  # fmt: skip
        _sent(marta.post("/desk/harbour/posts/new/publication/", said), 302)
        post = Post.objects.latest("id")
        form = marta.get(f"/desk/harbour/posts/{post.id}/").context["form"]
        again = {**said, "version": form["version"].value(), "body": "\n\n".join(TEXTS[1::2]), "title": titles[-1]}
        _sent(marta.post(f"/desk/harbour/posts/{post.id}/", again), 302)
    return [*Post.objects.order_by("id")][-3:]


def comment_on(post: Post) -> list[Comment]:
    """Comments whose name, address and words are attacks: each is among the words and the web addresses."""
    packs = packed(1900, "\n\n")
    urls, names = packed(1900, "|", [re.sub(r"\s", "", text) for text in TEXTS]), packed(250, " ")
    for place, text in enumerate(packs):
        url, name = f"https://x.example/{urls[place % len(urls)]}", one_line(names[place * len(names) // len(packs)])
        email = re.sub(r'[^!-~]|[@<>()\[\],;:\\"]', "", name)[:60] + "@x.example"
        _say(post, {"name": name, "url": url, "email": email, "text": text, "tell": "1"})
    return [*Comment.objects.filter(conversation__post=post).order_by("id")]


def quote_on(post: Post) -> list[str]:
    """Quotes that hold attacks (one in three, as it takes long to compare), of a source that says nearly the same;
    answers what is quoted. Attacks hold quotations themselves, and of a comment no more than twenty are looked for."""
    packs = [one_line(pack) for pack in packed(1500, " ", TEXTS[::3])]
    for place in range(0, len(packs), 5):
        part = packs[place : place + 5]
        source = _published(post, "\n\n".join(f"{_SOURCE} {pack}" for pack in part))
        _published(post, "\n\nSo?\n\n".join(f"> {_QUOTED} {pack}" for pack in part), parent=str(source.number))
    return [f"{_QUOTED} {pack}" for pack in packs]


def edit(post: Post, marta: Client) -> list[Comment]:
    """The authors of comments word them anew by the private link of each, and the host accepts what waits."""
    packs = packed(_LONG, "\n\n")
    comments = [_published(post, f"It rose by {feet} feet.") for feet in range(len(packs))]
    for comment, text in zip(comments, packs, strict=True):
        _sent(Client().post(f"{link_of(comment)}wording/", {"text": text}, headers=SAME_ORIGIN), 303)
    for revision in CommentRevision.objects.waiting():
        _sent(marta.post(f"/desk/edits/{revision.id}/acceptance/"), 302)
    return comments


def answer(marta: Client, comments: Sequence[Comment]) -> None:
    """The host answers inside comments."""
    for comment, text in zip(comments, packed(_LONG, "\n\n"), strict=True):
        _sent(marta.post(f"/desk/comments/{comment.id}/replies/", {"text": text}), 302)


def report(comments: Sequence[Comment]) -> None:
    """Readers report comments to the host, with attacks for words."""
    for comment, text in zip(comments, packed(1900, "\n\n"), strict=False):
        post = comment.conversation.post
        said = {"reason": "other", "text": text, "token": lasting_token(conversation_of(post))}
        address = f"{post.stem}/comments/{comment.number}/report/"
        _sent(Client().post(address, said, headers=SAME_ORIGIN, REMOTE_ADDR=f"10.99.{comment.number}.1"), 200)


def previewed(marta: Client, post: Post) -> Iterator[Any]:
    """What previews show, to whom nothing is kept from."""
    for pack in packed(60_000, "\n\n"):
        said = {"name": one_line(pack[:250]), "text": pack, "token": lasting_token(conversation_of(post))}
        yield Client().post(f"{post.stem}/comments/preview/", said, headers=SAME_ORIGIN)
    for fmt in ("html", "lines", "markdown"):
        said = {"title": TEXTS[0], "body": "\n\n".join(TEXTS), "format": fmt, "kind": "post", "comments": "default"}
        yield marta.post("/desk/harbour/posts/preview/", said)


def _published(post: Post, text: str, **more: str) -> Comment:
    _say(post, {"name": "Ruth", "text": text, **more})
    judge(Comment.objects.latest("id"), CommentState.PUBLISHED, actor=None)
    return Comment.objects.latest("id")


def _say(post: Post, said: dict[str, str]) -> None:
    number = next(_senders)
    form = {**said, "token": lasting_token(conversation_of(post))}
    sender = f"10.{number // 250}.{number % 250}.1"
    answer = Client().post(f"{post.stem}/comments/", form, headers=SAME_ORIGIN, REMOTE_ADDR=sender)
    assert answer.status_code in (200, 303), answer.content.decode()


def _sent(answer: Any, status: int) -> None:
    assert answer.status_code == status, answer.content.decode()[:4000]
