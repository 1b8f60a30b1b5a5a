"""Whoever reported comments with their address finds that kept about them, and is forgotten with it."""

from typing import Any

from tertulia.conversation.reports.report import Report
from tertulia.conversation.reports.reporting import report_comment
from tertulia.conversation.submission import Submission
from tertulia.exchange.person.erase import erase, take_back
from tertulia.exchange.person.kept import all_kept
from tertulia.exchange.person.person import person_of_email
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.people import published
from tests.person.traces import in_tables


def test_reports_go_with_who_made_them_and_come_back(cast: Cast, post: Post) -> None:
    told = Submission(text="I am Berta, and it is my house.", email="berta@example.net", ip="198.51.100.7")
    report_comment(published(post), "private", told)
    berta = person_of_email(cast.weblog, "Berta@example.net")
    [kept] = all_kept(berta)["reports"]
    assert (kept["reason"], kept["text"], kept["ip"]) == ("private", told.text, "198.51.100.7")
    before = columns()
    erasure = erase(berta, "name", actor=None)
    after = columns()
    assert {name for name in before if before[name] != after[name]} == {"email", "text", "ip", "network"}
    take_back(erasure, actor=None)
    assert columns() == before


def columns() -> dict[str, Any]:
    return dict(Report.objects.values().get())


def test_what_was_reported_of_somebody_s_comment_goes_with_them(cast: Cast, post: Post) -> None:
    report_comment(published(post), "other", Submission(text="Ruth Tamm is no Tamm.", ip="198.51.100.7"))
    erasure = erase(person_of_email(cast.weblog, "ruth@example.net"), "words", actor=None)
    assert Report.objects.get().text == ""
    assert "conversation_report.text" not in in_tables(["Ruth Tamm"])
    take_back(erasure, actor=None)
    assert Report.objects.get().text == "Ruth Tamm is no Tamm."
