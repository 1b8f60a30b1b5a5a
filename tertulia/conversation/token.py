"""The form's signed token: says that a form came from us, without a session and without a cookie.

A post's page is the same for every reader and is stored, so the token in it signs only the post and the state its
conversation was in when the page was made; when the host closes and opens a conversation, forms from before are no
longer good. Forms on pages that are made for one reader (preview, reply, refusal) carry a token that expires."""

from datetime import timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner

from tertulia.conversation.conversation import Conversation

LIFETIME = timedelta(hours=24)
# In less nobody has read what is answered and written the answer.
HASTE = timedelta(seconds=3)
_SALT = "tertulia.conversation.form"
_BLANK = f"{_SALT}.blank"


def lasting_token(conversation: Conversation) -> str:
    """For the page that everybody gets: the same for the same post and state."""
    return Signer(salt=_SALT).signature(_subject(conversation))


def timed_token(conversation: Conversation, *, is_blank: bool = False) -> str:
    """For a page made for one reader: good for a day. ``is_blank``: they have still to write their words."""
    return TimestampSigner(salt=_BLANK if is_blank else _SALT).sign(_subject(conversation)).partition(":")[2]


def is_good(token: str, conversation: Conversation) -> bool:
    """Whether ``token`` is one of ours for this conversation as it stands now, and not too old."""
    signed = f"{_subject(conversation)}:{token}"
    try:
        if ":" in token:
            return _is_timed(signed, _SALT, LIFETIME) or _is_timed(signed, _BLANK, LIFETIME)
        Signer(salt=_SALT).unsign(signed)
    except BadSignature:
        return False
    return True


def is_hasty(token: str | None, conversation: Conversation) -> bool:
    """Whether the form was blank a moment ago. Of the page that everybody gets nobody knows."""
    return token is not None and ":" in token and _is_timed(f"{_subject(conversation)}:{token}", _BLANK, HASTE)


def _is_timed(signed: str, salt: str, lifetime: timedelta) -> bool:
    try:
        TimestampSigner(salt=salt).unsign(signed, max_age=lifetime)
    except BadSignature:
        return False
    return True


def _subject(conversation: Conversation) -> str:
    return f"{conversation.post_id}.{conversation.state}"
