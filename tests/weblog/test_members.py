"""Members, roles and invitations."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from tertulia.lib import clock
from tertulia.weblog.decision import Decision
from tertulia.weblog.invitation import InvitationGone, accept, find_invitation, invite
from tertulia.weblog.member import Role, add_member, change_role
from tertulia.weblog.weblog import create_weblog
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.mark.parametrize(
    ("role", "administers", "edits", "writes", "moderates"),
    [
        (Role.OWNER, True, True, True, True),
        (Role.EDITOR, False, True, True, True),
        (Role.AUTHOR, False, False, True, False),
        (Role.MODERATOR, False, False, False, True),
    ],
)
def test_what_each_role_may_do(
    cast: Cast, role: Role, administers: bool, edits: bool, writes: bool, moderates: bool
) -> None:
    member = add_member(cast.weblog, name="Sten Falk", role=role, user=cast.stranger)
    found = (member.may_administer, member.may_edit_all, member.may_write, member.may_moderate)
    assert found == (administers, edits, writes, moderates)


def test_a_member_whose_time_has_ended_may_do_nothing(cast: Cast) -> None:
    editor = add_member(cast.weblog, name="Sten Falk", role=Role.EDITOR, user=cast.stranger)
    change_role(editor, Role.EDITOR, actor=cast.host.user, active=False)
    assert [editor.may_administer, editor.may_edit_all, editor.may_write, editor.may_moderate] == [False] * 4


def test_the_only_owner_cannot_be_ended_so_that_a_weblog_always_has_a_host(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Marta Oyelaran is the only owner"):
        change_role(cast.host, Role.OWNER, actor=cast.host.user, active=False)


def test_two_members_of_one_name_have_two_addresses(cast: Cast) -> None:
    first = add_member(cast.weblog, name="Ruth Tal", role=Role.AUTHOR)
    second = add_member(cast.weblog, name="Ruth Tal", role=Role.AUTHOR)
    assert (first.path, second.path) == ("/harbour/author/ruth-tal/", "/harbour/author/ruth-tal-1/")


def test_an_invitation_works_once(cast: Cast) -> None:
    token = invite(cast.weblog, Role.EDITOR)
    (member,) = accept(token, cast.stranger, name="Sten Falk")
    assert (member.role, member.weblog) == (Role.EDITOR, cast.weblog)
    with pytest.raises(InvitationGone):
        accept(token, cast.stranger, name="Sten Falk")


def test_looking_at_an_invitation_does_not_use_it_up(cast: Cast) -> None:
    token = invite(cast.weblog, Role.EDITOR)
    for _ in range(3):
        assert find_invitation(token).role == Role.EDITOR


def test_an_invitation_is_over_after_its_days(cast: Cast) -> None:
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        token = invite(cast.weblog, Role.EDITOR, days=7)
        clock_hand.shift(timedelta(days=7, seconds=1))
        with pytest.raises(InvitationGone):
            find_invitation(token)


def test_a_made_up_token_is_nobodys(cast: Cast) -> None:
    with pytest.raises(InvitationGone):
        find_invitation("made-up")


def test_the_first_host_gets_every_weblog(db: None) -> None:
    weblogs = [create_weblog("harbour"), create_weblog("orphan")]
    memberships = accept(invite(None, Role.OWNER), User.objects.create_user("sten@example.org"), name="Sten Falk")
    assert [member.weblog for member in memberships] == weblogs


def test_a_link_to_the_installation_is_gone_once_somebody_hosts_it(cast: Cast) -> None:
    token = invite(None, Role.OWNER)
    create_weblog("imported-later")
    with pytest.raises(InvitationGone):
        accept(token, cast.stranger, name="Sten Falk")
    assert not cast.stranger.memberships.exists()


def test_an_invited_member_changes_role_and_keeps_the_name(cast: Cast) -> None:
    assert cast.moderator.user is not None
    (member,) = accept(invite(cast.weblog, Role.EDITOR), cast.moderator.user, name="Somebody")
    assert (member.id, member.role, member.name) == (cast.moderator.id, Role.EDITOR, "Ilse Vis")
    change = Decision.objects.latest("id")
    assert (change.kind, change.before, change.after) == ("member-changed", "moderator", "editor")
