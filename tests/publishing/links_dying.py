"""What they link to dies and comes back, and the host keeps links or does not."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation import gone_rendering as gone_below
from tertulia.conversation import moderation
from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.link_recording import record_conversation
from tertulia.conversation.posting import Refused, Submission, post_comment
from tertulia.lib import clock
from tertulia.weblog import gone_rendering
from tertulia.weblog.kept_link import KeptLink, LinkState
from tertulia.weblog.link_keeping import settle_keeping
from tertulia.weblog.post import Status
from tertulia.weblog.weblog import change_settings
from tests.publishing.people import People, picks


class Linkers(People):
    """They link somewhere."""

    @rule(pick=picks)
    def link(self, pick: int) -> None:
        if post := self.any_post(pick, Status.PUBLISHED):
            with suppress(Refused):
                said = Submission("Nils", text=f"See http://quay.example/{pick % 3} for {Comment.objects.count()}")
                moderation.judge(post_comment(post, said), CommentState.PUBLISHED, actor=None)
            record_conversation(self.weblog.id, post.id)

    @rule(pick=picks, is_gone=st.booleans())
    def a_link_dies_or_comes_back(self, pick: int, is_gone: bool) -> None:
        links = list(KeptLink.objects.filter(weblog=self.weblog).order_by("id"))
        if links:
            link = links[pick % len(links)]
            state, gone_at = (LinkState.GONE, clock.now()) if is_gone else (LinkState.LIVING, None)
            KeptLink.objects.filter(id=link.id).update(state=state, gone_at=gone_at)
            self._render(link)

    @rule(keeps=st.booleans())
    def keep_links(self, keeps: bool) -> None:
        self.weblog.keeps_links = keeps
        change_settings(self.weblog, ["keeps_links"])
        settle_keeping(self.weblog.id)
        for link in KeptLink.objects.filter(weblog=self.weblog):
            self._render(link)

    def _render(self, link: KeptLink) -> None:
        gone_rendering.render_posts(self.weblog.id, link.id)
        gone_below.render_comments(self.weblog.id, link.id)
