"""Who speaks in these tests, and how: Ruth comments often, Nils comes for the first time."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from tertulia.conversation.comment import Comment, CommentState
from tertulia.conversation.moderation import judge
from tertulia.conversation.policy import Moderation, Policy, change_policy, policy_of
from tertulia.conversation.posting import Submission, post_comment
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog

RUTH = {"name": "Ruth Tamm", "email": "ruth@example.net"}
NILS = {"name": "Nils Aho", "email": "nils@example.net"}


def submission(text: str = "Who signed the inspection?", **fields: Any) -> Submission:
    """What Ruth hands in, through a door without a form, unless ``fields`` say otherwise."""
    return Submission(**{**RUTH, "text": text, **fields})


def say(post: Post, text: str = "Who signed the inspection?", **fields: Any) -> Comment:
    """Post a comment of Ruth's."""
    return post_comment(post, submission(text, **fields))


def published(post: Post, text: str = "The letter says more than that.", **fields: Any) -> Comment:
    """A comment of Ruth's that readers can see, whatever the policy says."""
    comment = say(post, text, **fields)
    judge(comment, CommentState.PUBLISHED, actor=None)
    comment.refresh_from_db()
    return comment


def moderate(weblog: Weblog, moderation: Moderation) -> Policy:
    """Let the weblog hold comments always, never, or those of newcomers."""
    return set_policy(weblog, moderation=moderation)


def set_policy(weblog: Weblog, **values: Any) -> Policy:
    """Change single rules of the weblog's policy."""
    policy = Policy.objects.filter(weblog=weblog).first() or policy_of(weblog)
    for name, value in values.items():
        setattr(policy, name, value)
    return change_policy(weblog, policy, actor=None)


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run actions in threads that start together, each with a connection of its own; what each answered or raised."""
    barrier = Barrier(len(actions))
    outcomes: list[object] = [None for _action in actions]

    def run(place: int, action: Callable[[], object]) -> None:
        try:
            barrier.wait()
            outcomes[place] = action()
        except Exception as error:  # noqa: BLE001 (a thread has nobody else to tell)
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
