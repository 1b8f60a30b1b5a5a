"""Images: upload one, and get what to paste into a post."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tertulia.desk import seat
from tertulia.desk.screen import DeskRequest, render, screen
from tertulia.desk.seat import Seat
from tertulia.media.image import BadImage, Image, store_image

# A phone's picture has about 12 MB; its decoded size is checked where it is stored.
LARGEST = 32 * 1024 * 1024


class ImageForm(forms.Form):
    """A picture and what it shows."""

    upload = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG, WebP or GIF. Where it was taken is removed from it."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label=_("What it shows"), required=False, max_length=1000, help_text=_("For those who cannot see it.")
    )


@screen("GET", "POST")
def images(request: DeskRequest, slug: str) -> HttpResponse:
    """Upload a picture; ``?image=`` shows the one just stored."""
    place = seat.take(request.user, slug, seat.writes)
    if request.method == "POST":
        return _upload(request, place)
    image = _stored(request.GET.get("image", ""))
    return _show(request, place, ImageForm(), image)


def _upload(request: DeskRequest, place: Seat) -> HttpResponse:
    form = ImageForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            if upload.size > LARGEST:
                raise BadImage(_("The file is larger than 32 MB; make it smaller first."))
            image = store_image(upload, alt=form.cleaned_data["alt"])
        except BadImage as error:
            form.add_error("upload", str(error))
        else:
            return redirect(f"{reverse('desk-images', args=[place.weblog.slug])}?image={image.digest}")
    return _show(request, place, form, None, status=422)


def _show(
    request: DeskRequest, place: Seat, form: ImageForm, image: Image | None, *, status: int = 200
) -> HttpResponse:
    context = {"here": "images", "form": form, "image": image, "snippet": _snippet(image) if image else ""}
    return render(request, "desk/images.html", context, seat=place, status=status)


def _stored(digest: str) -> Image | None:
    # By digest, which only who has the picture knows: pictures of other weblogs cannot be leafed through.
    return Image.objects.filter(digest=digest).first() if digest else None


def _snippet(image: Image) -> str:
    figure = '<figure><img src="{}" alt="{}" width="{}" height="{}"></figure>'
    return format_html(figure, image.url, image.alt, image.width, image.height)
