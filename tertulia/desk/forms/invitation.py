"""The form behind a one-time link."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class InvitationForm(forms.Form):
    """Who accepts: the name readers see, the e-mail to sign in with, and a password if one is wanted."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=255,
        help_text=_("Shown with what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=150,
        help_text=_("You sign in with it. It is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("A password"),
        required=False,
        max_length=1000,
        strip=False,
        help_text=_("If you want one: at least 10 characters. Without it you sign in by a code, or by a passkey."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exists() or User.objects.filter(username__iexact=email).exists():
            raise ValidationError(
                gettext("There is an account with this e-mail already. Sign in with it, then open this link again.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            try:
                validate_password(data["password"], User(email=data.get("email", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class ConfirmForm(forms.Form):
    """For somebody who is signed in already: only the name in this weblog."""

    name = forms.CharField(label=_("Your name"), max_length=255, help_text=_("Shown with what you write."))
