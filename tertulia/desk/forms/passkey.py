"""The form that adds a passkey, in the words of this desk."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A key that signs in by itself, unless its owner wants it as a second step only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("It signs in by itself")
            self.fields["passwordless"].help_text = _("Otherwise it is a second step after the password.")
            self.fields["passwordless"].initial = True
