"""The form in which posts and pages are written."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertulia.conversation.conversation import State, conversation_of
from tertulia.desk.forms.moment import MomentField, shown
from tertulia.desk.seat import Seat
from tertulia.lib import clock
from tertulia.weblog.category import Category, add_category
from tertulia.weblog.member import Member
from tertulia.weblog.post import Format, Kind, Post, Status
from tertulia.weblog.writing import LONGEST_TEXT, Writing


class PostForm(forms.Form):
    """What a writer may say of a post. ``version`` is the state of the post that the form was filled from."""

    title = forms.CharField(label=_("Title"), required=False, max_length=1000)
    body = forms.CharField(
        label=_("Text"), required=False, max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    extended = forms.CharField(
        label=_("Continued"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        help_text=_("What the front page leaves out and the post's own page shows."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    excerpt = forms.CharField(
        label=_("Excerpt"),
        required=False,
        max_length=20_000,
        help_text=_("For feeds and search engines; without it the first words of the text."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    keywords = forms.CharField(label=_("Keywords"), required=False, max_length=5000)
    format = forms.ChoiceField(label=_("Written as"), choices=Format.choices)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Kind.choices, help_text=_("A page stands outside the archives, as “About” does.")
    )
    basename = forms.CharField(
        label=_("Last part of the address"),
        required=False,
        max_length=200,
        help_text=_("Made from the title if empty. An address that was public once keeps answering."),
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"),
        queryset=Category.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_category = forms.CharField(label=_("A new category"), required=False, max_length=255)
    tags = forms.CharField(label=_("Tags"), required=False, max_length=5000, help_text=_("Separated by commas."))
    published_at = MomentField(
        label=_("Date"), required=False, help_text=_("In the weblog's time zone. Empty: the moment it is published.")
    )
    minor = forms.BooleanField(
        label=_("A minor change"),
        required=False,
        help_text=_("Readers are not told “Updated”; what was changed can be seen all the same."),
    )
    author = forms.ModelChoiceField(label=_("Author"), queryset=Member.objects.none(), empty_label=None)
    comments = forms.ChoiceField(label=_("Comments"), choices=State.choices)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, seat: Seat, post: Post | None, data: Any = None) -> None:
        self.seat, self.post = seat, post
        super().__init__(data, initial=_filled(post) if post else _empty(seat))
        self._fields_of_weblog()

    def _fields_of_weblog(self) -> None:
        self._choices("categories", self.seat.weblog.categories.all())
        self.fields["published_at"].zone = self.seat.weblog.zone  # type: ignore[attr-defined]
        self.fields["published_at"].kept = self.post.published_at if self.post else None  # type: ignore[attr-defined]
        if self.post is None or self.post.status != Status.PUBLISHED:
            del self.fields["minor"]
        if self.seat.member.may_edit_all:
            self._choices("author", self.seat.writers)
        else:
            # Authors write under their own name; new headings are the editors' affair.
            del self.fields["author"], self.fields["new_category"]

    def _choices(self, name: str, queryset: Any) -> None:
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        date = data.get("published_at")
        if self.post and self.post.status == Status.PUBLISHED and date and date > clock.now():
            self.add_error("published_at", gettext("A published post cannot have a date that is still to come."))
        if self.post and data.get("version") != version_of(self.post):
            # The next press of the same button saves over it, knowingly.
            if isinstance(self.data, QueryDict):
                self.data = self.data.copy()
                self.data["version"] = version_of(self.post)
            raise ValidationError(overtaken(self.post))
        return data

    def writing(self) -> Writing:
        """What was handed in, for the verbs; call it on a valid form. A new category is made."""
        data = self.cleaned_data
        categories = list(data["categories"])
        if label := data.get("new_category"):
            categories.append(add_category(self.seat.weblog, label))
        same = ("title", "body", "extended", "excerpt", "keywords", "format", "kind", "basename", "published_at")
        return Writing(
            **{name: data[name] for name in same},
            author=data.get("author") or (self.post.author if self.post else self.seat.member),
            categories=categories,
            minor=bool(data.get("minor")),
            tags=[tag for tag in data["tags"].split(",") if tag.strip()],
        )


def version_of(post: Post) -> str:
    """Which state of the post this is."""
    return post.changed_at.isoformat()


def overtaken(post: Post) -> str:
    """What to tell a writer whose form was filled from an older state of the post."""
    moment = timezone.localtime(post.changed_at, post.weblog.zone)
    return gettext(
        "Somebody else saved this post at %(time)s, while you were writing. Below is your text; open the post in "
        "another window to see theirs. If you save now, yours replaces it."
    ) % {"time": f"{moment:%H:%M:%S}"}


def _empty(seat: Seat) -> dict[str, Any]:
    habit = seat.posts.filter(author=seat.member).order_by("-changed_at").values_list("format", flat=True).first()
    return {
        "author": seat.member,
        "format": habit or Format.MARKDOWN,
        "kind": Kind.POST,
        "comments": State.DEFAULT,
    }


def _filled(post: Post) -> dict[str, Any]:
    same = ("title", "body", "extended", "excerpt", "keywords", "format", "kind", "basename", "author")
    return {
        **{name: getattr(post, name) for name in same},
        "categories": list(post.categories.all()),
        "tags": ", ".join(tag.name for tag in post.tags.all()),
        "published_at": shown(date_of(post), post.weblog.zone),
        "comments": conversation_of(post).state,
        "version": version_of(post),
    }


def date_of(post: Post) -> datetime | None:
    """The date that the writer gave, or readers saw; None for a draft that only has the moment it was begun."""
    begun = abs((post.published_at - post.created_at).total_seconds()) < 60
    return None if begun and post.path is None and post.status == Status.DRAFT else post.published_at
