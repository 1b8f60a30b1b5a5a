"""The forms about categories and members."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tertulia.weblog.member import Role


class CategoryForm(forms.Form):
    """A heading to file posts under."""

    label = forms.CharField(label=_("Label"), max_length=255)


class InviteForm(forms.Form):
    """Whom to ask in."""

    email = forms.EmailField(label=_("E-mail"), max_length=150)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.AUTHOR)


class MemberForm(forms.Form):
    """What a member is called and may do."""

    name = forms.CharField(label=_("Name"), max_length=255)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
