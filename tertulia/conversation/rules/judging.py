"""What the rules of a weblog say of a comment: one that lets somebody through goes before all others, then the
strictest wins, in whatever order they were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertulia.conversation.comment import CommentState
from tertulia.conversation.identity.bearing import Bearer
from tertulia.conversation.refusal import Reason, Refused
from tertulia.conversation.rules.in_force import rules_of
from tertulia.conversation.rules.meeting import Facts, meeting
from tertulia.conversation.rules.rule import Rule, RuleVerdict
from tertulia.conversation.submission import Submission
from tertulia.weblog.weblog import Weblog

# The strictest first.
_FIRST = (RuleVerdict.PASS, RuleVerdict.REFUSE, RuleVerdict.SPAM, RuleVerdict.HOLD)


@dataclass(frozen=True)
class Ruling:
    """``verdict`` is that of the rules, ``rules`` those that say so; "" and none if no rule meets the comment."""

    verdict: str = ""
    rules: Sequence[Rule] = ()

    @property
    def lets_through(self) -> bool:
        """Whether the host never holds this person."""
        return self.verdict == RuleVerdict.PASS

    @property
    def state(self) -> str:
        """What the comment becomes; "" if the rules do not say."""
        return _STATES.get(self.verdict, "")

    @property
    def reasons(self) -> list[str]:
        """Which rules say so, for the log."""
        return [f"{rule}." for rule in self.rules]

    @property
    def sentence(self) -> str:
        """What somebody reads whose comment is refused; "" leaves it to us."""
        return next((rule.sentence for rule in self.rules if rule.sentence), "")


def ruled(weblog: Weblog, said: Submission, bearer: Bearer) -> Ruling:
    """What the weblog's rules say of a cleaned submission. Raises Refused."""
    if not (rules := rules_of(weblog)):
        return Ruling()
    slug = bearer.commenter.slug if bearer.commenter else ""
    facts = Facts(said.name, said.email, said.url, said.text, said.ip, slug, is_borrowed=bool(bearer.owner))
    found = decided(meeting(rules, facts))
    if found.verdict == RuleVerdict.REFUSE:
        raise Refused(Reason.RULED, said=found.sentence)
    return found


def decided(met: Sequence[Rule]) -> Ruling:
    """What these rules together say."""
    for verdict in _FIRST:
        if found := [rule for rule in met if rule.verdict == verdict]:
            return Ruling(verdict, found)
    return Ruling()


_STATES: Mapping[str, str] = {RuleVerdict.HOLD: CommentState.HELD, RuleVerdict.SPAM: CommentState.SPAM}
