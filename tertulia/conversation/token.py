"""The form's signed token: says that a form came from us, without a session and without a cookie.

A post's page is the same for every reader and is stored, so the token in it signs only the post and the state its
conversation was in when the page was made; when the host closes and opens a conversation, forms from before are no
longer good. Forms on pages that are made for one reader (preview, reply, refusal) carry a token that expires."""

from datetime import timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner

from tertulia.conversation.conversation import Conversation

LIFETIME = timedelta(hours=24)
_SALT = "tertulia.conversation.form"


def lasting_token(conversation: Conversation) -> str:
    """For the page that everybody gets: the same for the same post and state."""
    return Signer(salt=_SALT).signature(_subject(conversation))


def timed_token(conversation: Conversation) -> str:
    """For a page made for one reader: good for a day."""
    return TimestampSigner(salt=_SALT).sign(_subject(conversation)).partition(":")[2]


def is_good(token: str, conversation: Conversation) -> bool:
    """Whether ``token`` is one of ours for this conversation as it stands now, and not too old."""
    signed = f"{_subject(conversation)}:{token}"
    try:
        if ":" in token:
            TimestampSigner(salt=f"{_SALT}").unsign(signed, max_age=LIFETIME)
        else:
            Signer(salt=_SALT).unsign(signed)
    except BadSignature:
        return False
    return True


def _subject(conversation: Conversation) -> str:
    return f"{conversation.post_id}.{conversation.state}"
