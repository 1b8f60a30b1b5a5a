"""The forms of a weblog's settings."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertulia.conversation.noting import checked
from tertulia.conversation.policy import Policy
from tertulia.conversation.reasons import first_reasons, listed, reasons_of
from tertulia.lib import clock, text
from tertulia.media.image import BadImage, describe_image, store_image
from tertulia.weblog.weblog import Weblog

_LONGEST_EDITING = 24 * 60
_MOST_IN_A_MINUTE, _MOST_DAYS = 3000, 3650


def time_zones() -> list[tuple[str, str]]:
    """The time zones to choose from."""
    return [(name, name.replace("_", " ")) for name in sorted(clock.zones()) if "/" in name or name == "UTC"]


class WeblogForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What the weblog is called, says of itself, and counts by. The photo is an upload of its own."""

    upload = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("Shown beside the words about you. JPEG, PNG, WebP or GIF."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(label=_("What the photo shows"), required=False, max_length=500)
    without_photo = forms.BooleanField(label=_("Take the photo away"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    timezone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("In which dates are read and shown.")
    )

    class Meta:
        model = Weblog
        fields = ["title", "tagline", "about", "language", "timezone", "posts_per_page", "keeps_links"]
        labels = {
            "title": _("Title"),
            "tagline": _("Tagline"),
            "about": _("About"),
            "posts_per_page": _("Posts per page"),
            "keeps_links": _("Keep what is linked to"),
        }
        help_texts = {
            "about": _("A few words for the sidebar. Line breaks, links and simple HTML are kept."),
            "keeps_links": _(
                "This server asks for every page that posts and comments link to, keeps a copy of its words for "
                "members, and says beside a link that it is gone. Those servers can see that it asks."
            ),
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.photo:
            self.fields["alt"].initial = self.instance.photo.alt

    def clean_posts_per_page(self) -> int:
        number = int(self.cleaned_data["posts_per_page"])
        if not 1 <= number <= 100:
            raise ValidationError(gettext("Choose a number from 1 to 100."))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("without_photo"):
            self.instance.photo = None
        elif data.get("upload"):
            try:
                self.instance.photo = store_image(data["upload"], alt=data.get("alt", ""))
            except BadImage as error:
                self.add_error("upload", str(error))
        elif self.instance.photo and "alt" in self.data and not self.errors:
            describe_image(self.instance.photo, data.get("alt", ""))
        return data


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who may comment, for how long, what waits, and how comments are shown."""

    class Meta:
        model = Policy
        fields = [
            *("open_by_default", "close_after_days", "moderation", "depth", "order", "per_page"),
            *("edit_minutes", "sign_in", "note", "reasons", "show_reasons", "public_log", "log_names"),
            *("per_minute", "spam_days", "asks_akismet"),
        ]
        labels = {
            "open_by_default": _("Conversations are open"),
            "close_after_days": _("Days after which they close"),
            "moderation": _("What waits for approval"),
            "depth": _("How deep answers are nested"),
            "order": _("Order"),
            "per_page": _("Comments on one page"),
            "reasons": _("Reasons to choose from"),
            "show_reasons": _("Authors see the reason"),
            "sign_in": _("Readers may sign in"),
            "public_log": _("Readers see how comments are moderated"),
            "log_names": _("… and who decided"),
            "per_minute": _("Most comments in a minute under one post"),
            "asks_akismet": _("Ask Akismet about comments that wait"),
            "spam_days": _("Days after which spam is deleted"),
            "note": _("A note over all conversations"),
            "edit_minutes": _("Minutes in which a comment may be corrected without history"),
        }
        help_texts = {
            "open_by_default": _("Each post may say otherwise."),
            "close_after_days": _("Empty: never."),
            "depth": _("0 shows all comments in one line, with “in reply to”. At most 10."),
            "per_page": _("0 shows all of them on the post’s page."),
            "reasons": _("Offered where you judge comments, one a line. Empty: the list that it began with."),
            "show_reasons": _("On the private page of their comment, and in mail they asked for. Spam is never told."),
            "sign_in": _(
                "Nobody has to. An account gives no role; the form gets a link to the page where one signs in."
            ),
            "public_log": _(
                "A page of its own lists what members decide about comments, when and why, with reasons from the list "
                "above. It tells no word and no name of what is not published."
            ),
            "log_names": _("Otherwise it says “a moderator”."),
            "per_minute": _("Not counting those of members. 0: as many as come."),
            "asks_akismet": _(
                "Of comments that wait, and that the judge here is not sure of, everything goes to Akismet (by "
                "Automattic, in the USA): name, e-mail, web and IP address, words, and where it stands. So does what "
                "you then decide. Its opinion is one of the reasons that the queue shows and decides nothing. Tell "
                "your readers."
            ),
            "spam_days": _("If nobody has touched it since. What was learned of it stays. 0: never."),
            "note": _("Your rules, for example. It stands wherever a conversation has no note of its own."),
            "edit_minutes": _(
                "As long as nobody has answered. Later, and always with 0, readers can see what it said before."
            ),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 7}) for name in ("note", "reasons")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.AKISMET_KEY:
            del self.fields["asks_akismet"]
        self.initial["reasons"] = "\n".join(reasons_of(self.instance.weblog))

    def clean_note(self) -> str:
        return checked(str(self.cleaned_data["note"]))

    def clean_reasons(self) -> str:
        reasons = listed(text.clean(str(self.cleaned_data["reasons"])))
        if len(reasons) > 50:
            raise ValidationError(gettext("Fifty reasons are the most."))
        return "" if reasons == first_reasons(self.instance.weblog) else "\n".join(reasons)

    def clean_depth(self) -> int:
        depth = int(self.cleaned_data["depth"])
        if depth > 10:
            raise ValidationError(gettext("Choose a number from 0 to 10."))
        return depth

    def clean_per_page(self) -> int:
        number = int(self.cleaned_data["per_page"])
        if number and not 10 <= number <= 5000:
            raise ValidationError(gettext("Choose 0, or a number from 10 to 5000."))
        return number

    def clean_per_minute(self) -> int:
        return self._at_most("per_minute", _MOST_IN_A_MINUTE)

    def clean_spam_days(self) -> int:
        return self._at_most("spam_days", _MOST_DAYS)

    def _at_most(self, name: str, most: int) -> int:
        number = int(self.cleaned_data[name])
        if number > most:
            raise ValidationError(gettext("Choose a number from 0 to %(most)d.") % {"most": most})
        return number

    def clean_edit_minutes(self) -> int:
        minutes = int(self.cleaned_data["edit_minutes"])
        if minutes > _LONGEST_EDITING:
            raise ValidationError(gettext("Choose a number from 0 to 1440, which is a day."))
        return minutes


class NewWeblogForm(forms.Form):
    """A new weblog: its title and the first part of its addresses."""

    title = forms.CharField(label=_("Title"), max_length=255)
    slug = forms.CharField(
        label=_("Address"), max_length=100, help_text=_("The first part of its addresses: /my_weblog/")
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, initial="UTC")
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")
