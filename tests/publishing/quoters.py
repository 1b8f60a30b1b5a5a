"""They quote each other, truly or not."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation.comment import Comment
from tertulia.conversation.posting import Refused, Submission, post_comment
from tertulia.lib import text
from tertulia.weblog.post import Post, Status
from tests.publishing.people import People, picks


class Quoters(People):
    """They quote what was said, by whomever, in lines or between marks."""

    @rule(pick=picks, source=picks, is_answer=st.booleans(), is_changed=st.booleans(), of_post=st.booleans())
    def quote(self, pick: int, source: int, is_answer: bool, is_changed: bool, of_post: bool) -> None:
        post = self.any_post(pick, Status.PUBLISHED)
        said = [comment for comment in self.comments(post) if comment.is_public] if post else []
        if not post or not said:
            return
        quoted = said[source % len(said)]
        words = self._words(post, quoted, of_post=of_post) + (" and no more" if is_changed else "")
        typed = f"> {words}\n\nTo {Comment.objects.count()}" if pick % 3 else f"Ruth wrote “{words}” and on and on."
        with suppress(Refused):
            post_comment(post, Submission("Ilse", text=typed, parent=quoted.number if is_answer else None))

    def _words(self, post: Post, quoted: Comment, *, of_post: bool) -> str:
        replies = list(quoted.host_replies.filter(withdrawn=False))
        html = post.html if of_post else replies[0].html if replies else quoted.html
        return text.plain(html)[:200]
