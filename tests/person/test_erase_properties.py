"""Whatever somebody is called and has said: when they are forgotten, nothing of them is found anywhere."""

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.conversation.comment import CommentState
from tertulia.conversation.moderation import judge
from tertulia.conversation.replying import reply_inside
from tertulia.exchange.person.carrying_out import carry_out
from tertulia.exchange.person.erase import erase
from tertulia.exchange.person.erasure import GRACE, What
from tertulia.exchange.person.person import person_of_email
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.people import NILS, say
from tests.examples import examples
from tests.person import traces

# Letters that no word of the tables has together, in several scripts.
WORD = st.text("qxzjåλж", min_size=9, max_size=14)
# What stays must not look like what goes.
SAID = st.tuples(WORD.map("w{}".format), st.sampled_from(CommentState.values), st.booleans(), st.booleans())


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=WORD.map("n{}".format),
    mail=WORD.map("m{}".format),
    host=WORD,
    said=st.lists(SAID, min_size=1, max_size=4),
    what=st.sampled_from(What),
)
def test_nothing_of_them_is_left(
    cast: Cast, post: Post, name: str, mail: str, host: str, said: list[tuple[str, str, bool, bool]], what: str
) -> None:
    with transaction.atomic():
        email, url = f"{mail}@example.net", f"https://{host.encode().hex()}.example/"
        for number, (words, state, is_answered, is_judged) in enumerate(said):
            typed = f"{words} {number}"
            comment = say(post, typed, name=name, email=email, url=url, ip=f"198.51.100.{number + 100}")
            judge(comment, state, actor=cast.host.user if is_judged else None, reason=f"{name} again")
            if is_answered:
                reply_inside(comment, "So it is.", member=cast.host)
        say(post, "Nils says.", **NILS)
        run_due()
        ips = [f"198.51.100.{number + 100}" for number in range(len(said))]
        gone = [name, email, host.encode().hex(), *ips, *(words for words, *_rest in said if what == What.WORDS)]
        assert traces.in_tables(gone)
        erase(person_of_email(cast.weblog, email), what, actor=cast.host.user)
        with clock.standing_at(clock.now() + GRACE + timedelta(minutes=1)):
            carry_out()
        assert traces.in_tables(gone) == []
        transaction.set_rollback(True)
