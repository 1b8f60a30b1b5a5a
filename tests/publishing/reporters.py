"""Readers report what they see, moderators dismiss that, and old spam goes."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tertulia.conversation.collision import Collision
from tertulia.conversation.refusal import Refused
from tertulia.conversation.reports.reporting import report_comment
from tertulia.conversation.reports.settling import dismiss_reports
from tertulia.conversation.spam.emptying import empty_spam
from tertulia.conversation.submission import Submission
from tertulia.lib import clock
from tests.publishing.people import People, picks


class Reporters(People):
    """They look after what others said."""

    @rule(pick=picks, what=st.sampled_from(["report", "dismiss", "empty"]))
    def look_after_comments(self, pick: int, what: str) -> None:
        comments = self.comments()
        with suppress(Refused, Collision):
            if what == "empty":
                with clock.standing_at(clock.now() + timedelta(days=40)):
                    empty_spam()
            elif comments and what == "report":
                report_comment(comments[pick % len(comments)], "law", Submission(ip=f"198.51.{pick % 200}.7"))
            elif comments:
                dismiss_reports(comments[pick % len(comments)], actor=self.host.user)
