"""What readers have reported, at the desk: seen, dismissed, settled by a judgement, and opened again by undo."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tertulia.conversation.collision import Collision
from tertulia.conversation.comment import Comment
from tertulia.conversation.moderation import judge, judge_many, undo
from tertulia.conversation.reports.report import Report
from tertulia.conversation.reports.reporting import report_comment
from tertulia.conversation.reports.settling import dismiss_reports, undo_dismissal
from tertulia.conversation.submission import Submission
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.desk.people import Say, page


@pytest.fixture
def comment(post: Post, say: Say) -> Comment:
    return say(post, "He is a <thief>.", state="published")


@pytest.fixture
def ilses(cast: Cast) -> User:
    assert cast.moderator.user
    return cast.moderator.user


def tell(comment: Comment, ip: str = "198.51.100.7", text: str = "Not <true>.") -> Report:
    report = report_comment(comment, "attack", Submission(text=text, ip=ip))
    assert report
    return report


def is_open(report: Report) -> bool:
    return Report.objects.open().filter(id=report.id).exists()


def form_of(client: Client, comment: Comment) -> dict[str, str]:
    [form] = LexborHTMLParser(page(client.get(f"/desk/comments/{comment.id}/"))).css(".reports form")
    return {field.attributes["name"] or "": field.attributes.get("value") or "" for field in form.css("input[name]")}


def test_the_queue_has_a_tab_for_what_is_reported(ilse: Client, comment: Comment, say: Say, post: Post) -> None:
    say(post, "Nobody minds this.", state="published")
    tell(comment)
    tell(comment, "203.0.113.9")
    shown = LexborHTMLParser(page(ilse.get("/desk/comments/?state=reported")))
    assert "Reported 2" not in shown.css(".tabs")[0].text()
    assert "Reported 1" in shown.css(".tabs")[0].text()
    [row] = shown.css(".queue > li")
    assert row.attributes["id"] == f"comment-{comment.id}"
    assert [one.text() for one in row.css(".reports strong")] == ["It attacks or threatens somebody"] * 2
    assert "Not <true>." in row.text()
    assert "1 comment is reported" in page(ilse.get("/desk/"))


def test_a_moderator_dismisses_them_and_takes_that_back(ilse: Client, comment: Comment) -> None:
    report = tell(comment)
    form = {**form_of(ilse, comment), "reason": "It is only rude."}
    answer = page(ilse.post(f"/desk/comments/{comment.id}/reports/dismissal/", form, follow=True))
    assert "dismissed" in answer
    assert not is_open(report)
    comment.refresh_from_db()
    assert comment.state == "published"
    decision = Decision.objects.get(kind="reports")
    assert (decision.before, decision.after, decision.reason) == ("reported", "dismissed", "It is only rude.")
    ilse.post("/desk/undoings/", {"decision": [decision.id]})
    assert is_open(report)
    again = Decision.objects.filter(kind="reports").latest("id")
    ilse.post("/desk/undoings/", {"decision": [again.id]})
    assert not is_open(report)


def test_what_came_after_the_screen_stays_open(ilse: Client, comment: Comment) -> None:
    first, form = tell(comment), form_of(ilse, comment)
    second = tell(comment, "203.0.113.9")
    ilse.post(f"/desk/comments/{comment.id}/reports/dismissal/", form)
    assert (is_open(first), is_open(second)) == (False, True)


def test_who_was_overtaken_dismisses_nothing(ilse: Client, cast: Cast, comment: Comment) -> None:
    tell(comment)
    form = form_of(ilse, comment)
    judge(comment, "held", actor=cast.host.user)
    answer = page(ilse.post(f"/desk/comments/{comment.id}/reports/dismissal/", form, follow=True))
    assert "decided meanwhile" in answer
    assert not Decision.objects.filter(kind="reports").exists()


def test_a_judgement_settles_them_and_its_undo_opens_them_again(ilses: User, comment: Comment) -> None:
    report = tell(comment)
    decision = judge(comment, "withdrawn", actor=ilses, reason="A person, not what they said")
    assert not is_open(report)
    back = undo(decision, actor=ilses)
    assert is_open(report)
    undo(back, actor=ilses)
    assert not is_open(report)


def test_many_judged_at_once_settle_theirs_and_no_others(ilses: User, comment: Comment, say: Say, post: Post) -> None:
    other = say(post, "Another.", state="published")
    third = say(post, "A third.", state="published")
    reports = [tell(one) for one in (comment, other, third)]
    judge_many([comment, other], "held", actor=ilses)
    assert [is_open(one) for one in reports] == [False, False, True]


def test_what_nobody_decided_settles_nothing(comment: Comment) -> None:
    report = tell(comment)
    judge(comment, "held", actor=None)
    assert is_open(report)


def test_only_the_last_dismissal_is_taken_back(ilses: User, comment: Comment) -> None:
    tell(comment)
    first = dismiss_reports(comment, actor=ilses)
    with pytest.raises(Collision):
        dismiss_reports(comment, actor=ilses)
    second = tell(comment, "203.0.113.9")
    dismiss_reports(comment, actor=ilses)
    with pytest.raises(Collision):
        undo_dismissal(first, comment, actor=ilses)
    assert not is_open(second)
